/*
title = "一格里写的几个单位"
purpose = "「政策法规科、监察股」这样一格里写几个单位的，拆成一个一个名称。"
grain = "一种写法里一个名称一行"
reads = ["annual_task", "guidance", "mediation", "summary_report", "unit", "unit_alias_rule"]
notes = ["登记名称、别名本来就带顿号、斜杠的不拆；写了括号的不拆。"]
[params]
name_separators = {rule = "units.name_separators"}
[columns]
written = "写法"
name = "名称"
*/
with written_names as (
    select unit as written from annual_task
    union
    select lead_unit from annual_task
    union
    select unit from guidance
    union
    select unit from mediation
    union
    select unit from summary_report
),

known as (
    select unit as written from unit
    union
    select unnest(aliases) from unit
    union
    select unnest([alias, unit]) from unit_alias_rule
),

parted as (
    select
        written_names.written,
        unnest(case
            when known.written is not null or contains(folded(written_names.written), '(') then [written_names.written]
            else
                regexp_split_to_array(written_names.written, '[' || array_to_string($name_separators, '') || ']')
        end) as name
    from written_names left join known on folded(written_names.written) = folded(known.written)
    where written_names.written is not null
)

select distinct
    written,
    trim(name) as name
from parted
where trim(name) <> ''
order by all
