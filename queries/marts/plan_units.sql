/*
title = "方案里的单位"
purpose = "每项义务的牵头、承担和配合单位：方案怎样写，对应到哪些单位。"
grain = "一项义务一种角色一个单位一行"
source = "统计截止日生效的方案；单位名册"
reads = ["obligations", "obligation_units", "unit_names", "unit_sets"]
notes = [
    "「机关各科室」这样的写法按单位名册展开；名册没有登记的写法，单位留空。",
    "原写法有「等」的没有列完，不能据此算应报单位。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
obligation_id = {type = "text", title = "义务编号"}
[columns]
obligation_id = "编号"
title = "义务"
role = "角色"
written = "写法"
unit = "单位"
is_open = "没有列完"
*/
with in_force as (
    select *
    from obligations
    where
        $as_of between in_force_from and in_force_to
        and ($obligation_id is null or obligation_id = $obligation_id)
),

written as (
    select
        obligation_id,
        title,
        '牵头' as role,
        lead_unit as written,
        false as is_open
    from in_force
    where lead_unit is not null
    union all
    select
        obligation_id,
        title,
        '配合',
        unnest(support_units),
        support_is_open
    from in_force
    union all
    select
        in_force.obligation_id,
        in_force.title,
        '承担',
        obligation_units.unit,
        false
    from in_force
    inner join obligation_units
        on
            in_force.plan_year = obligation_units.plan_year
            and in_force.obligation_id = obligation_units.obligation_id
)

select
    written.obligation_id,
    written.title,
    written.role,
    written.written,
    coalesce(unit_sets.unit, case when unit_names.is_known then unit_names.unit end) as unit,
    written.is_open
from written
left join unit_sets on written.written = unit_sets.written
left join unit_names on written.written = unit_names.written
order by written.obligation_id, written.role, written.written, unit
