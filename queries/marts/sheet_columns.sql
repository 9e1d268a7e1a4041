/*
title = "各列读作什么"
purpose = "批次里每张工作表的哪一列读作台账的哪个字段。"
grain = "工作表的一个字段一行"
reads = ["sheet_column", "sheet"]
notes = ["一个日期分写成年、月、日三列的，只列第一列。"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
batch_id = "批次"
sheet_no = "工作表序号"
sheet = "工作表"
ledger = "台账"
field = "字段"
column_no = "列序号"
*/
select
    sheet.batch_id,
    sheet.sheet_no,
    sheet.sheet,
    sheet.ledger,
    sheet_column.field,
    min(sheet_column.column_no) as column_no
from sheet_column
inner join sheet on sheet_column.batch_id = sheet.batch_id and sheet_column.sheet_no = sheet.sheet_no
where sheet_column.field is not null and ($batch_id is null or sheet.batch_id = $batch_id)
group by sheet.batch_id, sheet.sheet_no, sheet.sheet, sheet.ledger, sheet_column.field
order by sheet.batch_id, sheet.sheet_no, column_no
