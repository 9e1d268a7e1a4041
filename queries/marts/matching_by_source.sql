/*
title = "对应到违法行为的占比"
purpose = "案件、检查、投诉、指导各有多少对应到了违法行为目录，靠什么对应上。"
grain = "一种来源一行"
reads = ["matched_records"]
notes = [
    "分母不含由人确认不属于目录的；没有写文字的也算没有对应上。",
    "代码、名称、条文一字不差才算；说法只指一种、没有说别的才算；其余等人确认，从不按相似认定。",
]
[params]
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
event_kind = "类别"
matched = "对应到目录"
coded_count = {title = "按代码", unit = "条"}
named_count = {title = "按名称", unit = "条"}
cited_count = {title = "按条文", unit = "条"}
confirmed_count = {title = "按人的确认", unit = "条"}
worded_count = {title = "按说法", unit = "条"}
unmatched_count = {title = "未对应", unit = "条"}
blank_count = {title = "没有写", unit = "条"}
outside_count = {title = "不属于目录", unit = "条"}
*/
select
    event_kind,
    {
        num: count(violation_code),
        den: nullif(count(*) filter (match_how != '不属于目录'), 0)
    } as matched,
    count(*) filter (match_how = '代码') as coded_count,
    count(*) filter (match_how = '名称') as named_count,
    count(*) filter (match_how = '条文') as cited_count,
    count(*) filter (match_how = '确认') as confirmed_count,
    count(*) filter (match_how = '说法') as worded_count,
    count(*) filter (match_how = '未对应') as unmatched_count,
    count(*) filter (match_how = '没有写') as blank_count,
    count(*) filter (match_how = '不属于目录') as outside_count
from matched_records
where ($from_on is null or happened_on >= $from_on) and ($to_on is null or happened_on <= $to_on)
group by event_kind
order by list_position(['案件', '检查', '投诉', '指导'], event_kind)
