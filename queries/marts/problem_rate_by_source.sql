/*
title = "随机抽查与巡查、投诉对照"
purpose = "随机抽出来的对象里有问题的占多少，与巡查、投诉案件相比：随机抽查没有挑过，是对照组。"
grain = "一个单位一种来源一行"
source = "国办发〔2015〕58号；与单位比较同读"
reads = ["spot_checks", "inspections", "complaints", "units"]
notes = [
    "随机抽查的比例说明总体；巡查和投诉是挑出来的，比例高是应当的，比随机抽查低才要问为什么。",
    "结果不明的不计入分子和分母。没有查成的不计。写了起始日期的，没有日期的不计。",
    "抽查台账里非等概率抽取的批次，比例不代表总体。",
    "台账里填了的都计；不在抽中名单、也不是递补的，见「结果与整改」按摇号记录逐次列出。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
passed_results = {rule = "sampling.passed_results"}
unreached_results = {rule = "sampling.unreached_results"}
problem_results = {rule = "sampling.problem_results"}
[columns]
unit = "单位"
source_kind = "案件来源"
problem_share = "有问题的占比"
unknown_count = {title = "说不清的", unit = "条"}
*/
with told as (
    select
        unit,
        '随机抽查' as source_kind,
        1 as source_order,
        case
            when list_contains($passed_results, result) then false
            when list_contains($problem_results, result) then true
        end as is_problem,
        coalesce(checked_on, drawn_on) as on_day
    from spot_checks
    where result is null or not list_contains($unreached_results, result)
    union all
    select
        unit,
        '巡查检查' as source_kind,
        2 as source_order,
        has_problem as is_problem,
        inspected_on as on_day
    from inspections
    union all
    select
        unit,
        '投诉举报' as source_kind,
        3 as source_order,
        is_valid as is_problem,
        accepted_on as on_day
    from complaints
),

counted as (
    select
        coalesce(unit, '未填单位') as unit,
        source_kind,
        source_order,
        count(*) filter (where is_problem) as problem_count,
        count(is_problem) as known_count,
        count(*) - count(is_problem) as unknown_count
    from told
    where (on_day is null or on_day <= $as_of) and ($from_on is null or on_day >= $from_on)
    group by all
)

select
    counted.unit,
    counted.source_kind,
    struct_pack(num := counted.problem_count, den := counted.known_count) as problem_share,
    counted.unknown_count
from counted
left join units on counted.unit = units.unit
order by units.sort_order nulls last, counted.unit, counted.source_order
