/*
title = "各单位的线索"
purpose = "每个单位有多少线索：确定的、存疑的，还有多少件无法核查。"
grain = "一个单位一行"
source = "各条规则写明的条款"
reads = ["rule_findings", "rule_unchecked", "units"]
notes = ["线索多少与案件多少有关，比较单位请看单位比较。", "没有线索的单位也列出。"]
[params]
as_of = {type = "date", title = "统计截止日"}
code = {type = "text", title = "规则"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
unit = "单位"
sure_count = {title = "确定", unit = "条"}
doubtful_count = {title = "存疑", unit = "条"}
unchecked_count = {title = "无法核查", unit = "件"}
rule_count = {title = "涉及规则", unit = "条"}
*/
with found as (
    select
        coalesce(unit, '未填单位') as unit,
        count(*) filter (where certainty = '确定') as sure_count,
        count(*) filter (where certainty = '存疑') as doubtful_count,
        count(distinct code) as rule_count
    from rule_findings
    where
        coalesce(occurred_on <= $as_of, true)
        and ($code is null or code = $code)
        and ($from_on is null or coalesce(occurred_on >= $from_on, true))
        and ($to_on is null or coalesce(occurred_on <= $to_on, true))
    group by coalesce(unit, '未填单位')
),

missed as (
    select
        coalesce(unit, '未填单位') as unit,
        sum(record_count)::bigint as unchecked_count
    from rule_unchecked
    where
        coalesce(occurred_on <= $as_of, true)
        and ($code is null or code = $code)
        and ($from_on is null or coalesce(occurred_on >= $from_on, true))
        and ($to_on is null or coalesce(occurred_on <= $to_on, true))
    group by coalesce(unit, '未填单位')
),

named as (
    select unit from units
    union
    select unit from found
    union
    select unit from missed
)

select
    named.unit,
    coalesce(found.sure_count, 0) as sure_count,
    coalesce(found.doubtful_count, 0) as doubtful_count,
    coalesce(missed.unchecked_count, 0) as unchecked_count,
    coalesce(found.rule_count, 0) as rule_count
from named
left join found on named.unit = found.unit
left join missed on named.unit = missed.unit
order by sure_count + doubtful_count desc, unchecked_count desc, named.unit asc
