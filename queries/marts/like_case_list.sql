/*
title = "类案清单"
purpose = "一组类案逐件列出，由轻到重，写明每件比同组多少案件罚得重。"
grain = "一件案件一行"
source = "行政处罚法第五条、第三十四条"
reads = ["cases", "case_verdict"]
notes = [
    "百分位是同组中罚得更轻的件数加上一样重的一半，除以全部件数；件数不足的组不给。",
    "轻重按罚款在幅度中的位置比，幅度固定的就是按金额比。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
benchmark_no = {type = "int", title = "基准行号"}
party_scope = {type = "text", title = "按个人或单位"}
unit = {type = "text", title = "承办单位"}
least = {rule = "discretion.like_least_cases"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
case_no = "案号"
unit = "承办单位"
fine_fen = {title = "罚款金额", unit = "分"}
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
position = "在幅度中的位置"
percentile = {title = "百分位", unit = "%"}
verdict = "核查结果"
discretion_factors = {title = "裁量因素", free_text = true}
decided_on = "处罚决定日期"
record_key = "记录编号"
*/
with placed as (
    select
        *,
        case when high_fen > low_fen then (fine_fen - low_fen) / (high_fen - low_fen) else fine_fen - low_fen end
            as place
    from case_verdict
    where
        benchmark_no = $benchmark_no
        and party_scope is not distinct from $party_scope
        and fine_fen > 0
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
),

ranked as (
    select
        *,
        count(*) over () as case_count,
        rank() over (order by place) - 1 as lighter_count,
        count(*) over (partition by place) as same_count
    from placed
),

chosen as (
    select * from ranked
    where $unit is null or coalesce(unit, '未填单位') = $unit
    order by place, batch_id, sheet_no, row_no
    limit $row_limit offset $row_offset
)

select
    cases.case_no,
    chosen.unit,
    chosen.fine_fen,
    chosen.low_fen,
    chosen.high_fen,
    chosen.position,
    case
        when chosen.case_count >= $least
            then (100 * (chosen.lighter_count + 0.5 * chosen.same_count) / chosen.case_count)::decimal(4, 1)
    end as percentile,
    chosen.verdict,
    cases.discretion_factors,
    cases.decided_on,
    cases.record_key
from chosen
inner join cases
    on
        chosen.batch_id = cases.batch_id
        and chosen.sheet_no = cases.sheet_no
        and chosen.row_no = cases.row_no
order by chosen.place, chosen.batch_id, chosen.sheet_no, chosen.row_no
