/*
title = "结对帮扶"
purpose = "示范点单位与非示范点单位的结对和活动。"
grain = "一次活动一行"
source = "舞城管〔2022〕40号三（五）2"
reads = ["pairing", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
demo_unit = "示范点单位"
target_unit = "被帮扶单位"
paired_on = "结对日期"
paired_month = "结对月份"
activity = "帮扶活动"
activity_on = "活动日期"
activity_month = "活动月份"
outcome = "成效"
evidence = "佐证材料"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    pairing.record_key,
    demos.unit as demo_unit,
    targets.unit as target_unit,
    pairing.pair_date as paired_on,
    pairing.pair_date_month as paired_month,
    pairing.activity,
    pairing.activity_date as activity_on,
    pairing.activity_date_month as activity_month,
    pairing.outcome,
    coalesce(pairing.evidence, []) as evidence,
    pairing.batch_id,
    pairing.sheet_no,
    pairing.row_no,
    batch.file,
    sheet.sheet
from pairing
inner join batch on pairing.batch_id = batch.batch_id
inner join sheet on pairing.batch_id = sheet.batch_id and pairing.sheet_no = sheet.sheet_no
left join unit_names as demos on pairing.demo_unit = demos.written
left join unit_names as targets on pairing.target_unit = targets.written
order by pairing.activity_date, pairing.record_key
