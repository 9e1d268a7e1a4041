/*
title = "义务的佐证"
purpose = "一项义务凭的是哪些台账行：点开任务进度里的佐证份数看到的就是这些。"
grain = "一份佐证一行"
reads = ["obligations", "obligation_rows"]
notes = [
    "佐证份数只数「算佐证」为是的行；任务台账没有写佐证材料的，也列出来，不计份数。",
    "取统计截止日生效的方案；截止日以后才做到的，到那天才是佐证。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
obligation_id = {type = "text", title = "义务编号"}
unit = {type = "text", title = "单位"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
obligation_id = "编号"
unit = "单位"
ledger = "台账"
what = {title = "内容", free_text = true}
happened_on = "日期"
is_evidence = "算佐证"
is_due = "应做"
is_met = "做到"
met_on = "做到日期"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    obligation_rows.obligation_id,
    obligation_rows.unit,
    obligation_rows.ledger,
    obligation_rows.what,
    obligation_rows.happened_on,
    obligation_rows.is_evidence and obligation_rows.met_on <= $as_of as is_evidence,
    obligation_rows.is_due,
    obligation_rows.is_met,
    obligation_rows.met_on,
    obligation_rows.record_key,
    obligation_rows.batch_id,
    obligation_rows.file,
    obligation_rows.sheet,
    obligation_rows.sheet_no,
    obligation_rows.row_no as row
from obligation_rows
inner join obligations
    on
        obligation_rows.plan_year = obligations.plan_year
        and obligation_rows.obligation_id = obligations.obligation_id
where
    $as_of between obligations.in_force_from and obligations.in_force_to
    and (
        (obligation_rows.is_evidence and obligation_rows.met_on <= $as_of)
        or (obligation_rows.ledger = 'annual_task' and obligation_rows.point is null)
    )
    and obligation_rows.happened_on <= $as_of
    and ($obligation_id is null or obligation_rows.obligation_id = $obligation_id)
    and ($unit is null or obligation_rows.unit = $unit)
order by
    obligation_rows.obligation_id, obligation_rows.unit, obligation_rows.happened_on, obligation_rows.batch_id,
    obligation_rows.sheet_no, obligation_rows.row_no, obligation_rows.what
limit $row_limit offset $row_offset
