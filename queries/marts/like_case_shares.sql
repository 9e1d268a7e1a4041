/*
title = "类案裁量占比"
purpose = "一组类案里，各单位、各对承办人的案件有几件恰为下限、上限或在两者之间，罚在幅度的什么位置。"
grain = "一个单位或一对承办人一行"
source = "行政处罚法第五条、第三十四条；国办发〔2022〕27号（类案不同罚）"
reads = ["cases", "case_verdict", "units"]
notes = ["件数不足的只写件数，请看案件；占比不同可能有没有登记的原因，只是线索。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
benchmark_no = {type = "int", title = "基准行号"}
party_scope = {type = "text", title = "按个人或单位"}
by_officers = {type = "bool", title = "按承办人", default = false}
least = {rule = "discretion.like_least_cases"}
[columns]
unit = "承办单位"
officer_pair = {title = "承办人", private = true}
case_count = {title = "案件", unit = "件"}
at_floor = "恰为下限"
at_middle = "两者之间"
at_ceiling = "恰为上限"
outside = "幅度之外"
median_position = {title = "位置中位数", unit = "%"}
*/
with placed as (
    select
        batch_id,
        sheet_no,
        row_no,
        coalesce(unit, '未填单位') as unit,
        fine_fen,
        low_fen,
        high_fen,
        case when high_fen > low_fen then 100 * (fine_fen - low_fen) / (high_fen - low_fen) end as place
    from case_verdict
    where
        benchmark_no = $benchmark_no
        and party_scope is not distinct from $party_scope
        and fine_fen > 0
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
),

handled as (
    select
        placed.unit,
        placed.fine_fen,
        placed.low_fen,
        placed.high_fen,
        placed.place,
        case
            when $by_officers
                then coalesce(nullif(array_to_string(list_sort(list_distinct(cases.officers)), '、'), ''), '未填承办人')
        end as officer_pair
    from placed
    left join cases
        on
            $by_officers
            and placed.batch_id = cases.batch_id
            and placed.sheet_no = cases.sheet_no
            and placed.row_no = cases.row_no
),

counted as (
    select
        unit,
        officer_pair,
        count(*) as case_count,
        count(*) filter (fine_fen = low_fen) as floor_count,
        count(*) filter (fine_fen > low_fen and fine_fen < high_fen) as middle_count,
        count(*) filter (fine_fen = high_fen and high_fen > low_fen) as ceiling_count,
        count(*) filter (fine_fen < low_fen or fine_fen > high_fen) as outside_count,
        median(place) as middle_place
    from handled
    group by unit, officer_pair
)

select
    counted.unit,
    officer_pair,
    case_count,
    case when case_count >= $least then struct_pack(num := floor_count, den := case_count) end as at_floor,
    case when case_count >= $least then struct_pack(num := middle_count, den := case_count) end as at_middle,
    case when case_count >= $least then struct_pack(num := ceiling_count, den := case_count) end as at_ceiling,
    case when case_count >= $least then struct_pack(num := outside_count, den := case_count) end as outside,
    case when case_count >= $least then middle_place::decimal(12, 1) end as median_position
from counted
left join units on counted.unit = units.unit
order by case_count desc, units.sort_order asc nulls last, counted.unit asc, officer_pair asc
