/*
title = "裁量分布"
purpose = "一种违法行为的罚款落在哪一档的幅度里，一样的有几件，供画点带图。"
grain = "一个条款、主体、档次、幅度、金额和核查结果一行"
source = "行政处罚法第三十四条"
reads = ["case_verdict", "violations"]
notes = ["只列幅度核得出的案件；按数量、基数计算幅度的，各案幅度不同。", "没有指定违法行为时，取核得出幅度最多的一种。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
violation_code = {type = "text", title = "违法行为代码"}
unit = {type = "text", title = "承办单位"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
party_scope = "按个人或单位"
applied_grade = "适用的档次"
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
fine_fen = {title = "罚款金额", unit = "分"}
verdict = "核查结果"
case_count = {title = "案件", unit = "件"}
*/
with judged as (
    select
        violation_code,
        clause_no,
        party_scope,
        applied_grade,
        low_fen,
        high_fen,
        fine_fen,
        verdict
    from case_verdict
    where
        low_fen is not null
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or violation_code = $violation_code)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
),

most_judged as (
    select violation_code
    from judged
    group by violation_code
    order by count(*) desc, violation_code asc
    limit 1
)

select
    judged.violation_code,
    violations.violation_name,
    judged.clause_no,
    judged.party_scope,
    judged.applied_grade,
    judged.low_fen,
    judged.high_fen,
    judged.fine_fen,
    judged.verdict,
    count(*) as case_count
from judged
inner join most_judged on judged.violation_code = most_judged.violation_code
left join violations on judged.violation_code = violations.violation_code
group by all
order by
    judged.clause_no, judged.low_fen, judged.high_fen, judged.applied_grade, judged.fine_fen, judged.party_scope,
    judged.verdict
