/*
title = "任务台账对义务的说明"
purpose = "任务台账的每份佐证材料、每个说到的方面属于哪项义务。"
grain = "台账一行说明一件事一行"
source = "各年方案规则文件；哪些行算数见义务的 measure"
stored = false
reads = ["tasks", "obligations"]
notes = [
    "一份佐证材料算一份；没有写佐证材料的列一行，不算佐证。",
    "进展里写到几个方面，就是几个方面。",
]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
ledger = "台账"
unit = "单位"
reporter = "填报单位"
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
-- One row for each piece of evidence a task names; one without evidence where it names none.
with task_told as (
    select
        'annual_task' as ledger,
        plan_year,
        obligation_id,
        sender_unit as unit,
        unit as reporter,
        unnest(case when len(evidence) > 0 then evidence else [coalesce(progress, state)] end) as what,
        least(done_on, updated_on) as happened_on,
        { 'is_due': false, 'is_met': null::boolean, 'is_evidence': len(evidence) > 0 } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from tasks
    where obligation_id is not null
),

-- Several points named in one progress text are several points.
point_told as (
    select
        'annual_task' as ledger,
        tasks.plan_year,
        tasks.obligation_id,
        tasks.sender_unit as unit,
        tasks.unit as reporter,
        tasks.progress as what,
        least(tasks.done_on, tasks.updated_on) as happened_on,
        unnest(list_filter(obligations.points, lambda word: contains(tasks.progress, word))) as point,  -- noqa: RF03
        { 'is_due': true, 'is_met': true, 'is_evidence': false } as told,
        tasks.record_key,
        tasks.batch_id,
        tasks.sheet_no,
        tasks.row_no,
        tasks.file,
        tasks.sheet
    from tasks
    inner join
        obligations
        on tasks.plan_year = obligations.plan_year and tasks.obligation_id = obligations.obligation_id
    where obligations.measure = 'task_points' and tasks.is_begun
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
    reporter,
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
