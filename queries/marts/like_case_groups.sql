/*
title = "类案分组"
purpose = "违法行为、条款、当事人、档次和基准版本都相同的案件为一组类案：各组有几件，罚款差多大，几件恰为下限、上限。"
grain = "一组类案一行"
source = "行政处罚法第五条、第三十四条；国办发〔2022〕27号（类案不同罚）"
reads = ["case_verdict", "benchmarks", "violations"]
notes = [
    "只算有罚款、核得出幅度的案件；件数不足的组只列案件，不给统计。",
    "位置是罚款在幅度中的比例，0 为下限、1 为上限；按数量、基数计罚的也能比。",
    "罚款的中位数和四分位只在幅度固定的组里给出；件数为双数时取中间两件里较低的一件，是真有的一个数。",
    "起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
violation_code = {type = "text", title = "违法行为代码"}
least = {rule = "discretion.like_least_cases"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
party_scope = "按个人或单位"
grade = "裁量档次"
effective_from = "生效日期"
benchmark_id = "基准编号"
case_count = {title = "案件", unit = "件"}
unit_count = {title = "单位", unit = "个"}
fine_median_fen = {title = "罚款中位数", unit = "分"}
fine_q1_fen = {title = "下四分位", unit = "分"}
fine_q3_fen = {title = "上四分位", unit = "分"}
spread = "中间一半的跨度"
at_floor = "恰为下限"
at_middle = "两者之间"
at_ceiling = "恰为上限"
outside = "幅度之外"
benchmark_no = "基准行号"
*/
with counted as (
    select
        benchmark_no,
        party_scope,
        unit,
        fine_fen,
        low_fen,
        high_fen,
        count(*) as same_count
    from case_verdict
    where
        benchmark_no is not null
        and fine_fen > 0
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or violation_code = $violation_code)
    group by benchmark_no, party_scope, unit, fine_fen, low_fen, high_fen
),

placed as (
    select
        *,
        case when high_fen > low_fen then (fine_fen - low_fen) / (high_fen - low_fen) end as place,
        sum(same_count) over (partition by benchmark_no, party_scope) as case_count,
        sum(same_count) over (partition by benchmark_no, party_scope order by fine_fen) as up_to_fine
    from counted
),

summed as (
    select
        *,
        sum(same_count) over (partition by benchmark_no, party_scope order by place) as up_to_place
    from placed
),

grouped as (
    select
        benchmark_no,
        party_scope,
        case_count::bigint as case_count,
        count(distinct unit) as unit_count,
        coalesce(sum(same_count) filter (fine_fen = low_fen), 0)::bigint as floor_count,
        coalesce(sum(same_count) filter (fine_fen > low_fen and fine_fen < high_fen), 0)::bigint as middle_count,
        coalesce(sum(same_count) filter (fine_fen = high_fen and high_fen > low_fen), 0)::bigint as ceiling_count,
        coalesce(sum(same_count) filter (fine_fen < low_fen or fine_fen > high_fen), 0)::bigint as outside_count,
        min(high_fen) = max(high_fen) and min(low_fen) = max(low_fen) as is_fixed,
        min(fine_fen) filter (up_to_fine >= 0.25 * case_count) as fine_q1_fen,
        min(fine_fen) filter (up_to_fine >= 0.5 * case_count) as fine_median_fen,
        min(fine_fen) filter (up_to_fine >= 0.75 * case_count) as fine_q3_fen,
        min(place) filter (up_to_place >= 0.25 * case_count) as place_q1,
        min(place) filter (up_to_place >= 0.75 * case_count) as place_q3
    from summed
    group by benchmark_no, party_scope, case_count
)

select
    benchmarks.violation_code,
    violations.violation_name,
    benchmarks.clause_no,
    grouped.party_scope,
    benchmarks.grade,
    benchmarks.effective_from,
    benchmarks.benchmark_id,
    grouped.case_count,
    grouped.unit_count,
    case when case_count >= $least and is_fixed then grouped.fine_median_fen end as fine_median_fen,
    case when case_count >= $least and is_fixed then grouped.fine_q1_fen end as fine_q1_fen,
    case when case_count >= $least and is_fixed then grouped.fine_q3_fen end as fine_q3_fen,
    case when case_count >= $least then (place_q3 - place_q1)::decimal(9, 3) end as spread,
    case when case_count >= $least then struct_pack(num := floor_count, den := case_count) end as at_floor,
    case when case_count >= $least then struct_pack(num := middle_count, den := case_count) end as at_middle,
    case when case_count >= $least then struct_pack(num := ceiling_count, den := case_count) end as at_ceiling,
    case when case_count >= $least then struct_pack(num := outside_count, den := case_count) end as outside,
    grouped.benchmark_no
from grouped
inner join benchmarks on grouped.benchmark_no = benchmarks.benchmark_no
left join violations on benchmarks.violation_code = violations.violation_code
order by grouped.case_count desc, grouped.benchmark_no asc, grouped.party_scope asc
