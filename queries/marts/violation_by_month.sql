/*
title = "各月违法行为"
purpose = "一段时间里各月发生的违法行为。"
grain = "一个月一行"
source = "实施方案三（一）；权重见「规则与时限」"
reads = ["violation_events"]
notes = ["没有发生的月份不列出。", "关联案号对得上案件的检查和投诉只按案件计一次。", "起止日期不写时取统计截止日所在年度。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
violation_code = {type = "text", title = "违法行为代码"}
unit = {type = "text", title = "单位"}
street = {type = "text", title = "街道"}
[columns]
month = "月份"
case_count = {title = "案件", unit = "件"}
inspection_count = {title = "检查发现", unit = "次"}
complaint_count = {title = "有效投诉", unit = "件"}
guidance_count = {title = "行政指导", unit = "次"}
weighted_count = {title = "加权次数", unit = "次"}
share = "占比"
*/
with counted as (
    select
        happened_month as month,
        coalesce(sum(times) filter (event_kind = '案件'), 0)::bigint as case_count,
        coalesce(sum(times) filter (event_kind = '检查'), 0)::bigint as inspection_count,
        coalesce(sum(times) filter (event_kind = '投诉'), 0)::bigint as complaint_count,
        coalesce(sum(times) filter (event_kind = '指导'), 0)::bigint as guidance_count,
        sum(weighted_times)::decimal(15, 3) as weighted_count
    from violation_events
    where
        happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
        and ($street is null or coalesce(street, '未填街道') = $street)
    group by happened_month
)

select
    month,
    case_count,
    inspection_count,
    complaint_count,
    guidance_count,
    weighted_count,
    case
        when sum(weighted_count) over () > 0
            then struct_pack(num := weighted_count, den := (sum(weighted_count) over ())::decimal(15, 3))
    end as share
from counted
order by month
