/*
title = "每周案件"
purpose = "每个单位每种违法行为每周立案多少件，那一周有台账的工作日、休息日各几天。"
grain = "一周的一个单位的一种违法行为一行；没有案件的周也有一行，单位和违法行为为空"
source = "实施方案三（四）4：整治运动式、随意性执法"
reads = ["compared_cases", "violations", "calendar_day"]
notes = [
    "一周从星期一起；时段头尾不满一周的只算时段里的天。",
    "日期按立案日期，没有立案日期的按发生日。",
    "全局一件案件也没有的月份，以及最早一件以前、最晚一件以后的周，看作没有上传台账，工作日和休息日都算 0 天。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
week_on = "星期一"
workday_count = {title = "工作日", unit = "天"}
day_off_count = {title = "休息日", unit = "天"}
unit = "承办单位"
violation_code = "违法行为代码"
violation_name = "违法行为"
case_count = {title = "案件", unit = "件"}
*/
with loaded_months as (
    select distinct date_trunc('month', happened_on) as month_on from compared_cases
),

-- A day nobody uploaded a ledger for is not a day without cases.
days as (
    select
        day,
        is_workday,
        date_trunc('month', day) in (select loaded_months.month_on from loaded_months)
        and date_trunc('week', day) between
        (select date_trunc('week', min(compared_cases.happened_on)) from compared_cases)
        and (select date_trunc('week', max(compared_cases.happened_on)) from compared_cases) as is_loaded
    from calendar_day
    where day between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
),

weeks as (
    select
        date_trunc('week', day)::date as week_on,
        count(*) filter (is_workday and is_loaded) as workday_count,
        count(*) filter (not is_workday and is_loaded) as day_off_count
    from days
    group by week_on
),

counted as (
    select
        date_trunc('week', happened_on)::date as week_on,
        unit,
        violation_code,
        count(*) as case_count
    from compared_cases
    where happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by all
)

select
    weeks.week_on,
    weeks.workday_count,
    weeks.day_off_count,
    counted.unit,
    counted.violation_code,
    violations.violation_name,
    coalesce(counted.case_count, 0) as case_count
from weeks
left join counted on weeks.week_on = counted.week_on
left join violations on counted.violation_code = violations.violation_code
order by weeks.week_on, counted.unit, counted.violation_code
