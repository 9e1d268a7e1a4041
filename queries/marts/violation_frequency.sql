/*
title = "违法行为频次"
purpose = "一段时间里哪些违法行为最多：案件、检查发现、有效投诉和行政指导合起来算。"
grain = "一种违法行为一行；没有对应到违法行为的合为一行「未对应」"
source = "实施方案三（一）：按发生频率划分等级；权重与分级的数字见「规则与时限」"
reads = ["violation_events"]
notes = [
    "等级仅按频次：四级为高，三、二级为中，一级为低；危害程度和表现形式没有计入。",
    "次数或占比达到其一即为该级，「达到」含本数。占比的分母不含未对应。",
    "关联案号对得上案件的检查和投诉只按案件计一次，因此这里的检查数、投诉数可能少于清单。",
    "没有日期的记录不在任何时间段内。起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
unit = {type = "text", title = "单位"}
street = {type = "text", title = "街道"}
frequency_4_count = {rule = "risk.frequency_4_count"}
frequency_4_share = {rule = "risk.frequency_4_share"}
frequency_3_count = {rule = "risk.frequency_3_count"}
frequency_3_share = {rule = "risk.frequency_3_share"}
frequency_2_count = {rule = "risk.frequency_2_count"}
frequency_grade_words = {rule = "risk.frequency_grade_words"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
case_count = {title = "案件", unit = "件"}
inspection_count = {title = "检查发现", unit = "次"}
complaint_count = {title = "有效投诉", unit = "件"}
guidance_count = {title = "行政指导", unit = "次"}
weighted_count = {title = "加权次数", unit = "次"}
share = "占比"
cumulative_share = "累计占比"
frequency_level = "频次级别"
frequency_grade = "频次等级（仅按频次）"
*/
with counted as (
    select
        violation_code,
        coalesce(any_value(violation_name), '未对应') as violation_name,
        coalesce(sum(times) filter (event_kind = '案件'), 0)::bigint as case_count,
        coalesce(sum(times) filter (event_kind = '检查'), 0)::bigint as inspection_count,
        coalesce(sum(times) filter (event_kind = '投诉'), 0)::bigint as complaint_count,
        coalesce(sum(times) filter (event_kind = '指导'), 0)::bigint as guidance_count,
        sum(weighted_times)::decimal(15, 3) as weighted_count
    from violation_events
    where
        happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
        and ($street is null or coalesce(street, '未填街道') = $street)
    group by violation_code
),

totalled as (
    select
        *,
        (sum(weighted_count) over same_kind)::decimal(15, 3) as total,
        (sum(weighted_count) over so_far)::decimal(15, 3) as cumulated
    from counted
    window
        same_kind as (partition by violation_code is null),
        so_far as (
            partition by violation_code is null
            order by weighted_count desc, violation_code asc rows unbounded preceding
        )
),

graded as (
    select
        *,
        case
            when violation_code is null then null
            when
                weighted_count >= $frequency_4_count
                or weighted_count >= $frequency_4_share::decimal(9, 6) * total then 4
            when
                weighted_count >= $frequency_3_count
                or weighted_count >= $frequency_3_share::decimal(9, 6) * total then 3
            when weighted_count >= $frequency_2_count then 2
            else 1
        end as frequency_level
    from totalled
)

select
    violation_code,
    violation_name,
    case_count,
    inspection_count,
    complaint_count,
    guidance_count,
    weighted_count,
    case when frequency_level > 0 then struct_pack(num := weighted_count, den := total) end as share,
    case when frequency_level > 0 then struct_pack(num := cumulated, den := total) end as cumulative_share,
    frequency_level,
    $frequency_grade_words[frequency_level] as frequency_grade
from graded
order by violation_code is null, weighted_count desc, violation_code asc
