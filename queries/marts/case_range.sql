/*
title = "适用的裁量基准"
purpose = "一件已作决定的案件适用基准的哪一行、为什么是这一行、罚款在什么位置。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["cases", "case_verdict", "benchmarks", "batch"]
notes = ["核不了的写明缺什么；基准的来源见来源一栏。"]
[params]
record_key = {type = "text", title = "案件"}
[columns]
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
match_how = "违法行为怎样认定"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
grade = "登记的档次"
applied_grade = "适用的档次"
grade_by = "档次依据"
earlier_count = {title = "此前受罚次数", unit = "次"}
benchmark_id = "基准编号"
circumstance = "适用条件"
jurisdiction = "适用地域"
effective_from = "生效日期"
effective_to = "失效日期"
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
statute_low_fen = {title = "法定下限", unit = "分"}
statute_high_fen = {title = "法定上限", unit = "分"}
fine_fen = {title = "罚款金额", unit = "分"}
position = "在幅度中的位置"
source = "来源"
file = "文件"
*/
select
    case_verdict.verdict,
    case_verdict.deviation_state,
    case_verdict.reason,
    cases.match_how,
    cases.violation_code,
    cases.clause_no,
    cases.party_scope,
    cases.grade,
    case_verdict.applied_grade,
    case_verdict.grade_by,
    case_verdict.earlier_count,
    case_verdict.benchmark_id,
    benchmarks.circumstance,
    benchmarks.jurisdiction,
    benchmarks.effective_from,
    benchmarks.effective_to,
    case_verdict.low_fen,
    case_verdict.high_fen,
    case_verdict.statute_low_fen,
    case_verdict.statute_high_fen,
    case_verdict.fine_fen,
    case_verdict.position,
    benchmarks.source,
    batch.file
from cases
inner join case_verdict
    on
        cases.batch_id = case_verdict.batch_id
        and cases.sheet_no = case_verdict.sheet_no
        and cases.row_no = case_verdict.row_no
left join benchmarks on case_verdict.benchmark_no = benchmarks.benchmark_no
left join batch on benchmarks.batch_id = batch.batch_id
where cases.record_key = $record_key
