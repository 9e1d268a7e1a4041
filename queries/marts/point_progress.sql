/*
title = "分方面的进展"
purpose = "方案列举的几个领域、几类内容，哪些单位写了进展，最近是哪天。"
grain = "一项义务一个方面一个承担单位一行，没有写的也列"
source = "舞城管〔2022〕40号三（四）1：五个服务领域；三（四）3：职责、依据、权限、结果"
reads = ["obligations", "obligation_units", "obligation_days"]
notes = ["按任务台账进展文字里的字样认，没有写到的不等于没有做。"]
[params]
as_of = {type = "date", title = "统计截止日"}
obligation_id = {type = "text", title = "义务编号"}
[columns]
obligation_id = "编号"
title = "义务"
point = "方面"
unit = "单位"
last_on = "最近日期"
is_told = "写了进展"
*/
with points as (
    select
        obligations.plan_year,
        obligations.obligation_id,
        obligations.title,
        obligation_units.unit,
        unnest(obligations.points) as point,
        generate_subscripts(obligations.points, 1) as place
    from obligations
    inner join obligation_units
        on
            obligations.plan_year = obligation_units.plan_year
            and obligations.obligation_id = obligation_units.obligation_id
    where
        obligations.measure = 'task_points'
        and $as_of between obligations.in_force_from and obligations.in_force_to
        and ($obligation_id is null or obligations.obligation_id = $obligation_id)
)

select
    points.obligation_id,
    points.title,
    points.point,
    points.unit,
    max(obligation_days.happened_on) as last_on,
    count(obligation_days.happened_on) > 0 as is_told
from points
left join obligation_days
    on
        points.plan_year = obligation_days.plan_year
        and points.obligation_id = obligation_days.obligation_id
        and points.unit = obligation_days.unit
        and points.point = obligation_days.point
        and obligation_days.is_due
        and obligation_days.happened_on <= $as_of
group by points.obligation_id, points.title, points.point, points.place, points.unit
order by points.obligation_id, points.place, points.unit
