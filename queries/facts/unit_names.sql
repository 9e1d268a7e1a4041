/*
title = "单位写法对照"
purpose = "台账里每一种单位写法对应到哪个单位。"
grain = "一种写法一行"
reads = ["unit", "unit_alias_rule", "batch", "sheet", "unit_name_parts", "penalty_case", "inspection", "complaint",
    "training", "training_attendance", "annual_task", "pairing", "demo_site", "risk_list", "power_list", "officer",
    "campaign", "coercion", "spot_check", "penalty_publicity", "permit_publicity"]
notes = ["只认登记名称、单位名册的别名和方案固定的别称，忽略空格与全角半角；不按相似归并。", "没有登记的写法自成一个单位；任务、指导、调解、总结台账一格里写几个单位的，逐个算。"]
[columns]
written = "写法"
unit = "单位"
is_known = "已登记"
occurs = "有人这样写"
*/
with occurring_names as (
    select unit as written from penalty_case
    union
    select unit from inspection
    union
    select unit from complaint
    union
    select name from unit_name_parts
    union
    select unnest(regexp_split_to_array(host_unit, '[、，,；;/]')) from training
    union
    select unnest(units) from training
    union
    select unit from training_attendance
    union
    select unnest(support_units) from annual_task
    union
    select demo_unit from pairing
    union
    select target_unit from pairing
    union
    select unit from demo_site
    union
    select unit from risk_list
    union
    select unit from power_list
    union
    select unit from officer
    union
    select unnest(units) from campaign
    union
    select lead_unit from campaign
    union
    select unit from coercion
    union
    select unit from spot_check
    union
    select unit from penalty_publicity
    union
    select unit from permit_publicity
    union
    select unit from batch
    union
    select reporting_unit from sheet
    union
    select unit from unit
    union
    select parent_unit from unit
    union
    select unnest(aliases) from unit
),

-- The plan's names are known spellings, but a unit nobody writes down is not there.
written_names as (
    select
        written,
        bool_or(occurs) as occurs
    from (
        select
            written,
            true as occurs
        from occurring_names
        union all
        select
            unnest([alias, unit]),
            false
        from unit_alias_rule
    ) as spellings
    group by written
),

keyed as (
    select
        written,
        occurs,
        regexp_replace(folded(written), '[\x{00A0}\x{200B}-\x{200F}\x{2060}\x{FEFF}]', '', 'g') as name_key
    from written_names
    where written is not null
),

-- A name beats an alias, the bureau's own register beats the aliases of the plan.
known as (
    select
        unit as written,
        unit,
        1 as rank
    from unit
    union all
    select
        unnest(aliases),
        unit,
        2
    from unit
    union all
    select
        unit,
        unit,
        3
    from unit_alias_rule
    union all
    select
        alias,
        unit,
        4
    from unit_alias_rule
),

decided as (
    select
        keyed.name_key,
        arg_min(known.unit, (known.rank, known.unit)) as unit
    from known inner join keyed on known.written = keyed.written
    group by keyed.name_key
),

-- The plan's name of a unit may itself be an alias in the register: follow it once.
settled as (
    select
        decided.name_key,
        coalesce(again.unit, decided.unit) as unit
    from decided
    left join keyed on decided.unit = keyed.written
    left join decided as again on keyed.name_key = again.name_key
)

select
    keyed.written,
    coalesce(settled.unit, min(keyed.written) over (partition by keyed.name_key)) as unit,
    settled.unit is not null as is_known,
    keyed.occurs
from keyed left join settled on keyed.name_key = settled.name_key
