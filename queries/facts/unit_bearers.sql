/*
title = "由哪个责任单位承担"
purpose = "中队等下级单位的工作，算在哪个责任单位名下。"
grain = "一个单位一行；上面没有责任单位的不列"
reads = ["units", "responsible_units"]
notes = ["责任单位算自己；不是责任单位的，沿上级单位往上找，算在最近的责任单位名下。"]
[columns]
unit = "单位"
bearer = "责任单位"
*/
with recursive ancestors as (
    select
        unit,
        unit as ancestor,
        parent_unit,
        [unit] as path
    from units
    union all
    select
        ancestors.unit,
        units.unit,
        units.parent_unit,
        list_append(ancestors.path, units.unit)
    from ancestors inner join units on ancestors.parent_unit = units.unit
    where not list_contains(ancestors.path, units.unit)
)

select
    ancestors.unit,
    arg_min(ancestors.ancestor, len(ancestors.path)) as bearer
from ancestors inner join responsible_units on ancestors.ancestor = responsible_units.unit
group by ancestors.unit
order by ancestors.unit
