/*
title = "已命名的示范点单位"
purpose = "哪些单位是示范点，哪天命名的。"
grain = "一个示范点单位一行"
source = "舞城管〔2022〕40号三（五）2：已命名的示范点单位要主动与非示范点单位结对"
stored = false
reads = ["units", "demo_sites"]
notes = ["取单位名册标明的，和示范点台账里已经命名的；只写到月的取当月最后一天。"]
[columns]
unit = "示范点单位"
named_on = "命名日期"
*/
select
    unit,
    min(named_on) as named_on
from (
    select
        unit,
        null::date as named_on
    from units
    where is_demo
    union all
    select
        unit,
        coalesce(named_on, last_day(strptime(named_month, '%Y-%m')::date))
    from demo_sites
    where named_on is not null or named_month is not null or result = '已命名'
) as named
where unit is not null
group by unit
