/*
title = "参训和测试结果"
purpose = "各单位签到、缺勤、测试和合格的人次。"
grain = "一个单位一行"
source = "舞城管〔2022〕40号三（五）1"
reads = ["training_attendances", "trainings", "units"]
notes = ["只数签到表上写名字的人次；对不上场次的人次另列，不计入。", "参考率是组织了测试的场次里，到场的人有测试结果的比例。", "起止日期不写时取统计截止日所在年度，到统计截止日为止。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
category = {type = "text", title = "类别"}
[columns]
unit = "单位"
session_count = {title = "参加场次", unit = "场"}
person_count = {title = "参加人数", unit = "人"}
present = "到场"
absent_count = {title = "缺勤", unit = "人次"}
tested_count = {title = "有测试结果", unit = "人次"}
tested = "参考率"
avg_score = {title = "平均成绩", unit = "分"}
passed = "合格"
unmatched_count = {title = "对不上场次", unit = "人次"}
*/
with matched as (
    select
        coalesce(training_attendances.unit, '未填单位') as unit,
        training_attendances.training_record_key,
        training_attendances.person,
        training_attendances.is_present,
        training_attendances.score,
        training_attendances.passed,
        trainings.has_test,
        trainings.record_key is not null as is_matched
    from training_attendances
    left join trainings on training_attendances.training_record_key = trainings.record_key
    where
        trainings.record_key is null
        or (
            coalesce(trainings.held_on, last_day(strptime(trainings.held_month, '%Y-%m')::date))
            between coalesce($from_on, date_trunc('year', $as_of)::date) and least(coalesce($to_on, $as_of), $as_of)
            and ($category is null or coalesce(trainings.category, '未写明') = $category)
        )
)

select
    matched.unit,
    count(distinct training_record_key) filter (where is_matched and is_present) as session_count,
    count(distinct person) filter (where is_matched and is_present) as person_count,
    {
        'num': count(*) filter (where is_matched and is_present),
        'den': count(*) filter (where is_matched)
    } as present,
    count(*) filter (where is_matched and not is_present) as absent_count,
    count(*) filter (where is_matched and is_present and (score is not null or passed is not null)) as tested_count,
    {
        'num': count(*) filter (
            where is_matched and is_present and has_test is true and (score is not null or passed is not null)
        ),
        'den': count(*) filter (where is_matched and is_present and has_test is true)
    } as tested,
    round(avg(score) filter (where is_matched and is_present), 1) as avg_score,
    {
        'num': count(*) filter (where is_matched and is_present and passed),
        'den': count(*) filter (where is_matched and is_present and passed is not null)
    } as passed,
    count(*) filter (where not is_matched) as unmatched_count
from matched
left join units on matched.unit = units.unit
group by matched.unit
order by min(units.sort_order) nulls last, matched.unit
