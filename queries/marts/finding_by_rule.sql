/*
title = "各规则的线索"
purpose = "每条办案规则找出多少线索：确定的、存疑的，还有多少件无法核查。"
grain = "一条规则一行"
source = "各条规则写明的条款"
reads = ["rule_findings", "rule_unchecked", "check_rules"]
notes = ["线索按发生的日期进入时段，没有日期的都在。", "无法核查的不是合格，也不是违规。"]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
code = "规则"
title = "规则名称"
article = "依据条款"
level = "重要程度"
sure_count = {title = "确定", unit = "条"}
doubtful_count = {title = "存疑", unit = "条"}
unchecked_count = {title = "无法核查", unit = "件"}
unit_count = {title = "涉及单位", unit = "个"}
*/
with found as (
    select
        code,
        count(*) filter (where certainty = '确定') as sure_count,
        count(*) filter (where certainty = '存疑') as doubtful_count,
        count(distinct unit) as unit_count
    from rule_findings
    where
        coalesce(occurred_on <= $as_of, true)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
        and ($from_on is null or coalesce(occurred_on >= $from_on, true))
        and ($to_on is null or coalesce(occurred_on <= $to_on, true))
    group by code
),

missed as (
    select
        code,
        sum(record_count)::bigint as unchecked_count
    from rule_unchecked
    where
        coalesce(occurred_on <= $as_of, true)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
        and ($from_on is null or coalesce(occurred_on >= $from_on, true))
        and ($to_on is null or coalesce(occurred_on <= $to_on, true))
    group by code
)

select
    check_rules.code,
    check_rules.title,
    check_rules.article,
    check_rules.level,
    coalesce(found.sure_count, 0) as sure_count,
    coalesce(found.doubtful_count, 0) as doubtful_count,
    coalesce(missed.unchecked_count, 0) as unchecked_count,
    coalesce(found.unit_count, 0) as unit_count
from check_rules
left join found on check_rules.code = found.code
left join missed on check_rules.code = missed.code
order by sure_count + doubtful_count desc, unchecked_count desc, check_rules.code asc
