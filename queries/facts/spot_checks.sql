/*
title = "双随机抽查"
purpose = "每个被抽到的检查对象和结果。"
grain = "一个对象一行"
reads = ["spot_check", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
plan_no = "抽查编号"
plan_name = "抽查计划名称"
unit = "检查单位"
object_name = {title = "检查对象", private = true}
drawn_on = "抽查日期"
checked_on = "检查日期"
result = "检查结果"
led_to_case = "是否立案"
case_no = "关联案号"
problem = "存在问题"
rectify_by_on = "整改期限"
finished_on = "完结日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    spot_check.record_key,
    spot_check.plan_no,
    spot_check.plan_name,
    unit_names.unit,
    spot_check.object_name,
    spot_check.draw_date as drawn_on,
    spot_check.check_date as checked_on,
    coalesce(spot_check.result, spot_check.result_text) as result,
    spot_check.led_to_case,
    spot_check.case_no,
    spot_check.problem,
    spot_check.rectify_date as rectify_by_on,
    spot_check.finish_date as finished_on,
    spot_check.batch_id,
    spot_check.sheet_no,
    spot_check.row_no,
    batch.file,
    sheet.sheet
from spot_check
inner join batch on spot_check.batch_id = batch.batch_id
inner join sheet on spot_check.batch_id = sheet.batch_id and spot_check.sheet_no = sheet.sheet_no
left join unit_names on coalesce(spot_check.unit, batch.unit, sheet.reporting_unit) = unit_names.written
order by spot_check.draw_date, spot_check.record_key
