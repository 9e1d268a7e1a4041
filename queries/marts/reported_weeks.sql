/*
title = "各单位报了案件台账的周"
purpose = "每个单位哪些周报了案件台账，其中多少个工作日、多少个休息日。"
grain = "一个单位一周一行；没有报台账的周不列"
reads = ["compared_cases", "calendar_day"]
notes = [
    "一张工作表说的是表里最早一件到最晚一件的各个月，有它的案件的单位那些月都算报了；别的月份有没有案件不知道，不是没有。",
    "单位自己最早一件以前、最晚一件以后的周也不算：可能年中才有这个单位；前后不到规定周数的除外，那是集中办的。",
    "一周从星期一起；时段头尾不满一周的只算时段里的天。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
least_weeks = {rule = "fairness.burst_least_weeks"}
[columns]
unit = "承办单位"
week_on = "星期一"
workday_count = {title = "工作日", unit = "天"}
day_off_count = {title = "休息日", unit = "天"}
*/
with parts as (
    select
        unit,
        batch_id,
        sheet_no,
        min(happened_on) as first_on,
        max(happened_on) as last_on
    from compared_cases
    where happened_on is not null
    group by unit, batch_id, sheet_no
),

sheets as (
    select
        batch_id,
        sheet_no,
        min(first_on) as first_on,
        max(last_on) as last_on
    from parts
    group by batch_id, sheet_no
),

-- A unit all of whose cases lie in a few weeks, in a ledger that tells of more, is the very thing looked for.
spans as (
    select
        parts.unit,
        max(parts.last_on) - min(parts.first_on) >= 7 * $least_weeks as is_long,
        date_trunc('week', case when is_long then min(parts.first_on) else min(sheets.first_on) end)::date as first_on,
        date_trunc('week', case when is_long then max(parts.last_on) else max(sheets.last_on) end)::date + 6 as last_on
    from parts
    inner join sheets on parts.batch_id = sheets.batch_id and parts.sheet_no = sheets.sheet_no
    where parts.unit is not null
    group by parts.unit
),

months as (
    select distinct
        parts.unit,
        unnest(
            generate_series(
                date_trunc('month', sheets.first_on), date_trunc('month', sheets.last_on), interval 1 month
            )
        )::date as month_on
    from parts
    inner join sheets on parts.batch_id = sheets.batch_id and parts.sheet_no = sheets.sheet_no
    where parts.unit is not null
)

select
    spans.unit,
    date_trunc('week', calendar_day.day)::date as week_on,
    countif(calendar_day.is_workday) as workday_count,
    countif(not calendar_day.is_workday) as day_off_count
from spans
inner join calendar_day on calendar_day.day between spans.first_on and spans.last_on
inner join months on spans.unit = months.unit and date_trunc('month', calendar_day.day)::date = months.month_on
where calendar_day.day between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
group by all
order by spans.unit, week_on
