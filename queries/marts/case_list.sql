/*
title = "案件清单"
purpose = "行政处罚案件逐件列出，可按单位、违法行为、日期等筛选。"
grain = "一件案件一行"
reads = ["cases", "penalty_case"]
notes = [
    "起止日期按发生日（决定日期，没有的依次取立案、发现、违法日期）；写了起止日期的，没有任何日期的案件不列出。",
    "查找的是案号、决定书文号、案件名称、当事人、案由和地址，不分全角半角、括号写法和空格。",
]
[params]
words = {type = "text", title = "查找"}
unit = {type = "text", title = "承办单位"}
violation_code = {type = "text", title = "违法行为代码"}
street = {type = "text", title = "街道"}
party_kind = {type = "text", title = "当事人类型"}
procedure = {type = "text", title = "程序"}
outcome = {type = "text", title = "办理结果"}
source_kind = {type = "text", title = "案件来源"}
month = {type = "text", title = "月份"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
filed_from = {type = "date", title = "立案从"}
filed_to = {type = "date", title = "立案到"}
step = {type = "text", title = "走到的环节"}
step_until = {type = "date", title = "环节截至"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
case_no = "案号"
unit = "承办单位"
cause = {title = "案由", free_text = true}
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
grade = "裁量档次"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
party_scope = "按个人或单位"
procedure = "程序"
source_kind = "案件来源"
street = "街道"
act_on = "违法日期"
filed_on = "立案日期"
decided_on = "处罚决定日期"
closed_on = "结案日期"
event_on = "发生日"
fine_fen = {title = "罚款金额", unit = "分"}
outcome = "办理结果"
match_how = "对应方式"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    case_no,
    unit,
    cause,
    violation_code,
    violation_name,
    clause_no,
    grade,
    party_name,
    party_kind,
    party_scope,
    procedure,
    source_kind,
    street,
    act_on,
    filed_on,
    decided_on,
    closed_on,
    event_on,
    fine_fen,
    outcome,
    match_how,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from cases
where
    (
        $words is null
        or (batch_id, sheet_no, row_no) in (
            select (penalty_case.batch_id, penalty_case.sheet_no, penalty_case.row_no)
            from penalty_case
            where
                contains(
                    folded(
                        concat_ws(
                            '；',
                            penalty_case.case_no,
                            penalty_case.decision_no,
                            penalty_case.case_name,
                            penalty_case.party_name,
                            penalty_case.cause,
                            penalty_case.address
                        )
                    ),
                    folded($words)
                )
        )
    )
    and ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
    and ($street is null or coalesce(street, '未填街道') = $street)
    and ($party_kind is null or coalesce(party_kind, '未填类型') = $party_kind)
    and ($procedure is null or coalesce(procedure, '未填程序') = $procedure)
    and ($outcome is null or coalesce(outcome, '结果不明') = $outcome)
    and ($source_kind is null or coalesce(source_kind, '未填来源') = $source_kind)
    and ($month is null or coalesce(event_month, '日期不明') = $month)
    and ($from_on is null or event_on >= $from_on)
    and ($to_on is null or event_on <= $to_on)
    and ($filed_from is null or filed_on >= $filed_from)
    and ($filed_to is null or filed_on <= $filed_to)
    and (
        $step is null
        or case $step
            when '已立案' then filed_on is not null
            when '已作决定' then decided_on <= coalesce($step_until, decided_on)
            when '已送达' then served_on <= coalesce($step_until, served_on)
            when '已结案' then closed_on <= coalesce($step_until, closed_on)
            when '已公示' then disclosed_on <= coalesce($step_until, disclosed_on)
            else outcome = $step
        end
    )
order by event_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
