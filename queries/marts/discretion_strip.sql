/*
title = "裁量分布"
purpose = "一种违法行为的每件罚款落在哪一档的幅度里，供画点带图。"
grain = "一件能核出幅度的案件一行"
source = "行政处罚法第三十四条"
reads = ["cases", "case_verdict"]
notes = ["只列幅度核得出的案件；按数量、基数计算幅度的，各案幅度不同。", "没有指定违法行为时，取核得出幅度最多的一种。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "起"}
to_on = {type = "date", title = "止"}
violation_code = {type = "text", title = "违法行为代码"}
unit = {type = "text", title = "承办单位"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
party_scope = "按个人或单位"
applied_grade = "适用的档次"
benchmark_id = "基准编号"
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
fine_fen = {title = "罚款金额", unit = "分"}
verdict = "核查结果"
deviation_state = "偏离状态"
unit = "承办单位"
case_no = "案号"
decided_on = "处罚决定日期"
record_key = "记录编号"
*/
with judged as (
    select
        cases.violation_code,
        cases.violation_name,
        cases.clause_no,
        cases.party_scope,
        cases.unit,
        cases.case_no,
        cases.decided_on,
        cases.record_key,
        case_verdict.applied_grade,
        case_verdict.benchmark_id,
        case_verdict.low_fen,
        case_verdict.high_fen,
        case_verdict.fine_fen,
        case_verdict.verdict,
        case_verdict.deviation_state
    from case_verdict
    inner join cases
        on
            case_verdict.batch_id = cases.batch_id
            and case_verdict.sheet_no = cases.sheet_no
            and case_verdict.row_no = cases.row_no
    where
        case_verdict.low_fen is not null
        and cases.event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($unit is null or coalesce(cases.unit, '未填单位') = $unit)
),

most_judged as (
    select violation_code
    from judged
    group by violation_code
    order by count(*) desc, violation_code asc
    limit 1
)

select
    violation_code,
    violation_name,
    clause_no,
    party_scope,
    applied_grade,
    benchmark_id,
    low_fen,
    high_fen,
    fine_fen,
    verdict,
    deviation_state,
    unit,
    case_no,
    decided_on,
    record_key
from judged
where violation_code = coalesce($violation_code, (select most_judged.violation_code from most_judged))
order by clause_no, low_fen, high_fen, applied_grade, fine_fen, record_key
