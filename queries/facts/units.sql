/*
title = "单位"
purpose = "本局的单位：单位名册登记的，加上台账里出现而没有登记的。"
grain = "一个单位一行"
reads = ["unit", "unit_names"]
notes = [
    "没有登记的单位照样列出，标为未登记，不算责任单位。",
    "「局属各单位」这样指一批单位的写法不是单位。",
    "上级单位也是局属单位的（大队下面的中队），并入上级；其他单位并入自己。",
]
[params]
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
[columns]
unit = "单位"
unit_kind = "单位类别"
parent_unit = "上级单位"
above_unit = "中队并入的单位"
is_responsible = "责任单位"
is_demo = "示范点"
area = "管辖区域"
sort_order = "排序"
in_register = "在名册中"
*/
with registered as (
    select
        unit_names.unit,
        unit.unit_kind,
        unit.is_responsible,
        unit.is_demo,
        unit.area,
        unit.sort_order,
        parents.unit as parent_unit
    from unit
    inner join unit_names on unit.unit = unit_names.written
    left join unit_names as parents on unit.parent_unit = parents.written
    qualify row_number() over (partition by unit_names.unit order by unit.batch_id, unit.sheet_no, unit.row_no) = 1
),

occurring as (
    select distinct unit
    from unit_names
    where occurs and not list_contains(list_concat($all_sets, $office_sets, $subordinate_sets, $squad_sets), unit)
)

select
    occurring.unit,
    registered.unit_kind,
    registered.parent_unit,
    case when above.unit_kind = '局属单位' then above.unit else occurring.unit end as above_unit,
    coalesce(registered.is_responsible, false) as is_responsible,
    coalesce(registered.is_demo, false) as is_demo,
    registered.area,
    registered.sort_order,
    registered.unit is not null as in_register
from occurring
left join registered on occurring.unit = registered.unit
left join registered as above on registered.parent_unit = above.unit
order by registered.sort_order nulls last, occurring.unit
