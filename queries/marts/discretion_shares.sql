/*
title = "各单位裁量核查占比"
purpose = "各单位已作决定的案件：能核查的有多少，其中几件在幅度之内、几件偏离，几件恰为下限、上限。"
grain = "一个单位一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["case_verdict", "units"]
notes = [
    "幅度之内包括恰在界上；它与偏离的分母都是可核查的案件。",
    "恰为下限、上限只数上下限不同、有罚款的案件，分母是这样的案件。",
    "偏离是线索，不是结论；件数少的单位不宜与别的单位比。",
    "起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
violation_code = {type = "text", title = "违法行为代码"}
[columns]
unit = "承办单位"
decided_count = {title = "已决定", unit = "件"}
unchecked = "无法核查"
inside = "幅度之内"
off = "偏离"
unexplained_count = {title = "其中无理由", unit = "件"}
at_floor = "恰为下限"
at_ceiling = "恰为上限"
*/
-- Alike cases are counted once, then put together by unit.
with alike as (
    select
        coalesce(unit, '未填单位') as unit,
        verdict != '无法核查' as is_checked,
        deviation_state,
        case
            when fine_fen > 0 and low_fen < high_fen
                then case fine_fen when low_fen then '下限' when high_fen then '上限' else '其他' end
        end as place,
        count(*) as case_count
    from case_verdict
    where
        event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
    group by all
),

summed as (
    select
        unit,
        sum(case_count)::bigint as decided_count,
        coalesce(sum(case_count) filter (is_checked), 0)::bigint as checked_count,
        coalesce(sum(case_count) filter (is_checked and deviation_state is not null), 0)::bigint as off_count,
        coalesce(sum(case_count) filter (deviation_state = '无理由'), 0)::bigint as unexplained_count,
        coalesce(sum(case_count) filter (place is not null), 0)::bigint as ranged_count,
        coalesce(sum(case_count) filter (place = '下限'), 0)::bigint as floor_count,
        coalesce(sum(case_count) filter (place = '上限'), 0)::bigint as ceiling_count
    from alike
    group by unit
),

counted as (
    select
        unit,
        decided_count,
        struct_pack(num := decided_count - checked_count, den := decided_count) as unchecked,
        struct_pack(num := checked_count - off_count, den := checked_count) as inside,
        struct_pack(num := off_count, den := checked_count) as off,
        unexplained_count,
        struct_pack(num := floor_count, den := ranged_count) as at_floor,
        struct_pack(num := ceiling_count, den := ranged_count) as at_ceiling
    from summed
)

select counted.*
from counted
left join units on counted.unit = units.unit
order by units.sort_order nulls last, counted.unit
