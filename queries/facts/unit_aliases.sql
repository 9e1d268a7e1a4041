/*
title = "单位别称"
purpose = "每个单位有哪些写法。"
grain = "一种写法一行"
reads = ["unit_names"]
[columns]
alias = "别称"
unit = "单位"
*/
select
    written as alias,
    unit
from unit_names
order by unit, alias
