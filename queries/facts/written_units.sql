/*
title = "一格里的写法指哪些单位"
purpose = "任务、指导、调解、总结台账的单位一格写的是哪一个、哪几个单位，或者一批单位。"
grain = "一种写法一行"
reads = ["unit_name_parts", "unit_names", "unit_sets"]
notes = ["指一批单位而单位名册说不清是哪几个的，单位为空。"]
[params]
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
[columns]
written = "写法"
units = "单位"
is_set = "指一批单位"
*/
with sets as (
    select unnest(list_concat($all_sets, $office_sets, $subordinate_sets, $squad_sets)) as written
),

named as (
    select
        unit_name_parts.written,
        sets.written is not null as is_set,
        case when sets.written is null then unit_names.unit else unit_sets.unit end as unit
    from unit_name_parts
    left join sets on unit_name_parts.name = sets.written
    left join unit_sets on unit_name_parts.name = unit_sets.written
    left join unit_names on unit_name_parts.name = unit_names.written
)

select
    written,
    coalesce(list(distinct unit order by unit) filter (where unit is not null), []) as units,
    bool_or(is_set) as is_set
from named
group by written
order by written
