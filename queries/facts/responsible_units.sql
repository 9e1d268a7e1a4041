/*
title = "责任单位"
purpose = "方案里「各责任单位」指哪些单位。"
grain = "一个单位一行"
source = "舞城管〔2022〕40号"
reads = ["units"]
notes = ["取单位名册标明的责任单位；名册没有标的取名册里的全部单位；没有名册的取台账里出现的单位。"]
[columns]
unit = "单位"
sort_order = "排序"
*/
with ranked as (
    select
        unit,
        sort_order,
        case
            when is_responsible then 3
            when in_register then 2
            else 1
        end as standing
    from units
    qualify standing = max(standing) over ()
)

select
    unit,
    sort_order
from ranked
order by sort_order nulls last, unit
