/*
title = "执法人员少于两人或者没有资格"
purpose = "一件案件登记的承办人不到两人，或者承办人不在执法人员名册、执法证已过期。"
grain = "一件案件一行"
source = "行政处罚法第四十二条；河南省行政执法条例第二十四条"
reads = ["cases", "officer_lists", "officers", "sheet_column"]
code = "P04"
level = "高"
why = "行政处罚应当由具有行政执法资格的执法人员实施，不得少于两人；少于两人、没有资格的，取得的证据和作出的决定都成问题。"
innocent = [
    "第二名承办人登记在别的栏里，或者写成“等二人”。",
    "同一姓名写法不同，或者名册没有及时更新。",
    "法律另有规定可以一人执法的（本系统默认没有）。",
]
excluded = ["撤案、移送的案件。", "写明“等二人”的，不按人数核。", "隐去姓名的，不与名册对照。"]
advice = "核对案卷中的检查笔录、询问笔录签名和执法证；名册不全的先补名册。"
[params]
as_of = {type = "date", title = "统计截止日"}
fewest_officers = {rule = "procedure.fewest_officers", title = "最少人数"}
and_others_words = {rule = "procedure.and_others_words", title = "表示还有别人的写法"}
other_officer_headers = {rule = "procedure.other_officer_headers", title = "像是另一栏承办人的列名"}
masked_name = {rule = "cases.masked_name_pattern", title = "隐去姓名的写法"}
*/
with roster as (
    select
        name,
        max(valid_until) as valid_until,
        bool_or(valid_until is null) as is_undated
    from officers
    where name is not null
    group by name
),

register as (
    select count(*) as officer_count from roster
),

lists as (
    select
        *,
        coalesce(regexp_matches(array_to_string(officers, '、'), $masked_name), false) as is_masked,
        coalesce(list_bool_or(list_transform(officers, lambda name: regexp_matches(name, $and_others_words))), false)
            as is_open_ended,
        -- 「张建国李卫东」 may be two names that nothing parts.
        coalesce(list_bool_or(list_transform(officers, lambda name: regexp_full_match(name, '\p{Han}{5,}'))), false)
            as is_run_together
    from officer_lists
),

signed as (
    select
        lists.officers_written,
        count(*) filter (where roster.name is null) as absent_count,
        count(*) filter (where roster.is_undated) as undated_count,
        min(roster.valid_until) filter (where not roster.is_undated) as first_expiry_on,
        list(roster.valid_until) filter (where not roster.is_undated) as expiries
    from (
        select
            officers_written,
            unnest(distinct_names) as name
        from lists
        where not is_masked
    ) as lists
    left join roster on lists.name = roster.name
    group by lists.officers_written
),

-- What is wrong with a list whatever the day; a certificate may run out on top of it.
doubtful as (
    select
        lists.officers_written,
        lists.is_run_together,
        case when lists.is_masked then len(lists.officers) else len(lists.distinct_names) end as officer_count,
        signed.absent_count,
        signed.first_expiry_on,
        signed.expiries,
        case
            when coalesce(len(lists.officers), 0) = 0 then '缺承办人'
            when not lists.is_masked and len(lists.distinct_names) < $fewest_officers and not lists.is_open_ended
                then '人数'
            when lists.is_masked and len(lists.officers) < $fewest_officers and not lists.is_open_ended then '人数'
            when lists.is_open_ended then '承办人没有写全'
            when register.officer_count > 0 and signed.absent_count > 0 then '不在名册'
            when lists.is_masked then '承办人姓名已隐去'
            when register.officer_count = 0 then '缺执法人员名册'
            when signed.undated_count > 0 then '名册没有有效期'
        end as fault
    from lists
    cross join register
    left join signed on lists.officers_written = signed.officers_written
),

other_columns as (
    select distinct
        batch_id,
        sheet_no
    from sheet_column
    where field is null and regexp_matches(header, array_to_string($other_officer_headers, '|'))
),

judged as (
    select
        cases.record_key,
        cases.unit,
        cases.decided_on,
        cases.event_on,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        coalesce(cases.decided_on, cases.event_on) as acted_on,
        coalesce(cases.found_on, cases.filed_on, cases.order_on, cases.decided_on) as begun_on,
        coalesce(doubtful.officer_count, 0) as officer_count,
        doubtful.absent_count,
        doubtful.expiries,
        doubtful.first_expiry_on,
        doubtful.is_run_together,
        other_columns.batch_id is not null as has_other_column,
        case
            when doubtful.fault in ('缺承办人', '人数') then doubtful.fault
            when doubtful.first_expiry_on < coalesce(cases.decided_on, cases.event_on) then '过期'
            else doubtful.fault
        end as what
    from cases
    inner join doubtful
        on array_to_string(cases.officers, chr(31)) is not distinct from doubtful.officers_written
    left join other_columns on cases.batch_id = other_columns.batch_id and cases.sheet_no = other_columns.sheet_no
    where
        cases.outcome in ('处罚', '不予处罚', '在办') and coalesce(cases.event_on <= $as_of, true)
        and (
            doubtful.fault is not null or doubtful.first_expiry_on < coalesce(cases.decided_on, cases.event_on)
        )
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case
        when what not in ('人数', '过期', '不在名册') then '无法核查'
        when what = '不在名册' or (what = '人数' and (has_other_column or is_run_together)) then '存疑'
        when what = '过期' and first_expiry_on >= begun_on then '存疑'
        else '确定'
    end as certainty,
    case
        when what not in ('人数', '过期', '不在名册') then what
        when what = '人数' and has_other_column then '另有没有认出的承办人一栏'
        when what = '人数' and is_run_together then '两个姓名可能连在一起写'
        when what = '过期' and first_expiry_on >= begun_on then '执法证在办案过程中到期，先前取得的证据不受影响'
        when what = '不在名册' then '名册可能不全，或者姓名写法不同'
    end as doubt,
    case what
        when '人数' then '只登记了 ' || officer_count || ' 名承办人，少于 ' || $fewest_officers || ' 人'
        when '过期'
            then
                officer_count || ' 名承办人中 ' || len(list_filter(expiries, lambda expiry: expiry < acted_on))
                || ' 人的执法证已过期'
        when '不在名册' then officer_count || ' 名承办人中 ' || absent_count || ' 人不在执法人员名册'
        else '执法人员无法核查：' || what
    end as finding,
    concat_ws(
        '；', '承办人 ' || officer_count || ' 人', case when what = '不在名册' then '不在名册 ' || absent_count || ' 人' end,
        case when what = '过期' then '执法证最早 ' || first_expiry_on || ' 到期' end, '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
