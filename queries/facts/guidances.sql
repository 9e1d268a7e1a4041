/*
title = "行政指导"
purpose = "每次行政指导：单位、对象、方式、形式和文书。"
grain = "一次行政指导（或一期统计）一行（取最新一次填报）"
source = "实施方案三（二）"
reads = ["guidance", "batch", "sheet", "unit_names", "violation_lookup", "violations"]
notes = ["简易形式定期统计的，一行计统计数量那么多次。", "违法行为认代码，没有的认指导事项，一字不差才算。"]
[columns]
record_key = "记录编号"
own_key = "系统编号"
guidance_no = "指导编号"
unit = "实施单位"
unit_written = "填写的单位"
party_name = {title = "指导对象", private = true}
party_kind = "当事人类型"
topic = "指导事项"
method = "指导方式"
form = "指导形式"
guided_on = "指导日期"
guided_month = "指导月"
guidance_count = {title = "次数", unit = "次"}
has_document = "有文书"
served_on = "送达日期"
revisited_on = "回访日期"
archive_no = "案卷号"
violation_code = "违法行为代码"
officers = {title = "实施人员", private = true}
street = "街道"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    guidance.record_key,
    guidance.own_key,
    guidance.guidance_no,
    unit_names.unit,
    guidance.unit as unit_written,
    guidance.party_name,
    guidance.party_type as party_kind,
    guidance.topic,
    guidance.method,
    guidance.form,
    guidance.guidance_date as guided_on,
    coalesce(strftime(guidance.guidance_date, '%Y-%m'), guidance.guidance_date_month) as guided_month,
    coalesce(guidance.count, 1) as guidance_count,
    guidance.has_document,
    guidance.served_date as served_on,
    guidance.revisit_date as revisited_on,
    guidance.archive_no,
    coalesce(by_code.violation_code, violation_lookup.violation_code) as violation_code,
    guidance.officers,
    guidance.street,
    guidance.batch_id,
    guidance.sheet_no,
    guidance.row_no,
    batch.file,
    sheet.sheet
from guidance
inner join batch on guidance.batch_id = batch.batch_id
inner join sheet on guidance.batch_id = sheet.batch_id and guidance.sheet_no = sheet.sheet_no
left join unit_names on coalesce(guidance.unit, batch.unit, sheet.reporting_unit) = unit_names.written
left join violations as by_code on guidance.violation_code = by_code.violation_code and by_code.is_local
left join violation_lookup on guidance.topic = violation_lookup.written
