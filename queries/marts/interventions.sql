/*
title = "公布和指导的日期"
purpose = "每一种违法行为哪一天进入公布的风险清单、哪一天第一次有行政指导：效果从这些天往前后看。"
grain = "一种违法行为的一次公布或首次指导一行"
source = "实施方案三（一）、三（二）"
reads = ["risk_points", "violations", "guidances"]
notes = [
    "认不出违法行为的风险点没有效果可看。",
    "只写了公开月份的，那个月既不算前也不算后：前一段到月初，后一段从月末。",
    "没有依据、后果或措施的风险点不算公布。",
    "同一天公布的几个版本是一次；指导从第一次算起，以前有没有不知道。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
intervention = "做法"
before_on = "之前到（不含）"
after_on = "之后从"
version = "版本"
*/
with published as (
    select
        risk_points.violation_code,
        '公布清单' as intervention,
        coalesce(
            risk_points.published_on, strptime(risk_points.published_month || '-01', '%Y-%m-%d')::date
        ) as before_on,
        coalesce(
            risk_points.published_on,
            (strptime(risk_points.published_month || '-01', '%Y-%m-%d') + interval 1 month)::date
        ) as after_on,
        risk_points.version
    from risk_points
    where
        risk_points.legal_basis is not null
        and risk_points.consequence is not null
        and risk_points.prevention is not null
),

guided as (
    select
        violation_code,
        '开展指导' as intervention,
        min(guided_on) as before_on,
        min(guided_on) as after_on,
        null as version
    from guidances
    where violation_code is not null and guided_on is not null
    group by violation_code
),

told as (
    select * from published
    union all
    select * from guided
)

select
    told.violation_code,
    violations.violation_name,
    told.intervention,
    told.before_on,
    told.after_on,
    max(told.version) as version
from told
inner join violations on told.violation_code = violations.violation_code and violations.is_local
where told.before_on is not null and told.after_on <= $as_of
group by told.violation_code, violations.violation_name, told.intervention, told.before_on, told.after_on
order by told.violation_code, told.before_on, told.intervention
