/*
title = "裁量偏离清单"
purpose = "罚款不在裁量基准或法定幅度之内的案件，无理由的在前。"
grain = "一件偏离的案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["cases", "case_verdict"]
notes = [
    "偏离是线索，不是结论：减轻、从重有无理由，是否批准调整适用，都写明。",
    "恰在相邻两档共有的界点上不算偏离；无法核查的不在其中。",
    "起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "承办单位"}
violation_code = {type = "text", title = "违法行为代码"}
verdict = {type = "text", title = "核查结果"}
deviation_state = {type = "text", title = "偏离状态"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
case_no = "案号"
unit = "承办单位"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
grade = "登记的档次"
applied_grade = "适用的档次"
party_scope = "按个人或单位"
party_kind = "当事人类型"
benchmark_id = "基准编号"
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
fine_fen = {title = "罚款金额", unit = "分"}
position = "在幅度中的位置"
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
decided_on = "处罚决定日期"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
-- Chosen by their places in the tables, so that only what is shown is read whole.
with chosen as (
    select
        rowid as place,
        batch_id,
        sheet_no,
        row_no
    from case_verdict
    where
        ($unit is null or coalesce(unit, '未填单位') = $unit)
        and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
        and ($verdict is null or verdict = $verdict)
        and ($deviation_state is null or deviation_state = $deviation_state)
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and deviation_state is not null
    order by
        deviation_state != '无理由',
        verdict != '超出法定幅度',
        event_on,
        batch_id,
        sheet_no,
        row_no
    limit $row_limit offset $row_offset
),

located as (
    select
        chosen.place,
        cases.rowid as case_place
    from chosen
    inner join cases
        on
            chosen.batch_id = cases.batch_id
            and chosen.sheet_no = cases.sheet_no
            and chosen.row_no = cases.row_no
)

select
    cases.case_no,
    cases.unit,
    cases.violation_code,
    cases.violation_name,
    cases.clause_no,
    cases.grade,
    case_verdict.applied_grade,
    cases.party_scope,
    cases.party_kind,
    case_verdict.benchmark_id,
    case_verdict.low_fen,
    case_verdict.high_fen,
    case_verdict.fine_fen,
    case_verdict.position,
    case_verdict.verdict,
    case_verdict.deviation_state,
    case_verdict.reason,
    cases.decided_on,
    cases.record_key,
    cases.batch_id,
    cases.file,
    cases.sheet,
    cases.sheet_no,
    cases.row_no as row
from located
inner join case_verdict on located.place = case_verdict.rowid
inner join cases on located.case_place = cases.rowid
order by
    case_verdict.deviation_state != '无理由',
    case_verdict.verdict != '超出法定幅度',
    case_verdict.event_on,
    case_verdict.batch_id,
    case_verdict.sheet_no,
    case_verdict.row_no
