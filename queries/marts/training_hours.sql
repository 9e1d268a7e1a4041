/*
title = "学时"
purpose = "每人一年参加培训的学时，够不够当年的要求。"
grain = "一个单位一人一行"
source = "国办发〔2023〕27号；舞城管〔2022〕40号没有学时要求"
reads = ["training_attendances", "trainings", "units"]
notes = [
    "学时取签到表写的，没有的取培训台账写的这一场的学时；两处都没有的场次另列，不算 0 学时。",
    "只算到场、对得上场次的；人按执法证号认，没有证号的按单位和姓名认，同名的分不清。",
    "当年没有要求的只列学时，不判断。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
required_hours = {type = "int", rule = "training.officer_hours", title = "每人一年最低学时"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
unit = "单位"
person = {title = "姓名", private = true}
session_count = {title = "参加场次", unit = "场"}
hours = {title = "学时", unit = "学时"}
unknown_count = {title = "学时不明的场次", unit = "场"}
required_hours = {title = "最低学时", unit = "学时"}
status = "状态"
*/
with came as (
    select
        coalesce(training_attendances.unit, '未填单位') as unit,
        training_attendances.person,
        coalesce(training_attendances.certificate_no, '') as certificate_no,
        trainings.record_key as session_key,
        max(coalesce(training_attendances.hours, trainings.hours)) as hours
    from training_attendances
    inner join trainings on training_attendances.training_record_key = trainings.record_key
    where
        training_attendances.is_present and trainings.is_held
        and coalesce(trainings.held_on, last_day(strptime(trainings.held_month, '%Y-%m')::date))
        between date_trunc('year', $as_of)::date and $as_of
        and ($unit is null or coalesce(training_attendances.unit, '未填单位') = $unit)
    group by all
),

summed as (
    select
        unit,
        person,
        certificate_no,
        count(*) as session_count,
        sum(hours) as hours,
        count(*) filter (where hours is null) as unknown_count
    from came
    group by unit, person, certificate_no
)

select
    summed.unit,
    summed.person,
    summed.session_count,
    summed.hours,
    summed.unknown_count,
    nullif($required_hours::integer, 0) as required_hours,
    case
        when $required_hours = 0 then '没有要求'
        when summed.hours >= $required_hours then '已达标'
        when summed.unknown_count > 0 then '数据不足'
        else '未达标'
    end as status
from summed
left join units on summed.unit = units.unit
order by units.sort_order nulls last, summed.unit, summed.person, summed.certificate_no
limit $row_limit offset $row_offset
