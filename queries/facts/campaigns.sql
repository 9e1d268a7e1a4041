/*
title = "专项行动"
purpose = "公布过的专项行动：期间里案件集中有说得通的原因。"
grain = "一次行动一行"
reads = ["campaign", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
campaign = "行动名称"
from_on = "起始日期"
to_on = "结束日期"
violations = "涉及事项"
units = "参加单位"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    campaign.record_key,
    campaign.campaign,
    campaign.from_on,
    campaign.to_on,
    coalesce(campaign.violations, []) as violations,
    coalesce((
        select list(distinct unit_names.unit order by unit_names.unit)
        from unit_names
        where list_contains(campaign.units, unit_names.written)
    ), []) as units,
    campaign.batch_id,
    campaign.sheet_no,
    campaign.row_no,
    batch.file,
    sheet.sheet
from campaign
inner join batch on campaign.batch_id = batch.batch_id
inner join sheet on campaign.batch_id = sheet.batch_id and campaign.sheet_no = sheet.sheet_no
order by campaign.from_on, campaign.record_key
