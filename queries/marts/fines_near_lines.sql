/*
title = "罚款在界线两边"
purpose = "每个单位每种违法行为的罚款，紧挨着简易程序限额、听证线的下面和上面各有多少件。"
grain = "一个单位的一条界线、一种违法行为、一个条款、一个档次一行"
source = "行政处罚法第五十一条、第六十三条；省政府令第204号"
reads = ["cases", "rule", "units"]
notes = [
    "只看界线上下各一半以内的罚款；简易程序限额本数在下面，听证线本数在上面。",
    "省里没有规定、当时没有限额的日期不看；没有当事人类别的不看。",
    "对应不上违法行为的按填写的案由分开。",
    "集体讨论、法制审核没有固定金额的，默认与听证线相同。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
near_share = {rule = "fairness.near_share"}
[columns]
unit = "承办单位"
line_kind = "界线"
party_scope = "按个人或单位"
line_fen = {title = "界线金额", unit = "分"}
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
grade = "裁量档次"
below_count = {title = "线下", unit = "件"}
near_count = {title = "线上线下", unit = "件"}
*/
with lines as (
    select
        case when starts_with(name, 'procedure.simple_limit') then '简易程序限额' else '听证线' end as line_kind,
        case when ends_with(name, 'person_fen') then '个人' else '单位' end as party_scope,
        value::bigint as line_fen,
        valid_from,
        valid_to
    from rule
    where
        name in (
            'procedure.simple_limit_person_fen', 'procedure.simple_limit_company_fen',
            'procedure.hearing_line_person_fen', 'procedure.hearing_line_company_fen'
        )
        and value is not null
)

select
    cases.unit,
    lines.line_kind,
    lines.party_scope,
    lines.line_fen,
    cases.violation_code,
    coalesce(cases.violation_name, cases.cause) as violation_name,
    cases.clause_no,
    cases.grade,
    count(*) filter (
        cases.fine_fen < lines.line_fen or (cases.fine_fen = lines.line_fen and lines.line_kind = '简易程序限额')
    ) as below_count,
    count(*) as near_count
from cases
inner join lines
    on
        cases.party_scope = lines.party_scope
        and cases.decided_on between lines.valid_from and lines.valid_to
        and cases.fine_fen between lines.line_fen * (1 - $near_share) and lines.line_fen * (1 + $near_share)
left join units on cases.unit = units.unit
where
    cases.outcome = '处罚'
    and cases.unit is not null
    and cases.decided_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
group by all
order by
    lines.line_kind, lines.party_scope, lines.line_fen, min(units.sort_order) nulls last, cases.unit,
    cases.violation_code,
    coalesce(cases.violation_name, cases.cause), cases.clause_no, cases.grade
