/*
title = "行数核对"
purpose = "每个文件每张表读出多少行，各去了哪里。"
grain = "一个批次的一张表一行"
reads = ["batch", "sheet"]
notes = ["读出行数＝新增＋更新＋未变＋退回；标题、空白、合计、签字等行另计为搁置。", "整张搁置的表没有台账。"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
batch = "批次"
file = "文件"
sheet = "工作表"
ledger = "台账"
rows_read = {title = "读出行数", unit = "行"}
accepted = {title = "新增", unit = "行"}
updated = {title = "更新", unit = "行"}
unchanged = {title = "未变", unit = "行"}
returned = {title = "退回", unit = "行"}
set_aside = {title = "搁置", unit = "行"}
sheet_no = "表号"
note = "说明"
*/
select
    batch.batch_id as batch,
    batch.file,
    sheet.sheet,
    sheet.ledger,
    sheet.rows_read,
    sheet.accepted,
    sheet.updated,
    sheet.unchanged,
    sheet.returned,
    sheet.set_aside,
    sheet.sheet_no,
    sheet.note
from sheet
inner join batch on sheet.batch_id = batch.batch_id
where $batch_id is null or batch.batch_id = $batch_id
order by batch.batch_id, sheet.sheet_no
