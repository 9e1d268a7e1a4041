/*
title = "义务的佐证"
purpose = "一项义务凭的是哪些台账行：点开任务进度里的佐证份数看到的就是这些。"
grain = "一份佐证一行"
reads = ["obligation_rows"]
notes = ["佐证份数只数「算佐证」为是的行；任务台账没有写佐证材料的，也列出来，不计份数。"]
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
what = {title = "内容", private = true}
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
    obligation_id,
    unit,
    ledger,
    what,
    happened_on,
    is_evidence,
    is_due,
    is_met,
    met_on,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from obligation_rows
where
    (is_evidence or (ledger = 'annual_task' and point is null))
    and (happened_on is null or happened_on <= $as_of)
    and ($obligation_id is null or obligation_id = $obligation_id)
    and ($unit is null or unit = $unit)
order by obligation_id, unit, happened_on, batch_id, sheet_no, row_no, what
limit $row_limit offset $row_offset
