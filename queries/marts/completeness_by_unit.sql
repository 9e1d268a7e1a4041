/*
title = "数据报送情况"
purpose = "每个单位每种台账每个月报了多少条；空着就是没有报。"
grain = "一个单位一种台账一个月一行"
reads = ["responsible_units", "units", "ledger_field", "batch", "cases", "inspections", "complaints", "guidances",
    "mediations", "coercions", "publicity", "permits", "trainings"]
notes = [
    "月份取发生日所在月；没有日期的列在「日期不明」。",
    "没有报不等于没有发生，也不等于没有做。",
    "列出全部责任单位和报过数的单位（中队各列一行），没有写单位的列在「未填单位」。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
unit = {type = "text", title = "单位"}
ledger = {type = "text", title = "台账"}
[columns]
unit = "单位"
ledger = "台账代号"
ledger_label = "台账"
month = "月份"
row_count = {title = "条数", unit = "条"}
latest_loaded_at = "最近入库"
*/
with reported as (
    select
        'penalty_case' as ledger,
        unit,
        event_month as month,
        batch_id
    from cases
    union all
    select
        'inspection',
        unit,
        strftime(inspected_on, '%Y-%m'),
        batch_id
    from inspections
    union all
    select
        'complaint',
        unit,
        accepted_month,
        batch_id
    from complaints
    union all
    select
        'guidance',
        unit,
        guided_month,
        batch_id
    from guidances
    union all
    select
        'mediation',
        unit,
        strftime(accepted_on, '%Y-%m'),
        batch_id
    from mediations
    union all
    select
        'coercion',
        unit,
        strftime(started_on, '%Y-%m'),
        batch_id
    from coercions
    union all
    select
        'penalty_publicity',
        unit,
        strftime(decided_on, '%Y-%m'),
        batch_id
    from publicity
    union all
    select
        'permit_publicity',
        unit,
        strftime(decided_on, '%Y-%m'),
        batch_id
    from permits
    union all
    select
        'training',
        unnest(case when len(host_units) > 0 then host_units else [null] end),
        held_month,
        batch_id
    from trainings
),

counted as (
    select
        coalesce(reported.unit, '未填单位') as unit,
        reported.ledger,
        coalesce(reported.month, '日期不明') as month,
        count(*) as row_count,
        max(in_china(batch.loaded_at)) as latest_loaded_at
    from reported inner join batch on reported.batch_id = batch.batch_id
    group by all
),

months as (
    select strftime(unnest(generate_series(
        date_trunc('month', coalesce($from_on, date_trunc('year', $as_of)::date)),
        date_trunc('month', coalesce($to_on, $as_of)),
        interval 1 month
    )), '%Y-%m') as month
),

labels as (
    select
        ledger,
        any_value(ledger_label) as ledger_label
    from ledger_field
    where
        ledger in (
            'penalty_case', 'inspection', 'complaint', 'guidance', 'mediation', 'coercion', 'penalty_publicity',
            'permit_publicity', 'training'
        )
    group by ledger
),

in_span as (
    select counted.*
    from counted
    where counted.month = '日期不明' or counted.month in (select months.month from months)
),

reporting as (
    select responsible_units.unit
    from responsible_units
    union
    select in_span.unit
    from in_span
    where in_span.unit <> '未填单位'
),

asked as (
    select
        reporting.unit,
        labels.ledger,
        months.month
    from reporting
    cross join labels
    cross join months
    union
    select
        in_span.unit,
        in_span.ledger,
        in_span.month
    from in_span
)

select
    asked.unit,
    asked.ledger,
    labels.ledger_label,
    asked.month,
    counted.row_count,
    counted.latest_loaded_at
from asked
inner join labels on asked.ledger = labels.ledger
left join counted on asked.unit = counted.unit and asked.ledger = counted.ledger and asked.month = counted.month
left join units on asked.unit = units.unit
where
    ($unit is null or asked.unit = $unit)
    and ($ledger is null or asked.ledger = $ledger)
order by units.sort_order nulls last, asked.unit, asked.ledger, asked.month
