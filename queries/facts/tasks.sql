/*
title = "年度任务"
purpose = "年度任务台账报的每项任务：哪项义务、哪个单位、状态、佐证和日期。"
grain = "一项任务一个单位一行（取最新一次填报）"
source = "舞城管〔2022〕40号四"
reads = ["annual_task", "obligations", "batch", "sheet", "unit_names"]
notes = [
    "任务编号与义务编号（S1.1 …）相同的才对上义务，不按文字猜；几个方案用同一编号的，看完成、更新、时限、入库日期在哪个方案的年度。",
    "单位依次取责任单位、牵头单位、报表单位；报表单位另列。",
    "完成日期只写到月的，取当月最后一天。",
    "没有写状态的，完成率 100% 或者填了完成日期，视为报已完成。",
    "状态写了而且不是未开始，或者写了进展、完成率、佐证、完成日期的，算已经开始。",
]
[columns]
record_key = "记录编号"
plan_year = "方案年度"
obligation_id = "义务编号"
task_no = "任务编号"
task = "工作任务"
unit = "单位"
lead_unit = "牵头单位"
sender_unit = "报表单位"
due_on = "完成时限"
state = "状态"
is_reported_done = "报已完成"
is_begun = "已经开始"
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
with dated as (
    select
        annual_task.*,
        batch.file,
        sheet.sheet,
        coalesce(batch.unit, sheet.reporting_unit) as sender,
        (batch.loaded_at + interval 8 hour)::date as loaded_on,
        coalesce(annual_task.status, annual_task.status_text) as state,
        coalesce(
            annual_task.done_date, last_day(strptime(annual_task.done_date_month, '%Y-%m')::date)
        ) as done_on,
        obligations.plan_year,
        obligations.obligation_id
    from annual_task
    inner join batch on annual_task.batch_id = batch.batch_id
    inner join sheet on annual_task.batch_id = sheet.batch_id and annual_task.sheet_no = sheet.sheet_no
    left join obligations
        on
            upper(folded(annual_task.task_no)) = upper(obligations.obligation_id)
            and coalesce(
                annual_task.done_date, last_day(strptime(annual_task.done_date_month, '%Y-%m')::date),
                annual_task.updated_at, annual_task.due_date, batch.loaded_at::date
            ) between obligations.in_force_from and obligations.in_force_to
)

select
    dated.record_key,
    dated.plan_year,
    dated.obligation_id,
    dated.task_no,
    dated.task,
    coalesce(own.unit, leads.unit, senders.unit) as unit,
    leads.unit as lead_unit,
    coalesce(own.unit, senders.unit, leads.unit) as sender_unit,
    dated.due_date as due_on,
    dated.state,
    case
        when dated.status is not null then dated.status = '已完成'
        else coalesce(dated.percent >= 1, false) or dated.done_on is not null
    end as is_reported_done,
    coalesce(dated.state <> '未开始', false)
    or dated.progress is not null
    or coalesce(dated.percent > 0, false)
    or len(coalesce(dated.evidence, [])) > 0
    or dated.done_on is not null as is_begun,
    dated.done_on,
    coalesce(dated.evidence, []) as evidence,
    dated.progress,
    dated.percent,
    dated.issue as problem,
    dated.rank,
    dated.updated_at as updated_on,
    dated.loaded_on,
    dated.batch_id,
    dated.sheet_no,
    dated.row_no,
    dated.file,
    dated.sheet
from dated
left join unit_names as own on dated.unit = own.written
left join unit_names as leads on dated.lead_unit = leads.written
left join unit_names as senders on dated.sender = senders.written
order by dated.plan_year, dated.obligation_id, unit, dated.record_key
