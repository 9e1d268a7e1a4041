/*
title = "总结报送"
purpose = "每个责任单位的总结报了没有、晚几天、四类内容和视频图片缺哪些，还没有报的什么时候提醒。"
grain = "一个责任单位一行"
source = "舞城管〔2022〕40号四（三）：12月25日前报送，包括做法、培训、创新举措、示范成效等相关视频图片资料"
reads = ["obligations", "obligation_units", "summary_reports", "tasks", "calendar_day"]
notes = [
    "取统计截止日生效的方案；“前”含当日，不因休息日顺延。",
    "从期限前第五个工作日起提醒还没有报的单位，期限当日不算在五个里。",
    "报送几次的取最早一次算晚不晚，内容取各次合起来的；没有写有没有的内容不算缺。",
    "只算方案这一年度的年度总结，往年的、半年的不算。",
    "报送登记里没有、任务台账报已完成的，另外写明。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
is_sent = {type = "bool", title = "已报"}
workdays_ahead = {type = "int", rule = "progress.reminder_workdays", title = "提前几个工作日提醒"}
[columns]
unit = "单位"
due_on = "完成时限"
remind_on = "提醒日"
is_sent = "已报"
submitted_on = "报送日期"
days_overdue = {title = "超期天数", unit = "天"}
missing_contents = "缺少的内容"
media_count = {title = "视频图片份数", unit = "份"}
remark = "说明"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with owed as (
    select
        obligations.plan_year,
        obligations.obligation_id,
        obligations.due_on,
        obligation_units.unit,
        days.remind_on
    from obligations
    inner join obligation_units
        on
            obligations.plan_year = obligation_units.plan_year
            and obligations.obligation_id = obligation_units.obligation_id
    left join (
        select
            eves.day + 1 as due_on,
            min(earlier.day) as remind_on
        from calendar_day as eves
        inner join calendar_day as earlier
            on earlier.is_workday and earlier.workday_no = eves.workday_no - $workdays_ahead + 1
        group by eves.day
    ) as days on obligations.due_on = days.due_on
    where obligations.measure = 'summaries' and $as_of between obligations.in_force_from and obligations.in_force_to
),

sent as (
    select
        summary_reports.unit,
        min(summary_reports.submitted_on) as submitted_on,
        count(*) as report_count,
        flatten(list(summary_reports.missing_contents)) as missing,
        max(summary_reports.media_count) as media_count,
        arg_min(
            {
                'record_key': summary_reports.record_key, 'batch_id': summary_reports.batch_id,
                'file': summary_reports.file, 'sheet': summary_reports.sheet, 'sheet_no': summary_reports.sheet_no,
                'row': summary_reports.row_no
            },
            (
                coalesce(summary_reports.submitted_on, date '9999-12-31'), summary_reports.batch_id,
                summary_reports.row_no
            )
        ) as place
    from summary_reports
    where
        coalesce(summary_reports.submitted_on, $as_of) <= $as_of
        and summary_reports.plan_year in (select owed.plan_year from owed)
    group by summary_reports.unit
),

claimed as (
    select
        owed.plan_year,
        owed.obligation_id,
        owed.unit,
        bool_or(tasks.is_reported_done) as is_reported_done
    from owed
    inner join tasks
        on
            owed.plan_year = tasks.plan_year and owed.obligation_id = tasks.obligation_id
            and list_contains(tasks.units, owed.unit)
    where coalesce(least(tasks.done_on, tasks.updated_on), $as_of) <= $as_of
    group by owed.plan_year, owed.obligation_id, owed.unit
),

held as (
    select
        owed.unit,
        owed.due_on,
        owed.remind_on,
        sent.unit is not null as is_sent,
        sent.submitted_on,
        case
            when sent.submitted_on > owed.due_on then date_diff('day', owed.due_on, sent.submitted_on)
            when sent.unit is null and $as_of > owed.due_on then date_diff('day', owed.due_on, $as_of)
        end as days_overdue,
        -- What one of several reports holds is not missing.
        list_sort(list_filter(
            list_distinct(sent.missing),
            lambda content: len(list_filter(sent.missing, lambda other: other = content)) = sent.report_count
        )) as missing_contents,
        sent.media_count,
        coalesce(claimed.is_reported_done, false) as is_reported_done,
        sent.place
    from owed
    left join sent on owed.unit = sent.unit
    left join claimed
        on
            owed.plan_year = claimed.plan_year and owed.obligation_id = claimed.obligation_id
            and owed.unit = claimed.unit
)

select
    held.unit,
    held.due_on,
    held.remind_on,
    held.is_sent,
    held.submitted_on,
    held.days_overdue,
    held.missing_contents,
    held.media_count,
    case
        when held.is_sent and held.submitted_on is null then '报送日期没有写，晚不晚不知道'
        when held.is_sent and held.days_overdue > 0 then '晚报 ' || held.days_overdue || ' 天'
        when held.is_sent then null
        when held.is_reported_done then '任务台账报已完成，报送登记里没有'
        when $as_of > held.due_on then '没有报'
        when $as_of >= held.remind_on then '请提醒：' || strftime(held.due_on, '%Y-%m-%d') || ' 到期'
        else '没有到提醒日'
    end as remark,
    held.place.record_key,
    held.place.batch_id,
    held.place.file,
    held.place.sheet,
    held.place.sheet_no,
    held.place.row
from held
where
    ($unit is null or held.unit = $unit)
    and ($is_sent is null or held.is_sent = $is_sent)
order by held.is_sent asc, held.days_overdue desc nulls last, held.unit asc
