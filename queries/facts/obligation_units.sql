/*
title = "义务由谁承担"
purpose = "每项义务有哪几行：牵头单位一行，或者每个责任单位一行，或者全局一行。"
grain = "一项义务一个单位一行"
source = "舞城管〔2022〕40号"
reads = ["obligation", "unit_names", "units"]
notes = ["责任单位取单位名册；名册没有标责任单位的取名册里的全部单位；没有名册的取台账里出现的单位。"]
[columns]
obligation_id = "义务编号"
unit = "单位"
*/
with responsible as (
    select
        unit,
        case
            when is_responsible then 3
            when in_register then 2
            else 1
        end as standing
    from units
    qualify standing = max(standing) over ()
)

select
    obligation.obligation_id,
    case obligation.unit_rule
        when 'responsible' then responsible.unit
        when 'lead' then coalesce(unit_names.unit, obligation.lead_unit, '未明确')
        else '全局'
    end as unit
from obligation
left join unit_names on obligation.lead_unit = unit_names.written
left join responsible on obligation.unit_rule = 'responsible'
where obligation.unit_rule <> 'responsible' or responsible.unit is not null
order by obligation.obligation_id, unit
