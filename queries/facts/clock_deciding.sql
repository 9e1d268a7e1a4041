/*
title = "办案期限"
purpose = "立案到作出决定：扣除和延长以后，哪天届满。"
grain = "一件不是简易程序而有立案日期的案件一行"
source = "行政处罚法第六十条；住房和城乡建设行政处罚程序规定（住建部令第55号）"
stored = false
reads = ["case_course", "legal_days", "rule"]
notes = [
    "扣除登记的听证、鉴定检测、中止时间，加上登记的延期；首尾两天算不算扣除，另留一个较早的届满日。",
    "立案日没有九十日规定的（2021年7月15日以前）不在其中。",
]
[columns]
record_key = "记录编号"
unit = "承办单位"
outcome = "办理结果"
procedure = "程序"
event_on = "发生日"
filed_on = "立案日期"
extended_on = "延期审批日期"
decided_on = "处罚决定日期"
closed_on = "结案日期"
excluded_days = {title = "扣除的时间", unit = "日"}
due_on = "期限届满日"
strict_due_on = "期限届满日（首尾两天不扣）"
is_pause_told = "登记了扣除和延期的各列"
is_pause_open = "扣除的起止日期不全"
is_hearing_untimed = "有听证而没有起止日期"
is_decided_blank = "决定日期空着"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with settings as (
    select
        max(value) filter (where name = 'procedure.decision_days')::integer as decision_days,
        max(valid_from) filter (where name = 'procedure.decision_days') as law_from,
        max(value) filter (where name = 'procedure.extension_days')::integer as extension_days
    from rule
),

-- A day that is in two spans at once is excluded once.
paused as (
    select
        case_course.*,
        case
            when
                case_course.hearing_to is null and case_course.testing_to is null and case_course.suspended_to is null
                then 0
            else len(list_distinct(list_filter(
                list_concat(
                    coalesce(generate_series(case_course.hearing_from, case_course.hearing_to, interval 1 day), []),
                    coalesce(generate_series(case_course.testing_from, case_course.testing_to, interval 1 day), []),
                    coalesce(generate_series(case_course.suspended_from, case_course.suspended_to, interval 1 day), [])
                ),
                lambda excluded: excluded > case_course.filed_on
            )))
        end::integer as excluded_days,
        coalesce((case_course.hearing_to >= case_course.hearing_from)::integer, 0)
        + coalesce((case_course.testing_to >= case_course.testing_from)::integer, 0)
        + coalesce((case_course.suspended_to >= case_course.suspended_from)::integer, 0) as span_count,
        settings.decision_days + case when case_course.extended_on is not null then settings.extension_days else 0 end
            as allowed_days
    from case_course cross join settings
    where case_course.procedure is distinct from '简易程序' and case_course.filed_on >= settings.law_from
)

select
    paused.record_key,
    paused.unit,
    paused.outcome,
    paused.procedure,
    paused.event_on,
    paused.filed_on,
    paused.extended_on,
    paused.decided_on,
    paused.closed_on,
    paused.excluded_days,
    last_days.ends_on as due_on,
    strict_days.ends_on as strict_due_on,
    paused.is_pause_told,
    (paused.hearing_from is null) <> (paused.hearing_to is null)
    or (paused.testing_from is null) <> (paused.testing_to is null)
    or (paused.suspended_from is null) <> (paused.suspended_to is null) as is_pause_open,
    paused.heard_on is not null and paused.hearing_from is null and paused.hearing_to is null as is_hearing_untimed,
    paused.is_decided_blank,
    paused.batch_id,
    paused.sheet_no,
    paused.row_no
from paused
left join legal_days as last_days on paused.filed_on + paused.allowed_days + paused.excluded_days = last_days.day
left join legal_days as strict_days
    on paused.filed_on + paused.allowed_days + paused.excluded_days - paused.span_count = strict_days.day
