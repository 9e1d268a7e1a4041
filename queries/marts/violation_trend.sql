/*
title = "违法行为升降"
purpose = "这一段时间与之前同样长的一段时间相比，各违法行为升降多少。"
grain = "一种违法行为一行；没有对应到违法行为的合为一行「未对应」"
source = "实施方案三（一）；权重见「规则与时限」"
reads = ["violation_events"]
notes = [
    "上一段与这一段天数相同，紧接在前。",
    "上一段为零的不算升降比例。",
    "起止日期不写时取统计截止日所在年度，上一段大致是上一年同期天数。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
unit = {type = "text", title = "单位"}
street = {type = "text", title = "街道"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
case_count = {title = "案件", unit = "件"}
former_case_count = {title = "上一段案件", unit = "件"}
weighted_count = {title = "加权次数", unit = "次"}
former_weighted_count = {title = "上一段加权次数", unit = "次"}
difference = {title = "增减", unit = "次"}
change = "升降"
*/
with span as (
    select
        coalesce($from_on, date_trunc('year', $as_of)::date) as first_on,
        coalesce($to_on, $as_of) as last_on
),

spanned as (
    select
        violation_events.violation_code,
        violation_events.violation_name,
        violation_events.event_kind,
        violation_events.times,
        violation_events.happened_on >= span.first_on as is_now,
        violation_events.weighted_times
    from violation_events
    inner join span
        on
            violation_events.happened_on <= span.last_on
            and violation_events.happened_on >= span.first_on - (span.last_on - span.first_on + 1)::integer
    where
        ($unit is null or coalesce(violation_events.unit, '未填单位') = $unit)
        and ($street is null or coalesce(violation_events.street, '未填街道') = $street)
),

counted as (
    select
        violation_code,
        coalesce(any_value(violation_name), '未对应') as violation_name,
        coalesce(sum(times) filter (is_now and event_kind = '案件'), 0)::bigint as case_count,
        coalesce(sum(times) filter (not is_now and event_kind = '案件'), 0)::bigint as former_case_count,
        coalesce(sum(weighted_times) filter (is_now), 0)::decimal(15, 3) as weighted_count,
        coalesce(sum(weighted_times) filter (not is_now), 0)::decimal(15, 3) as former_weighted_count
    from spanned
    group by violation_code
)

select
    violation_code,
    violation_name,
    case_count,
    former_case_count,
    weighted_count,
    former_weighted_count,
    weighted_count - former_weighted_count as difference,
    case
        when former_weighted_count > 0
            then struct_pack(num := weighted_count - former_weighted_count, den := former_weighted_count)
    end as change
from counted
order by violation_code is null, difference desc, weighted_count desc, violation_code asc
