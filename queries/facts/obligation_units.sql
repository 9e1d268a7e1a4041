/*
title = "义务由谁承担"
purpose = "每项义务有哪几行：牵头单位一行，或者每个责任单位一行，或者全局一行。"
grain = "一个方案一项义务一个单位一行"
source = "各年方案规则文件"
reads = ["obligations", "unit_names", "unit_sets", "responsible_units"]
notes = ["方案写明由哪些单位承担的，一批单位的写法按单位名册展开；没有写的是全部责任单位。"]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
unit = "单位"
*/
with named as (
    select
        obligations.plan_year,
        obligations.obligation_id,
        unnest(obligations.bearers) as written
    from obligations
    where obligations.unit_rule = 'responsible'
)

select
    obligations.plan_year,
    obligations.obligation_id,
    case
        when obligations.unit_rule = 'lead' then coalesce(unit_names.unit, obligations.lead_unit, '未明确')
        else '全局'
    end as unit
from obligations left join unit_names on obligations.lead_unit = unit_names.written
where obligations.unit_rule in ('lead', 'bureau')
union
select
    obligations.plan_year,
    obligations.obligation_id,
    responsible_units.unit
from obligations cross join responsible_units
where obligations.unit_rule = 'responsible' and obligations.bearers is null
union
select
    named.plan_year,
    named.obligation_id,
    coalesce(unit_sets.unit, unit_names.unit, named.written)
from named
left join unit_sets on named.written = unit_sets.written
left join unit_names on named.written = unit_names.written
order by all
