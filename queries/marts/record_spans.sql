/*
title = "各台账记到哪一天"
purpose = "检查、案件和投诉最早、最晚的一条各在哪一天：再往后不是没有发生，是还没有登记。"
grain = "一种记录一行；一条也没有的不列"
reads = ["cases", "inspections", "complaints"]
notes = [
    "不论对应到哪一种违法行为、有没有发现问题、投诉是否有效，都算登记过。",
    "案件按发现日，没有的依次取立案、违法、决定日；统计截止日以后的不看。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
counted = "数的是"
first_on = "最早日期"
last_on = "最晚日期"
*/
with recorded as (
    select
        '检查发现' as counted,
        inspected_on as happened_on
    from inspections
    union all
    select
        '其他案件',
        coalesce(found_on, filed_on, act_on, event_on)
    from cases
    union all
    select
        '有效投诉',
        accepted_on
    from complaints
)

select
    counted,
    min(happened_on) as first_on,
    max(happened_on) as last_on
from recorded
where happened_on <= $as_of
group by counted
order by counted
