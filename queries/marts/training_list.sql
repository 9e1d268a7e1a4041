/*
title = "培训清单"
purpose = "每一场培训：类别、日期、参加单位、人数和测试。"
grain = "一场一行"
reads = ["trainings", "unit_bearers", "units"]
[params]
unit = {type = "text", title = "参加或者主办单位"}
category = {type = "text", title = "类别"}
is_held = {type = "bool", title = "已举办"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
training_no = "培训编号"
title = "培训名称"
category = "类别"
held_on = "培训日期"
held_month = "培训月份"
host_unit = "主办单位"
units = "参加单位"
expected_count = {title = "应到", unit = "人"}
actual_count = {title = "实到", unit = "人"}
signed_count = {title = "签到", unit = "人"}
has_test = "测试"
avg_score = {title = "平均成绩", unit = "分"}
pass_count = {title = "合格", unit = "人"}
state = "状态"
is_held = "已举办"
record_count = {title = "登记次数", unit = "次"}
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with bureau as (
    select coalesce(list(unit order by sort_order nulls last, unit), []) as units from units
)

select
    training_no,
    title,
    category,
    held_on,
    held_month,
    host_unit,
    -- Units in the bureau's order, then what is written for several of them.
    list_concat(
        list_filter(bureau.units, lambda unit: list_contains(trainings.units, unit)),
        list_filter(trainings.units, lambda unit: not list_contains(bureau.units, unit))
    ) as units,
    expected_count,
    actual_count,
    signed_count,
    has_test,
    avg_score,
    pass_count,
    state,
    is_held,
    record_count,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from trainings
cross join bureau
where
    (
        $unit is null
        or list_contains(trainings.units, $unit)
        or list_has_any(
            trainings.units, (select list(unit_bearers.unit) from unit_bearers where unit_bearers.bearer = $unit)
        )
    )
    and ($category is null or coalesce(category, '未写明') = $category)
    and ($is_held is null or is_held = $is_held)
    and ($from_on is null or coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) >= $from_on)
    and ($to_on is null or coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) <= $to_on)
order by coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)), record_key
limit $row_limit offset $row_offset
