/*
title = "期间的末日"
purpose = "每一天按自然日计的期间在这天届满时，实际到哪天；以及到这天为止的工作日数。"
grain = "一天一行"
source = "行政处罚法第八十五条；末日是节假日的顺延为设置"
reads = ["calendar_day"]
notes = ["节假日没有公布的年份，按周一至周五暂估。"]
[params]
roll_over = {rule = "procedure.roll_over"}
[columns]
day = "日期"
workday_no = "工作日序号"
is_workday = "工作日"
is_estimated = "暂估"
ends_on = "期间届满日"
*/
select
    calendar_day.day,
    calendar_day.workday_no,
    calendar_day.is_workday,
    calendar_day.is_estimated,
    case when calendar_day.is_workday or not $roll_over then calendar_day.day else next_workday.day end as ends_on
from calendar_day
left join calendar_day as next_workday
    on calendar_day.workday_no + 1 = next_workday.workday_no and next_workday.is_workday
order by calendar_day.day
