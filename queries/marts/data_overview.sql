/*
title = "家底"
purpose = "一段时间里有多少案件、检查和投诉，罚了多少钱。"
grain = "只有一行"
reads = ["cases", "inspections", "complaints"]
notes = [
    "案件按发生日（决定日期，没有的取立案、发现、违法日期）计入时段；检查按检查日期，投诉按受理日期。",
    "简易程序当场决定，多半没有立案日期；所以案件数比「案件走到哪一步」的已立案多。",
    "罚款合计只含已作决定的案件，金额不明的不计。起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
from_on = "从"
to_on = "到"
case_count = {title = "案件", unit = "件"}
unfiled_case_count = {title = "没有立案日期的案件", unit = "件"}
unfiled_simple_count = {title = "其中简易程序", unit = "件"}
former_filed_count = {title = "以前立案的案件", unit = "件"}
later_decided_count = {title = "立案在内而发生日在外的案件", unit = "件"}
undated_case_count = {title = "没有日期的案件", unit = "件"}
fine_fen = {title = "罚款合计", unit = "分"}
unknown_fine_count = {title = "罚款金额不明的案件", unit = "件"}
inspection_count = {title = "检查", unit = "次"}
complaint_count = {title = "投诉举报", unit = "件"}
*/
with span as (
    select
        coalesce($from_on, date_trunc('year', $as_of)::date) as from_on,
        coalesce($to_on, $as_of) as to_on
),

counted_cases as (
    select
        count(*) filter (where event_on between from_on and to_on) as case_count,
        count(*) filter (where event_on between from_on and to_on and filed_on is null) as unfiled_case_count,
        count(*) filter (
            where event_on between from_on and to_on and filed_on is null and procedure = '简易程序'
        ) as unfiled_simple_count,
        count(*) filter (where event_on between from_on and to_on and filed_on < from_on) as former_filed_count,
        count(*) filter (
            where filed_on between from_on and to_on and (event_on between from_on and to_on) is not true
        ) as later_decided_count,
        count(record_key) filter (where event_on is null) as undated_case_count,
        coalesce(
            sum(fine_fen) filter (where outcome = '处罚' and event_on between from_on and to_on), 0
        )::bigint as fine_fen,
        count(*) filter (
            where outcome = '处罚' and fine_fen is null and event_on between from_on and to_on
        ) as unknown_fine_count
    from span left join cases on true
),

counted_inspections as (
    select count(*) filter (where inspected_on between from_on and to_on) as inspection_count
    from span left join inspections on true
),

counted_complaints as (
    select count(*) filter (where accepted_on between from_on and to_on) as complaint_count
    from span left join complaints on true
)

select
    from_on,
    to_on,
    case_count,
    unfiled_case_count,
    unfiled_simple_count,
    former_filed_count,
    later_decided_count,
    undated_case_count,
    fine_fen,
    unknown_fine_count,
    inspection_count,
    complaint_count
from span, counted_cases, counted_inspections, counted_complaints
order by from_on
