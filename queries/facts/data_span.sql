/*
title = "数据起止"
purpose = "案件、检查、投诉和培训最早、最晚发生在哪一天。"
grain = "一行"
reads = ["cases", "inspections", "complaints", "training"]
notes = ["没有任何日期时两项都为空。"]
[columns]
first_on = "最早日期"
last_on = "最晚日期"
*/
with days as (
    select event_on as happened_on from cases
    union all
    select inspected_on as happened_on from inspections
    union all
    select accepted_on as happened_on from complaints
    union all
    select start_date as happened_on from training
)

select
    min(happened_on) as first_on,
    max(happened_on) as last_on
from days
