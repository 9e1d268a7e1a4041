/*
title = "每天的发现和检查"
purpose = "每天各违法行为有多少检查发现、其他案件和有效投诉，有多少次检查是查它的：升降和效果由它按段数出。"
grain = "一天的一种违法行为一行；违法行为为空的是没有写明哪一种违法行为的检查"
reads = ["violation_occurrences", "inspections"]
notes = [
    "没有日期的不在其中。",
    "复查没有发现问题的不算一次检查：查的是已经发现的那一次。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
happened_on = "日期"
violation_code = "违法行为代码"
violation_name = "违法行为"
finding_count = {title = "检查发现", unit = "次"}
other_case_count = {title = "其他案件", unit = "件"}
complaint_count = {title = "有效投诉", unit = "件"}
looked_count = {title = "写明该行为的检查", unit = "次"}
clean_count = {title = "其中没有发现问题", unit = "次"}
*/
with days as (
    select
        happened_on,
        violation_code,
        any_value(violation_name) as violation_name,
        count(*) filter (counted = '检查发现') as finding_count,
        count(*) filter (counted = '其他案件') as other_case_count,
        count(*) filter (counted = '有效投诉') as complaint_count,
        0 as looked_count,
        0 as clean_count
    from violation_occurrences
    group by happened_on, violation_code
    union all
    select
        inspected_on,
        violation_code,
        any_value(violation_name),
        0,
        0,
        0,
        count(*) filter (check_form is distinct from '复查' or has_problem is distinct from false),
        count(*) filter (check_form is distinct from '复查' and not has_problem)
    from inspections
    group by inspected_on, violation_code
)

select
    happened_on,
    violation_code,
    any_value(violation_name) as violation_name,
    sum(finding_count)::bigint as finding_count,
    sum(other_case_count)::bigint as other_case_count,
    sum(complaint_count)::bigint as complaint_count,
    sum(looked_count)::bigint as looked_count,
    sum(clean_count)::bigint as clean_count
from days
where happened_on <= $as_of
group by happened_on, violation_code
order by happened_on, violation_code nulls first
