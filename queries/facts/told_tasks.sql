/*
title = "任务台账对义务的说明"
purpose = "任务台账的每份佐证材料、每个说到的方面属于哪项义务。"
grain = "台账一行说明一件事一行"
source = "各年方案；哪些行算数由方案的每项义务写明"
stored = false
reads = ["tasks", "obligations"]
notes = [
    "一份佐证材料算一份；没有写佐证材料的列一行，不算佐证。",
    "进展里写到几个方面，就是几个方面。",
    "每个责任单位都有的义务，责任单位写了几个的，各算一行。",
]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
ledger = "台账"
unit = "单位"
reporters = "填报单位"
what = "内容"
happened_on = "日期"
is_due = "应做"
is_met = "做到"
point = "方面"
is_evidence = "算佐证"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
-- A duty of every responsible unit is told by each unit the row names; any other duty once.
with reports as (
    select
        tasks.*,
        obligations.measure,
        list_concat(tasks.units, tasks.lead_units) as reporters,
        unnest(case when obligations.unit_rule = 'responsible' then tasks.units else [null::varchar] end) as told_unit
    from tasks
    inner join
        obligations
        on tasks.plan_year = obligations.plan_year and tasks.obligation_id = obligations.obligation_id
),

-- One row for each piece of evidence a task names; one without evidence where it names none.
task_told as (
    select
        'annual_task' as ledger,
        plan_year,
        obligation_id,
        told_unit as unit,
        reporters,
        unnest(case when len(evidence) > 0 then evidence else [coalesce(progress, state)] end) as what,
        least(done_on, updated_on) as happened_on,
        { 'is_due': false, 'is_met': null::boolean, 'is_evidence': len(evidence) > 0 } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from reports
),

-- Several points named in one progress text are several points.
point_told as (
    select
        'annual_task' as ledger,
        plan_year,
        obligation_id,
        told_unit as unit,
        reporters,
        progress as what,
        least(done_on, updated_on) as happened_on,
        unnest(told_points) as point,
        { 'is_due': true, 'is_met': true, 'is_evidence': false } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from reports
    where measure = 'task_points' and is_begun
),

all_told as (
    select
        * exclude (told),
        unnest(told)
    from task_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from point_told
)

select
    plan_year,
    obligation_id,
    ledger,
    unit,
    reporters,
    what,
    happened_on,
    is_due,
    is_met,
    point,
    is_evidence,
    record_key,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from all_told
