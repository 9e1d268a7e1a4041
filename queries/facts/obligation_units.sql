/*
title = "义务由谁承担"
purpose = "每项义务有哪几行：牵头单位一行，或者每个责任单位一行，或者全局一行。"
grain = "一项义务一个单位一行"
source = "舞城管〔2022〕40号"
reads = ["obligation", "unit_names", "responsible_units"]
[columns]
obligation_id = "义务编号"
unit = "单位"
*/
select
    obligation.obligation_id,
    case obligation.unit_rule
        when 'responsible' then responsible_units.unit
        when 'lead' then coalesce(unit_names.unit, obligation.lead_unit, '未明确')
        else '全局'
    end as unit
from obligation
left join unit_names on obligation.lead_unit = unit_names.written
left join responsible_units on obligation.unit_rule = 'responsible'
where obligation.unit_rule <> 'responsible' or responsible_units.unit is not null
order by obligation.obligation_id, unit
