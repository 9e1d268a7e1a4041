/*
title = "单位名单"
purpose = "本局各单位，供筛选和填报时选择。"
grain = "一个单位一行"
reads = ["units"]
notes = ["按局内排序；没有登记的单位排在后面。"]
[columns]
unit = "单位"
unit_kind = "单位类别"
is_responsible = "责任单位"
in_register = "在名册中"
*/
select
    unit,
    unit_kind,
    is_responsible,
    in_register
from units
order by sort_order nulls last, unit
