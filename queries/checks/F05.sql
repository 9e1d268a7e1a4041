/*
title = "不是首次却按首违不罚"
purpose = "写明首次违法而不予处罚的案件，同一当事人此前已有案件。"
grain = "一件案件一行"
source = "行政处罚法第三十三条"
reads = ["cases"]
code = "F05"
level = "高"
why = "首违不罚只适用于初次违法；不是首次的，没有免罚的依据，对真正首违的当事人也不公平。"
innocent = [
    "此前的案件后来撤销、没有成立。",
    "同名的不同当事人。",
    "免罚清单按领域或者按年度计算首次。",
]
excluded = ["此前的案件是撤案、移送的。", "没有写明首次违法的不予处罚。"]
advice = "核对两件案件是不是同一当事人、同一违法行为，再看免罚审批时有没有查过记录。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with exempted as (
    select
        cases.*,
        coalesce(cases.decided_on, cases.event_on) as exempted_on
    from cases
    where
        cases.outcome = '不予处罚' and cases.is_called_first
        and coalesce(cases.decided_on, cases.event_on) <= $as_of
),

earlier as (
    select
        exempted.record_key,
        count(*) as earlier_count,
        count(*) filter (cases.violation_code = exempted.violation_code) as same_count,
        bool_or(coalesce(exempted.act_on, exempted.filed_on, exempted.exempted_on) > cases.event_on)
            as is_decided_before,
        max_by(coalesce(cases.case_no, cases.record_key), (cases.event_on, cases.record_key)) as earlier_no,
        max(cases.event_on) as earlier_on
    from exempted
    inner join cases
        on
            exempted.party_key = cases.party_key
            and exempted.record_key <> cases.record_key
            and exempted.exempted_on > cases.event_on
            and coalesce(exempted.act_on, exempted.filed_on, exempted.exempted_on)
            > coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.event_on)
    where cases.outcome in ('处罚', '不予处罚')
    group by exempted.record_key
)

select
    'penalty_case' as record_kind,
    exempted.record_key,
    exempted.unit,
    case
        when exempted.party_key is null then '无法核查'
        when starts_with(exempted.party_key, 'n') or earlier.same_count = 0 or not earlier.is_decided_before then '存疑'
        else '确定'
    end as certainty,
    case
        when exempted.party_key is null then '缺当事人标识'
        when starts_with(exempted.party_key, 'n') then '只凭名称认定是同一当事人'
        when earlier.same_count = 0 then '此前是别的违法行为；清单只看同一违法行为的，不在此列'
        when not earlier.is_decided_before then '前一件的决定在这次违法之后'
    end as doubt,
    case
        when exempted.party_key is null then '是不是首次违法无法核查：缺当事人标识'
        else '按首次违法不予处罚，此前已有案件 ' || earlier.earlier_count || ' 件，其中同一违法行为 ' || earlier.same_count || ' 件'
    end as finding,
    concat_ws('；', '最近一件 ' || earlier.earlier_no || '（' || earlier.earlier_on || '）', '不予处罚日期 ' || exempted.exempted_on)
        as evidence,
    exempted.exempted_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    exempted.batch_id,
    exempted.sheet_no,
    exempted.row_no
from exempted
left join earlier on exempted.record_key = earlier.record_key
where exempted.party_key is null or earlier.earlier_count > 0
