/*
title = "双公示"
purpose = "各单位应公示的处罚和许可，公示了多少，其中几件在七个工作日内。"
grain = "一个责任单位一类一行，合计另列"
source = "发改办财金〔2018〕424号：决定之日起七个工作日内；不是方案的要求"
reads = ["disclosures", "unit_bearers", "units"]
notes = [
    "自然人、简易程序、只处警告或者通报批评的不计；是否应公示不明的另列，不算应公示。",
    "期限未到而还没有公示的另列，公示率和及时率都不算它。",
    "下级单位的算在它的责任单位名下；起止日期按决定日期，不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
unit = "单位"
ledger = "台账"
decided_count = {title = "已决定", unit = "件"}
excluded_count = {title = "不计的", unit = "件"}
published = "公示率"
on_time = "及时率"
late_count = {title = "超期公示", unit = "件"}
unpublished_count = {title = "没有公示", unit = "件"}
pending_count = {title = "未到期", unit = "件"}
unknown_count = {title = "说不清的", unit = "件"}
*/
with told as (
    select
        coalesce(unit_bearers.bearer, disclosures.unit, '未填单位') as unit,
        disclosures.ledger,
        disclosures.is_due,
        disclosures.due_on,
        disclosures.is_published,
        case when disclosures.published_on <= $as_of then disclosures.published_on end as published_on,
        disclosures.published_on is null and disclosures.is_published as is_undated
    from disclosures left join unit_bearers on disclosures.unit = unit_bearers.unit
    where
        disclosures.decided_on
        between coalesce($from_on, date_trunc('year', $as_of)::date) and least(coalesce($to_on, $as_of), $as_of)
),

judged as (
    select
        unit,
        ledger,
        case
            when is_due is null or (is_due and is_published is null) then '说不清'
            when not is_due then '不计'
            when published_on <= due_on then '按期'
            when published_on is not null then '超期'
            when is_undated then '日期不明'
            when due_on >= $as_of then '未到期'
            else '没有'
        end as state
    from told
),

counted as (
    select
        coalesce(unit, '合计') as unit,
        ledger,
        grouping(unit) = 1 as is_total,
        count(*) as decided_count,
        count(*) filter (where state = '不计') as excluded_count,
        {
            'num': count(*) filter (where state in ('按期', '超期', '日期不明')),
            'den': count(*) filter (where state in ('按期', '超期', '日期不明', '没有'))
        } as published,
        {
            'num': count(*) filter (where state = '按期'),
            'den': count(*) filter (where state in ('按期', '超期', '没有'))
        } as on_time,
        count(*) filter (where state = '超期') as late_count,
        count(*) filter (where state = '没有') as unpublished_count,
        count(*) filter (where state = '未到期') as pending_count,
        count(*) filter (where state = '说不清') as unknown_count
    from judged
    group by grouping sets ((unit, ledger), (ledger))
)

select counted.* exclude (is_total)
from counted
left join units on counted.unit = units.unit
order by counted.is_total desc, counted.ledger asc, units.sort_order asc nulls last, counted.unit asc
