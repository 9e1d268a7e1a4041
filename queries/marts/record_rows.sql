/*
title = "一条记录的来源行"
purpose = "说到同一条记录的每一行：原件、批次、工作表、行号，以及这一行的结果。"
grain = "原始行一行"
reads = ["raw_row", "sheet", "batch"]
notes = ["同一编号再次上报时，较后的一行为现行版本，先前的各行照样保留。"]
[params]
ledger = {type = "text", title = "台账"}
record_key = {type = "text", title = "记录编号"}
[columns]
batch_id = "批次"
file = "文件"
sheet_no = "工作表序号"
sheet = "工作表"
row = "行"
fate = "结果"
reason = "原因"
loaded_at = "载入时间"
*/
select
    raw_row.batch_id,
    batch.file,
    raw_row.sheet_no,
    sheet.sheet,
    raw_row.row_no as row,
    raw_row.fate,
    raw_row.reason,
    in_china(batch.loaded_at) as loaded_at
from raw_row
inner join sheet on raw_row.batch_id = sheet.batch_id and raw_row.sheet_no = sheet.sheet_no
inner join batch on raw_row.batch_id = batch.batch_id
where sheet.ledger = $ledger and raw_row.record_key = $record_key
order by raw_row.batch_id desc, raw_row.sheet_no desc, raw_row.row_no desc
