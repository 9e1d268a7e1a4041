/*
title = "送达期限"
purpose = "决定到送达：哪天届满。"
grain = "一件处罚案件一行"
source = "行政处罚法第六十一条、第八十五条：七日为工作日"
stored = false
reads = ["case_course", "legal_days", "rule"]
notes = ["简易程序没有填送达日期的，视为当场交付，不在其中。"]
[columns]
record_key = "记录编号"
unit = "承办单位"
event_on = "发生日"
decided_on = "处罚决定日期"
served_on = "送达日期"
service_method = "送达方式"
paid_on = "缴纳日期"
closed_on = "结案日期"
due_on = "期限届满日"
is_estimated = "暂估"
workdays_used = {title = "用时", unit = "工作日"}
is_served_blank = "送达日期空着"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with settings as (
    select max(value)::integer as service_workdays
    from rule
    where name = 'procedure.service_workdays'
)

select
    case_course.record_key,
    case_course.unit,
    case_course.event_on,
    case_course.decided_on,
    case_course.served_on,
    case_course.service_method,
    case_course.paid_on,
    case_course.closed_on,
    last_days.day as due_on,
    last_days.is_estimated,
    service_days.workday_no - decision_days.workday_no as workdays_used,
    case_course.is_served_blank,
    case_course.batch_id,
    case_course.sheet_no,
    case_course.row_no
from case_course
cross join settings
left join legal_days as decision_days on case_course.decided_on = decision_days.day
left join legal_days as service_days on case_course.served_on = service_days.day
left join legal_days as last_days
    on decision_days.workday_no + settings.service_workdays = last_days.workday_no and last_days.is_workday
where
    case_course.outcome = '处罚'
    and (case_course.procedure is distinct from '简易程序' or case_course.served_on is not null)
