/*
title = "退回的行"
purpose = "没有入库的行，逐行写明位置和原因。"
grain = "退回的一行一行"
reads = ["raw_row", "batch", "sheet"]
notes = ["缺了不可缺少的内容，或同一表中编号相同而内容不同的行才退回；其余问题只按未知处理。"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
batch_id = "批次"
file = "文件"
sheet_no = "工作表序号"
sheet = "工作表"
row = "行"
reason = "退回原因"
*/
select
    raw_row.batch_id,
    batch.file,
    raw_row.sheet_no,
    sheet.sheet,
    raw_row.row_no as row,
    raw_row.reason
from raw_row
inner join batch on raw_row.batch_id = batch.batch_id
inner join sheet on raw_row.batch_id = sheet.batch_id and raw_row.sheet_no = sheet.sheet_no
where raw_row.fate = '退回' and ($batch_id is null or raw_row.batch_id = $batch_id)
order by raw_row.batch_id desc, raw_row.sheet_no asc, raw_row.row_no asc
