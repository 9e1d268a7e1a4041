/*
title = "结对帮扶清单"
purpose = "示范点单位与谁结对、做了什么。"
grain = "一次活动一行"
source = "舞城管〔2022〕40号三（五）2"
reads = ["pairings"]
notes = ["只写到月的日期取当月最后一天。"]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "示范点单位"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
demo_unit = "示范点单位"
target_unit = "被帮扶单位"
paired_on = "结对日期"
activity = {title = "帮扶活动", free_text = true}
activity_on = "活动日期"
outcome = {title = "成效", free_text = true}
evidence = {title = "佐证材料", free_text = true}
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    demo_unit,
    target_unit,
    coalesce(paired_on, last_day(strptime(paired_month, '%Y-%m')::date)) as paired_on,
    activity,
    coalesce(activity_on, last_day(strptime(activity_month, '%Y-%m')::date)) as activity_on,
    outcome,
    evidence,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from pairings
where
    ($unit is null or demo_unit = $unit)
    and coalesce(
        coalesce(
            activity_on, paired_on,
            last_day(strptime(coalesce(activity_month, paired_month), '%Y-%m')::date)
        ) <= $as_of, true
    )
order by demo_unit, coalesce(activity_on, paired_on), target_unit, record_key
limit $row_limit offset $row_offset
