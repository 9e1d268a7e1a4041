/*
title = "改正期限未到就处罚"
purpose = "以逾期未改正为前提的处罚，责令改正的期限还没有到就作出了决定。"
grain = "一件案件一行"
source = "各条款的前置条件（逾期不改正的，处以罚款）"
reads = ["cases", "violation_clauses"]
code = "P22"
level = "高"
why = "法律给了改正的机会，期限未到就处罚，处罚的前提还不存在。"
innocent = ["当事人明确表示拒不改正。", "改正期限以后又延长，台账登记的是延长后的期限。", "适用的是不以逾期为前提的另一条款。"]
excluded = ["条款没有前置条件的案件。", "改正情况为拒不改正的，条款写明拒不改正即可处罚。"]
advice = "查责令改正通知书的期限和复查笔录。"
[params]
as_of = {type = "date", title = "统计截止日"}
precondition_words = {rule = "discretion.precondition_correction_words", title = "前置条件的字样"}
*/
with clauses as (
    select
        violation_code,
        clause_no,
        bool_or(regexp_matches(precondition, array_to_string($precondition_words, '|'))) as is_conditional,
        bool_or(regexp_matches(precondition, '拒不')) as is_refusal_enough
    from violation_clauses
    group by violation_code, clause_no
),

judged as (
    select
        cases.*,
        clauses.is_conditional,
        case
            when clauses.violation_code is not null and not coalesce(clauses.is_conditional, false) then null
            when cases.corrected = '拒不改正' and coalesce(clauses.is_refusal_enough, true) then null
            when cases.decided_on < cases.order_due_on then '过早'
            when clauses.violation_code is null then null
            when cases.decided_on is null then '缺决定日期'
            when cases.order_due_on is null then '缺改正期限'
        end as what
    from cases
    left join clauses
        on cases.violation_code = clauses.violation_code and cases.clause_no = clauses.clause_no
    where
        cases.outcome = '处罚' and coalesce(cases.event_on <= $as_of, true)
        and coalesce(cases.decided_on < cases.order_due_on, true)
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what <> '过早' then '无法核查' when is_conditional then '确定' else '存疑' end as certainty,
    case
        when what <> '过早' then what
        when is_conditional is null then '案由或者条款没有对应，不知道是不是以逾期未改正为前提'
    end as doubt,
    case
        when what = '过早'
            then
                '责令改正期限到 ' || order_due_on || '，' || decided_on || ' 就作出决定，早了 '
                || (order_due_on - decided_on) || ' 日'
        else '改正期限无法核查：' || what
    end as finding,
    concat_ws(
        '；', '责令改正日期 ' || order_on, '改正期限 ' || order_due_on, '改正情况 ' || corrected, '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null
