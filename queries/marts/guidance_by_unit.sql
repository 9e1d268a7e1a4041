/*
title = "各单位行政指导"
purpose = "各单位行政指导多少次，书面的要素、送达、案卷齐不齐。"
grain = "一个责任单位一行，没有报的也列"
source = "舞城管〔2022〕40号三（二）"
reads = ["guidances", "responsible_units", "unit_bearers"]
notes = [
    "简易形式定期统计的，一行计统计数量那么多次；简易形式没有文书不是问题，不列为缺。",
    "书面的五项要素：对象、目的和内容、时间、实施人员，并制作文书；形式没有写的，是不是书面不知道，另列。",
    "下级单位的算在它的责任单位名下；起止日期不写时取统计截止日所在年度，只写到月的取当月最后一天。",
    "各列为空的是没有报，不是 0。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
unit = "单位"
guidance_count = {title = "次数", unit = "次"}
written_count = {title = "书面", unit = "件"}
complete = "要素齐全"
served = "已送达"
filed = "有案卷号"
simple_count = {title = "简易", unit = "次"}
unknown_count = {title = "形式不明", unit = "件"}
months = "有指导的月份"
*/
with told as (
    select
        guidances.*,
        coalesce(unit_bearers.bearer, guidances.unit, '未填单位') as bearer,
        coalesce(guidances.guided_on, last_day(strptime(guidances.guided_month, '%Y-%m')::date)) as day
    from guidances left join unit_bearers on guidances.unit = unit_bearers.unit
),

in_window as (
    select *
    from told
    where day between coalesce($from_on, date_trunc('year', $as_of)::date) and least(coalesce($to_on, $as_of), $as_of)
),

bearers as (
    select unit from responsible_units
    union
    select bearer from in_window
)

select
    bearers.unit,
    sum(in_window.guidance_count)::bigint as guidance_count,
    case when count(in_window.record_key) > 0 then count(*) filter (where in_window.is_written) end as written_count,
    {
        'num': count(*) filter (where in_window.is_written and in_window.is_complete),
        'den': count(*) filter (where in_window.is_written and in_window.is_complete is not null)
    } as complete,
    {
        'num': count(*) filter (where in_window.is_written and in_window.is_served and in_window.served_on <= $as_of),
        'den': count(*) filter (where in_window.is_written and in_window.is_served is not null)
    } as served,
    {
        'num': count(*) filter (where in_window.is_written and in_window.is_filed),
        'den': count(*) filter (where in_window.is_written and in_window.is_filed is not null)
    } as filed,
    case
        when count(in_window.record_key) > 0
            then coalesce(sum(in_window.guidance_count) filter (where not in_window.is_written), 0)::bigint
    end as simple_count,
    case
        when count(in_window.record_key) > 0 then count(*) filter (where in_window.is_written is null)
    end as unknown_count,
    list_sort(list(distinct month(in_window.day)) filter (where in_window.day is not null)) as months
from bearers
left join in_window on bearers.unit = in_window.bearer
left join responsible_units on bearers.unit = responsible_units.unit
group by bearers.unit, responsible_units.sort_order
order by responsible_units.sort_order nulls last, bearers.unit
