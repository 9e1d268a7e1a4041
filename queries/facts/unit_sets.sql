/*
title = "指一批单位的写法"
purpose = "「机关各科室、局属各单位」这样的写法指哪些单位。"
grain = "一种写法一个单位一行"
source = "舞城管〔2022〕40号；单位名册"
reads = ["units", "responsible_units"]
notes = [
    "指全部的取责任单位；指机关股室、局属单位的取单位名册里这一类的责任单位；指全部中队的取名称是中队的责任单位。",
    "没有单位名册、或者名册没有写单位类别的，指哪几个单位不知道，不列。",
]
[params]
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
squad_name = {rule = "units.squad_name"}
[columns]
written = "写法"
unit = "单位"
*/
with writings as (
    select
        unnest($all_sets) as written,
        null as unit_kind
    union all
    select
        unnest($office_sets),
        '机关股室'
    union all
    select
        unnest($subordinate_sets),
        '局属单位'
)

select
    writings.written,
    units.unit
from writings
inner join units on writings.unit_kind is null or writings.unit_kind = units.unit_kind
inner join responsible_units on units.unit = responsible_units.unit
union all
select
    squads.written,
    responsible_units.unit
from (select unnest($squad_sets) as written) as squads
inner join responsible_units on ends_with(responsible_units.unit, $squad_name)
order by 1, 2
