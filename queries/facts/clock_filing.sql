/*
title = "立案期限"
purpose = "发现违法线索到决定立案：哪天届满。"
grain = "一件不是简易程序而有发现日期的案件一行"
source = "住房和城乡建设行政处罚程序规定（住建部令第55号，2022年5月1日起施行）"
stored = false
reads = ["case_course", "legal_days", "rule"]
notes = ["规定没有写明工作日还是自然日，按设置。", "发现日没有这项规定的不在其中。"]
[columns]
record_key = "记录编号"
unit = "承办单位"
outcome = "办理结果"
procedure = "程序"
event_on = "发生日"
found_on = "发现日期"
filed_on = "立案日期"
order_due_on = "改正期限"
due_on = "期限届满日"
is_estimated = "暂估"
is_filed_blank = "立案日期空着"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with settings as (
    select
        max(value) filter (where name = 'procedure.filing_days')::integer as filing_days,
        max(valid_from) filter (where name = 'procedure.filing_days') as law_from,
        bool_or(words = 'True') filter (where name = 'procedure.filing_counts_workdays') as counts_workdays
    from rule
)

select
    case_course.record_key,
    case_course.unit,
    case_course.outcome,
    case_course.procedure,
    case_course.event_on,
    case_course.found_on,
    case_course.filed_on,
    case_course.order_due_on,
    case when settings.counts_workdays then workday_ends.day else last_days.ends_on end as due_on,
    case when settings.counts_workdays then workday_ends.is_estimated else last_days.is_estimated end as is_estimated,
    case_course.is_filed_blank,
    case_course.batch_id,
    case_course.sheet_no,
    case_course.row_no
from case_course
cross join settings
left join legal_days as first_days on case_course.found_on = first_days.day
left join legal_days as last_days on case_course.found_on + settings.filing_days = last_days.day
left join legal_days as workday_ends
    on first_days.workday_no + settings.filing_days = workday_ends.workday_no and workday_ends.is_workday
where case_course.procedure is distinct from '简易程序' and case_course.found_on >= settings.law_from
