/*
title = "年度任务"
purpose = "年度任务台账报的每项任务：哪项义务、哪个单位、状态、佐证和日期。"
grain = "一项任务一个单位一行（取最新一次填报）"
source = "舞城管〔2022〕40号四"
reads = ["annual_task", "obligation", "batch", "sheet", "unit_names"]
notes = [
    "任务编号与方案条目编号（S1.1 …）相同的才对上义务，不按文字猜。",
    "单位依次取责任单位、牵头单位、报表单位；报表单位另列。",
    "没有写状态的，完成率 100% 或者填了完成日期，视为报已完成。",
]
[columns]
record_key = "记录编号"
obligation_id = "义务编号"
task_no = "任务编号"
task = "工作任务"
unit = "单位"
lead_unit = "牵头单位"
sender_unit = "报表单位"
due_on = "完成时限"
state = "状态"
is_reported_done = "报已完成"
done_on = "完成日期"
evidence = "佐证材料"
progress = "进展情况"
percent = "完成率"
problem = "存在问题"
rank = "名次"
updated_on = "更新日期"
loaded_on = "入库日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    annual_task.record_key,
    obligation.obligation_id,
    annual_task.task_no,
    annual_task.task,
    coalesce(own.unit, leads.unit, senders.unit) as unit,
    leads.unit as lead_unit,
    coalesce(own.unit, senders.unit, leads.unit) as sender_unit,
    annual_task.due_date as due_on,
    coalesce(annual_task.status, annual_task.status_text) as state,
    case
        when annual_task.status is not null then annual_task.status = '已完成'
        else coalesce(annual_task.percent >= 1, false) or annual_task.done_date is not null
    end as is_reported_done,
    annual_task.done_date as done_on,
    coalesce(annual_task.evidence, []) as evidence,
    annual_task.progress,
    annual_task.percent,
    annual_task.issue as problem,
    annual_task.rank,
    annual_task.updated_at as updated_on,
    batch.loaded_at::date as loaded_on,
    annual_task.batch_id,
    annual_task.sheet_no,
    annual_task.row_no,
    batch.file,
    sheet.sheet
from annual_task
inner join batch on annual_task.batch_id = batch.batch_id
inner join sheet on annual_task.batch_id = sheet.batch_id and annual_task.sheet_no = sheet.sheet_no
left join obligation on upper(folded(annual_task.task_no)) = obligation.obligation_id
left join unit_names as own on annual_task.unit = own.written
left join unit_names as leads on annual_task.lead_unit = leads.written
left join unit_names as senders on coalesce(batch.unit, sheet.reporting_unit) = senders.written
order by obligation.obligation_id, unit, annual_task.record_key
