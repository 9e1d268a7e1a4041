/*
title = "个体工商户件数"
purpose = "已作决定的案件里，当事人是个体工商户的有几件，按个人还是按单位套用基准，其中几件会因此不同。"
grain = "一行"
source = "法律条文只分单位与个人，未写个体工商户"
reads = ["cases", "benchmarks"]
notes = ["基准按单位、个人分开写的违法行为，怎样归类才有影响。", "起止日期不写时取统计截止日所在年度。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
counts_as = {rule = "discretion.sole_trader_counts_as"}
[columns]
case_count = {title = "案件", unit = "件"}
affected_count = {title = "归类有影响", unit = "件"}
counts_as = "归类"
*/
with split as (
    select violation_code
    from benchmarks
    where is_local
    group by violation_code
    having bool_or(contains(party_scope, '个人')) and bool_or(contains(party_scope, '单位'))
)

select
    count(*) as case_count,
    count(*) filter (cases.violation_code in (select split.violation_code from split)) as affected_count,
    $counts_as as counts_as
from cases
where
    cases.party_kind = '个体工商户'
    and cases.outcome in ('处罚', '不予处罚')
    and cases.event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
order by case_count
