/*
title = "逐行结果"
purpose = "批次里每一行的结果和原因，包括表头和搁置的行。"
grain = "原始行一行"
reads = ["raw_row", "sheet"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
batch_id = "批次"
sheet_no = "工作表序号"
sheet = "工作表"
header_last = "表头末行"
row = "行"
fate = "结果"
reason = "原因"
*/
select
    raw_row.batch_id,
    raw_row.sheet_no,
    sheet.sheet,
    sheet.header_last,
    raw_row.row_no as row,
    raw_row.fate,
    raw_row.reason
from raw_row
inner join sheet on raw_row.batch_id = sheet.batch_id and raw_row.sheet_no = sheet.sheet_no
where $batch_id is null or raw_row.batch_id = $batch_id
order by raw_row.batch_id, raw_row.sheet_no, raw_row.row_no
