/*
title = "违法行为集中在哪里"
purpose = "每一种违法行为在每条街道、每个行业、每个月份各有多少次。"
grain = "一种违法行为的一条街道、一个行业或者一个月份一行"
source = "实施方案三（一）：易发多发的时段、地域、行业"
reads = ["violation_events"]
notes = [
    "计入的记录与频次相同：案件、检查发现、有效投诉、行政指导，同一件事只计一次。",
    "月份按月计，各年的同一个月合在一起；有记录的年数另列。",
    "最早、最晚日期是全部违法行为里最早、最晚的一次，这一段是有记录的时段。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
spot_kind = "按什么看"
spot = "集中之处"
record_count = {title = "次数", unit = "次"}
known_count = {title = "写明的次数", unit = "次"}
year_count = {title = "有记录的年数", unit = "年"}
first_on = "最早日期"
last_on = "最晚日期"
*/
with seen as (
    select
        violation_code,
        violation_name,
        happened_on,
        unnest(['街道', '行业', '月份']) as spot_kind,
        unnest([street, trade, strftime(happened_on, '%m')]) as spot
    from violation_events
    where
        violation_code is not null and happened_on <= $as_of
        and ($from_on is null or happened_on >= $from_on)
),

span as (
    select
        min(happened_on) as first_on,
        max(happened_on) as last_on
    from seen
)

select
    violation_code,
    any_value(violation_name) as violation_name,
    spot_kind,
    spot,
    count(*) as record_count,
    (sum(count(*)) over (partition by violation_code, spot_kind))::bigint as known_count,
    (max(count(distinct year(happened_on))) over (partition by violation_code))::bigint as year_count,
    span.first_on,
    span.last_on
from seen cross join span
where seen.spot is not null
group by seen.violation_code, seen.spot_kind, seen.spot, span.first_on, span.last_on
order by violation_code asc, spot_kind asc, record_count desc, spot asc
