/*
title = "义务算在谁名下"
purpose = "每项义务，哪个单位的台账行算在哪个承担单位名下。"
grain = "一个方案一项义务一个承担单位，一个台账里的单位一行；不分单位的义务只有一行，台账里的单位写空串"
source = "各年方案规则文件"
reads = ["obligations", "obligation_units", "unit_bearers"]
notes = [
    "牵头的义务由牵头单位一行承担，各单位的行都算在这一行；任务台账只认牵头单位自己报的。",
    "中队等下级单位的行，算在它的责任单位名下；有期限的义务，任务台账和总结只认责任单位自己报的。",
]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
unit = "单位"
told_unit = "台账里的单位"
*/
with bearing as (
    select
        unit,
        bearer
    from unit_bearers
    union
    select
        unit,
        unit
    from obligation_units
)

select
    obligations.plan_year,
    obligations.obligation_id,
    obligation_units.unit,
    coalesce(told.unit, '') as told_unit
from obligations
inner join obligation_units
    on
        obligations.plan_year = obligation_units.plan_year
        and obligations.obligation_id = obligation_units.obligation_id
left join bearing as told on obligations.unit_rule = 'responsible' and obligation_units.unit = told.bearer
order by all
