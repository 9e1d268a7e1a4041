/*
title = "示范点创建"
purpose = "各单位示范点创建的进展、申报和验收。"
grain = "一个单位一年一行"
source = "舞城管〔2022〕40号三（六）"
reads = ["demo_site", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
unit = "单位"
year = "年度"
demo_level = "级别"
criterion = "验收标准条目"
progress = "完成情况"
due_on = "完成时限"
applied_on = "申报日期"
applied_month = "申报月份"
result = "验收结果"
named_on = "命名日期"
named_month = "命名月份"
evidence = "佐证材料"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    demo_site.record_key,
    unit_names.unit,
    demo_site.year,
    coalesce(demo_site.level, demo_site.level_text) as demo_level,
    demo_site.criterion,
    demo_site.progress,
    demo_site.due_date as due_on,
    demo_site.submit_date as applied_on,
    demo_site.submit_date_month as applied_month,
    coalesce(demo_site.result, demo_site.result_text) as result,
    demo_site.named_on,
    demo_site.named_on_month as named_month,
    coalesce(demo_site.evidence, []) as evidence,
    demo_site.batch_id,
    demo_site.sheet_no,
    demo_site.row_no,
    batch.file,
    sheet.sheet
from demo_site
inner join batch on demo_site.batch_id = batch.batch_id
inner join sheet on demo_site.batch_id = sheet.batch_id and demo_site.sheet_no = sheet.sheet_no
left join unit_names on coalesce(demo_site.unit, batch.unit, sheet.reporting_unit) = unit_names.written
order by demo_site.year, unit_names.unit, demo_site.record_key
