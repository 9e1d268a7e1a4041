/*
title = "每天的发现和检查"
purpose = "每天有多少次检查，各违法行为有多少案件和检查发现、多少有效投诉：效果由它按段数出。"
grain = "一天的一种违法行为一行；违法行为为空的一行是那天的全部检查"
reads = ["violation_occurrences", "inspections"]
notes = ["没有日期的不在其中。"]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
happened_on = "日期"
violation_code = "违法行为代码"
found_count = {title = "案件和检查发现", unit = "次"}
complaint_count = {title = "有效投诉", unit = "件"}
all_inspected_count = {title = "全部检查", unit = "次"}
*/
select
    happened_on,
    violation_code,
    count(*) filter (event_kind != '投诉') as found_count,
    count(*) filter (event_kind = '投诉') as complaint_count,
    0 as all_inspected_count
from violation_occurrences
where happened_on <= $as_of
group by happened_on, violation_code
union all
select
    inspected_on,
    null,
    0,
    0,
    count(*)
from inspections
where inspected_on <= $as_of
group by inspected_on
order by happened_on, violation_code nulls first
