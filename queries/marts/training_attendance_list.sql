/*
title = "签到和测试清单"
purpose = "谁参加了哪一场培训、到没到场、考了多少分，在哪份签到表的哪一行。"
grain = "一人一场一行"
source = "舞城管〔2022〕40号三（五）1"
reads = ["training_attendances", "trainings"]
notes = ["对不上场次的人次没有日期，不受起止日期限制；参训和测试结果里单独数它们。"]
[params]
unit = {type = "text", title = "单位"}
category = {type = "text", title = "类别"}
is_matched = {type = "bool", title = "对得上场次"}
is_present = {type = "bool", title = "到场"}
is_tested = {type = "bool", title = "有测试结果"}
passed = {type = "bool", title = "合格"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
person = {title = "姓名", private = true}
unit = "单位"
title = "培训名称"
category = "类别"
held_on = "培训日期"
is_present = "到场"
score = "成绩"
passed = "合格"
is_matched = "对得上场次"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with told as (
    select
        training_attendances.person,
        training_attendances.unit,
        training_attendances.is_present,
        training_attendances.score,
        training_attendances.passed,
        training_attendances.record_key,
        training_attendances.batch_id,
        training_attendances.file,
        training_attendances.sheet,
        training_attendances.sheet_no,
        training_attendances.row_no,
        trainings.category,
        trainings.record_key is not null as is_matched,
        coalesce(trainings.title, training_attendances.title) as title,
        coalesce(trainings.held_on, last_day(strptime(trainings.held_month, '%Y-%m')::date)) as held_on,
        training_attendances.score is not null or training_attendances.passed is not null as is_tested
    from training_attendances
    left join trainings on training_attendances.training_record_key = trainings.record_key
)

select
    person,
    unit,
    title,
    category,
    held_on,
    is_present,
    score,
    passed,
    is_matched,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from told
where
    ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($category is null or not is_matched or coalesce(category, '未写明') = $category)
    and ($is_matched is null or is_matched = $is_matched)
    and ($is_present is null or is_present = $is_present)
    and ($is_tested is null or is_tested = $is_tested)
    and ($passed is null or passed = $passed)
    and ($from_on is null or not is_matched or held_on >= $from_on)
    and ($to_on is null or not is_matched or held_on <= $to_on)
order by held_on, title, unit, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
