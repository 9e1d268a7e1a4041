/*
title = "裁量核查（逐案）"
purpose = "每件已作决定的案件：适用哪一行基准、幅度多少、罚款是否在幅度之内。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["cases", "case_verdict"]
notes = [
    "恰在相邻两档共有的界点上，两档都符合，不算偏离。",
    "偏离是线索，不是结论：减轻、从重有无理由，是否批准调整适用，都写明；无法核查的写明缺什么。",
    "只看偏离的时，无理由的在前，其中超出法定幅度的在前。",
    "在办、撤案、移送的案件没有罚款决定，不在其中。",
    "档次依据写「登记」的，适用条件只有文字、没有可核的数量或序次，按登记的档次核。",
]
[params]
unit = {type = "text", title = "承办单位"}
violation_code = {type = "text", title = "违法行为代码"}
verdict = {type = "text", title = "核查结果"}
deviation_state = {type = "text", title = "偏离状态"}
reason = {type = "text", title = "说明"}
is_checked = {type = "bool", title = "可核查"}
is_off = {type = "bool", title = "偏离"}
clause_no = {type = "int", title = "条款序号"}
party_scope = {type = "text", title = "按个人或单位"}
applied_grade = {type = "text", title = "适用的档次"}
low_fen = {type = "int", title = "幅度下限（元）", unit = "分"}
high_fen = {type = "int", title = "幅度上限（元）", unit = "分"}
fine_fen = {type = "int", title = "罚款金额（元）", unit = "分"}
at_bound = {type = "text", title = "恰在幅度的"}
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
grade_by = "档次依据"
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
        and ($reason is null or reason = $reason)
        and ($is_checked is null or (verdict <> '无法核查') = $is_checked)
        and ($is_off is null or (deviation_state is not null) = $is_off)
        and ($clause_no is null or clause_no = $clause_no)
        and ($party_scope is null or coalesce(party_scope, '未填类型') = $party_scope)
        and ($applied_grade is null or coalesce(applied_grade, '未分档') = $applied_grade)
        and ($low_fen is null or low_fen = $low_fen)
        and ($high_fen is null or high_fen = $high_fen)
        and ($fine_fen is null or fine_fen = $fine_fen)
        and (
            $at_bound is null
            or (
                fine_fen > 0 and low_fen < high_fen
                and fine_fen = case $at_bound
                    when '下限' then low_fen
                    when '上限' then high_fen
                end
            )
        )
        and ($from_on is null or event_on >= $from_on)
        and ($to_on is null or event_on <= $to_on)
    order by
        case when $is_off then deviation_state <> '无理由' end,
        case when $is_off then verdict <> '超出法定幅度' end,
        case when $is_off then event_on end,
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
    case_verdict.grade_by,
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
    case when $is_off then case_verdict.deviation_state <> '无理由' end,
    case when $is_off then case_verdict.verdict <> '超出法定幅度' end,
    case when $is_off then case_verdict.event_on end,
    case_verdict.batch_id,
    case_verdict.sheet_no,
    case_verdict.row_no
