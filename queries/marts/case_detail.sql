/*
title = "案件"
purpose = "一件案件统一口径后的全部内容。"
grain = "一件案件一行"
reads = ["cases", "penalty_case"]
notes = ["内容取最新一次填报；每次填报的原文见来源行。"]
[params]
record_key = {type = "text", title = "案件"}
[columns]
record_key = "记录编号"
own_key = "由系统编号"
case_no = "案号"
decision_no = "处罚决定书文号"
unit = "承办单位"
unit_written = "填写的单位"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
cause = {title = "案由", free_text = true}
violation_code = "违法行为代码"
violation_name = "违法行为"
match_how = "违法行为怎样认定"
clause_no = "条款序号"
procedure = "程序"
source_kind = "案件来源"
street = "街道"
trade = "行业"
grade = "裁量档次"
proposed_fine_fen = {title = "拟罚款金额", unit = "分"}
fine_fen = {title = "罚款金额", unit = "分"}
paid_fen = {title = "实缴金额", unit = "分"}
penalty_content = {title = "处罚内容", free_text = true}
discretion_factors = {title = "裁量因素", free_text = true}
legal_basis = "处罚依据"
outcome = "办理结果"
case_status = "案件状态"
officers = {title = "承办人", private = true}
facts = {title = "违法事实", free_text = true}
row_no = "行"
*/
select
    cases.record_key,
    cases.own_key,
    cases.case_no,
    cases.decision_no,
    cases.unit,
    cases.unit_written,
    cases.party_name,
    cases.party_kind,
    cases.cause,
    cases.violation_code,
    cases.violation_name,
    cases.match_how,
    cases.clause_no,
    cases.procedure,
    cases.source_kind,
    cases.street,
    cases.trade,
    cases.grade,
    cases.proposed_fine_fen,
    cases.fine_fen,
    cases.paid_fen,
    cases.penalty_content,
    cases.discretion_factors,
    cases.legal_basis,
    cases.outcome,
    cases.case_status,
    cases.officers,
    penalty_case.facts,
    cases.row_no
from cases
inner join penalty_case
    on
        cases.batch_id = penalty_case.batch_id
        and cases.sheet_no = penalty_case.sheet_no
        and cases.row_no = penalty_case.row_no
where cases.record_key = $record_key
