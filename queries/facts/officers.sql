/*
title = "执法人员"
purpose = "执法人员名册，单位用统一名称。"
grain = "一名执法人员一行"
reads = ["officer", "unit_names", "batch", "sheet"]
[columns]
record_key = "记录编号"
name = {title = "姓名", private = true}
certificate_no = "执法证号"
unit = "单位"
valid_until = "有效期至"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    officer.record_key,
    officer.name,
    officer.cert_no as certificate_no,
    unit_names.unit,
    officer.valid_until,
    officer.batch_id,
    officer.sheet_no,
    officer.row_no,
    batch.file,
    sheet.sheet
from officer
inner join batch on officer.batch_id = batch.batch_id
inner join sheet on officer.batch_id = sheet.batch_id and officer.sheet_no = sheet.sheet_no
left join unit_names on coalesce(officer.unit, batch.unit, sheet.reporting_unit) = unit_names.written
