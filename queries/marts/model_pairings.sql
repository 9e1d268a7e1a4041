/*
title = "示范点结对"
purpose = "每个已命名的示范点单位结对了没有，和谁，做了几次活动。"
grain = "一个示范点单位一行"
source = "舞城管〔2022〕40号三（五）2：已命名的示范点单位要主动与非示范点单位结对"
reads = ["model_units", "pairings"]
notes = [
    "示范点单位取单位名册标明的，和示范点台账里已经命名的；都没有的，谁应结对不知道。",
    "只写到月的日期取当月最后一天；活动没有写日期的不算。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
unit = "示范点单位"
named_on = "命名日期"
is_paired = "已结对"
paired_on = "结对日期"
targets = "被帮扶单位"
activity_count = {title = "活动", unit = "次"}
last_activity_on = "最近活动"
*/
with paired as (
    select
        demo_unit,
        target_unit,
        coalesce(paired_on, last_day(strptime(paired_month, '%Y-%m')::date)) as paired_on,
        coalesce(activity_on, last_day(strptime(activity_month, '%Y-%m')::date)) as activity_on
    from pairings
)

select
    model_units.unit,
    model_units.named_on,
    count(paired.demo_unit) filter (where coalesce(paired.paired_on, paired.activity_on, $as_of) <= $as_of) > 0
        as is_paired,
    min(coalesce(paired.paired_on, paired.activity_on)) filter (
        where coalesce(paired.paired_on, paired.activity_on) <= $as_of
    ) as paired_on,
    list(distinct paired.target_unit order by paired.target_unit) filter (
        where coalesce(paired.paired_on, paired.activity_on, $as_of) <= $as_of
    ) as targets,
    count(distinct paired.activity_on) filter (where paired.activity_on <= $as_of) as activity_count,
    max(paired.activity_on) filter (where paired.activity_on <= $as_of) as last_activity_on
from model_units left join paired on model_units.unit = paired.demo_unit
where model_units.named_on is null or model_units.named_on <= $as_of
group by model_units.unit, model_units.named_on
order by is_paired, model_units.unit
