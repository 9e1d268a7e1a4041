/*
title = "结果相差大的类案"
purpose = "一组类案里情况最相近而罚款相差最大的两件，两边的理由并排；最值得比的在前。"
grain = "两件案件一行"
source = "行政处罚法第五条、第三十四条；国办发〔2022〕27号（类案不同罚）"
reads = ["cases", "case_verdict"]
notes = [
    "同组已是违法行为、条款、当事人、档次和基准版本都相同；再比程序、行业、街道、来源、改正情况、危害后果、减轻和从重理由。",
    "登记的情况每有一项不同、日期相隔越远，排名越后，没有登记的少算一些；罚款倍数越大，排名越前。罚款先除以幅度上限再比；没有罚款的不在其中。",
    "只排名次，不数有多少对；相差有没有道理，由人看案卷。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
benchmark_no = {type = "int", title = "基准行号"}
party_scope = {type = "text", title = "按个人或单位"}
extremes = {rule = "discretion.like_extremes"}
unrecorded_weight = {rule = "discretion.like_unrecorded_weight"}
difference_weight = {rule = "discretion.like_difference_weight"}
days_apart = {rule = "discretion.like_days_apart"}
row_limit = {type = "int", title = "最多行数", default = 20}
[columns]
rank = "名次"
light_case_no = "较轻的案号"
light_unit = "较轻的单位"
light_fine_fen = {title = "较轻的罚款", unit = "分"}
light_reason = {title = "较轻的理由", free_text = true}
heavy_case_no = "较重的案号"
heavy_unit = "较重的单位"
heavy_fine_fen = {title = "较重的罚款", unit = "分"}
heavy_reason = {title = "较重的理由", free_text = true}
times = {title = "相差倍数", unit = "倍"}
differing = "登记的不同"
days_between = {title = "相隔", unit = "天"}
light_record_key = "较轻的记录编号"
heavy_record_key = "较重的记录编号"
*/
with placed as (
    select
        batch_id,
        sheet_no,
        row_no,
        unit,
        event_on,
        fine_fen,
        fine_fen / high_fen as weight,
        row_number() over (order by fine_fen / high_fen, batch_id, sheet_no, row_no) as from_light,
        row_number() over (order by fine_fen / high_fen desc, batch_id asc, sheet_no asc, row_no asc) as from_heavy
    from case_verdict
    where
        benchmark_no = $benchmark_no
        and party_scope is not distinct from $party_scope
        and fine_fen > 0
        and high_fen > 0
        and event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
),

-- Found by their places in the table, so that only those few rows are read whole.
located as (
    select
        placed.*,
        cases.rowid as case_place
    from placed
    inner join cases
        on
            placed.batch_id = cases.batch_id
            and placed.sheet_no = cases.sheet_no
            and placed.row_no = cases.row_no
    where placed.from_light <= $extremes or placed.from_heavy <= $extremes
),

extreme as (
    select
        placed.unit,
        placed.event_on,
        placed.fine_fen,
        placed.weight,
        placed.from_light <= $extremes as is_light,
        placed.from_heavy <= $extremes as is_heavy,
        cases.record_key,
        cases.case_no,
        cases.discretion_factors,
        cases.procedure,
        cases.trade,
        cases.street,
        cases.source_kind,
        cases.corrected,
        cases.harm,
        cases.is_mitigated,
        cases.is_aggravated
    from located as placed
    inner join cases on placed.case_place = cases.rowid
),

-- A circumstance that differs counts whole, one that is not recorded in part.
paired as (
    select
        light.record_key,
        heavy.record_key as heavy_record_key,
        heavy.weight / light.weight as times,
        abs(light.event_on - heavy.event_on) as days_between,
        (
            coalesce((light.procedure != heavy.procedure)::integer, $unrecorded_weight)
            + coalesce((light.trade != heavy.trade)::integer, $unrecorded_weight)
            + coalesce((light.street != heavy.street)::integer, $unrecorded_weight)
            + coalesce((light.source_kind != heavy.source_kind)::integer, $unrecorded_weight)
            + coalesce((light.corrected != heavy.corrected)::integer, $unrecorded_weight)
            + coalesce((light.harm != heavy.harm)::integer, $unrecorded_weight)
            + coalesce((light.is_mitigated != heavy.is_mitigated)::integer, $unrecorded_weight)
            + coalesce((light.is_aggravated != heavy.is_aggravated)::integer, $unrecorded_weight)
        ) as difference
    from extreme as light
    inner join extreme as heavy on light.weight < heavy.weight
    where light.is_light and heavy.is_heavy
),

ranked as (
    select
        *,
        row_number() over (
            order by
                ln(times) / (1 + $difference_weight * difference + days_between / $days_apart) desc,
                record_key asc,
                heavy_record_key asc
        ) as rank
    from paired
    qualify rank <= $row_limit
)

select
    ranked.rank,
    light.case_no as light_case_no,
    light.unit as light_unit,
    light.fine_fen as light_fine_fen,
    light.discretion_factors as light_reason,
    heavy.case_no as heavy_case_no,
    heavy.unit as heavy_unit,
    heavy.fine_fen as heavy_fine_fen,
    heavy.discretion_factors as heavy_reason,
    ranked.times::decimal(12, 1) as times,
    list_filter(
        [
            case when light.procedure != heavy.procedure then '程序' end,
            case when light.trade != heavy.trade then '行业' end,
            case when light.street != heavy.street then '街道' end,
            case when light.source_kind != heavy.source_kind then '案件来源' end,
            case when light.corrected != heavy.corrected then '改正情况' end,
            case when light.harm != heavy.harm then '危害后果' end,
            case when light.is_mitigated != heavy.is_mitigated then '减轻理由' end,
            case when light.is_aggravated != heavy.is_aggravated then '从重理由' end
        ],
        lambda named: named is not null
    ) as differing,
    ranked.days_between,
    ranked.record_key as light_record_key,
    ranked.heavy_record_key
from ranked
inner join extreme as light on ranked.record_key = light.record_key
inner join extreme as heavy on ranked.heavy_record_key = heavy.record_key
order by ranked.rank
