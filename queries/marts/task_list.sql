/*
title = "任务台账清单"
purpose = "年度任务台账报的每项任务。"
grain = "任务台账一行说到的一项义务一行；对不上义务的，一行一行"
reads = ["tasks"]
[params]
obligation_id = {type = "text", title = "义务编号"}
unit = {type = "text", title = "单位"}
state = {type = "text", title = "状态"}
from_on = {type = "date", title = "更新起"}
to_on = {type = "date", title = "更新止"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
obligation_id = "义务编号"
task_no = "任务编号"
task = {title = "工作任务", free_text = true}
unit = "单位"
lead_unit = "牵头单位"
due_on = "完成时限"
state = "状态"
percent = "完成率"
done_on = "完成日期"
evidence = {title = "佐证材料", free_text = true}
progress = {title = "进展情况", free_text = true}
problem = {title = "存在问题", free_text = true}
rank = "名次"
updated_on = "更新日期"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    obligation_id,
    task_no,
    task,
    unit,
    nullif(array_to_string(lead_units, '、'), '') as lead_unit,
    due_on,
    state,
    percent,
    done_on,
    evidence,
    progress,
    problem,
    rank,
    updated_on,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from tasks
where
    ($obligation_id is null or obligation_id = $obligation_id)
    and ($unit is null or coalesce(unit, '未填单位') = $unit or list_contains(units, $unit))
    and ($state is null or coalesce(state, '未填') = $state)
    and ($from_on is null or coalesce(updated_on, done_on) >= $from_on)
    and ($to_on is null or coalesce(updated_on, done_on) <= $to_on)
order by obligation_id nulls last, task_no, unit, record_key
limit $row_limit offset $row_offset
