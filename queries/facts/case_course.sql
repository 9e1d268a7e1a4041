/*
title = "办案经过"
purpose = "每件案件走过的步骤、各步的法定期限，以及哪一格是空着、哪一格是不知道。"
grain = "一件案件一行"
source = "行政处罚法第五十一条至第七十三条、第八十五条；住房和城乡建设行政处罚程序规定（住建部令第55号）"
reads = ["cases", "penalty_case", "sheet_column", "sheet_fields", "unread_fields", "calendar_day",
    "rule"]
notes = [
    "期间从次日起算；二、三、五、七日为工作日，九十日、十五日为自然日，末日是节假日的顺延（可设置）。",
    "办案期限扣除登记的听证、鉴定检测、中止时间，加上登记的延期；首尾两天算不算扣除，另留一个较早的届满日。",
    "表里没有某一列、或者填了读不出的，是不知道；有这一列而空着的，才是没有。",
    "节假日未公布的年份，工作日按周一至周五暂估。",
]
[params]
roll_over = {rule = "procedure.roll_over"}
filing_counts_workdays = {rule = "procedure.filing_counts_workdays"}
extension_days = {rule = "procedure.extension_days"}
service_workdays = {rule = "procedure.service_workdays"}
payment_days = {rule = "procedure.payment_days"}
on_the_spot_words = {rule = "procedure.on_the_spot_words"}
not_on_the_spot_words = {rule = "procedure.not_on_the_spot_words"}
[columns]
record_key = "记录编号"
unit = "承办单位"
outcome = "办理结果"
procedure = "程序"
party_kind = "当事人类型"
party_scope = "按个人或单位"
violation_code = "违法行为代码"
clause_no = "条款序号"
penalty_kinds = "处罚种类"
fine_fen = {title = "罚款金额", unit = "分"}
proposed_fine_fen = {title = "拟罚款金额", unit = "分"}
confiscated_fen = {title = "没收金额", unit = "分"}
surcharge_fen = {title = "加处罚款", unit = "分"}
event_on = "发生日"
act_on = "违法日期"
found_on = "发现日期"
filed_on = "立案日期"
order_on = "责令改正日期"
order_due_on = "改正期限"
investigated_on = "调查终结日期"
reviewed_on = "法制审核日期"
is_reviewed = "经过法制审核"
discussed_on = "集体讨论日期"
is_discussed = "经过集体讨论"
notified_on = "告知日期"
has_notice_no = "有告知书文号"
heard_on = "听证日期"
hearing_words = "听证一栏写的"
defence = "陈述申辩"
extended_on = "延期审批日期"
decided_on = "处罚决定日期"
served_on = "送达日期"
service_method = "送达方式"
paid_on = "缴纳日期"
is_paid = "已缴纳"
is_on_the_spot = "当场收缴"
is_deferred = "延期或分期"
corrected = "改正情况"
closed_on = "结案日期"
disclosed_on = "公示日期"
archived_on = "归档日期"
excluded_days = {title = "扣除的时间", unit = "日"}
file_due_on = "立案期限届满日"
decide_due_on = "决定期限届满日"
decide_due_strict_on = "决定期限届满日（首尾两天不扣）"
decide_after_on = "听证申请期届满日"
serve_due_on = "送达期限届满日"
pay_due_on = "缴款期限届满日"
is_pause_told = "登记了扣除和延期的各列"
is_pause_open = "扣除的起止日期不全"
is_procedure_blank = "程序空着"
is_filed_blank = "立案日期空着"
is_notified_blank = "告知日期空着"
is_proposed_told = "有拟罚款一列"
is_hearing_blank = "听证一栏空着"
is_hearing_of_notice = "听证一栏登记的是告知"
is_reviewed_blank = "法制审核空着"
is_discussed_blank = "集体讨论空着"
is_decided_blank = "决定日期空着"
is_served_blank = "送达日期空着"
is_paid_blank = "缴纳日期空着"
is_method_told = "有送达方式一列"
is_deferral_told = "有延期分期一列"
is_surcharge_told = "有加处罚款一列"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with sheets as (
    select
        batch_id,
        sheet_no,
        list_contains(fields, 'procedure') as has_procedure,
        list_contains(fields, 'filing_date') as has_filed,
        list_contains(fields, 'notice_served_date') as has_notified,
        list_contains(fields, 'proposed_fine') as has_proposed,
        list_contains(fields, 'hearing') as has_hearing,
        list_contains(fields, 'legal_review_date') as has_reviewed,
        list_contains(fields, 'collective_date') as has_discussed,
        list_contains(fields, 'decision_date') as has_decided,
        list_contains(fields, 'decision_served_date') as has_served,
        list_contains(fields, 'paid_date') as has_paid,
        list_contains(fields, 'service_method') as has_method,
        list_contains(fields, 'instalment') as has_deferral,
        list_contains(fields, 'surcharge') as has_surcharge,
        list_has_all(fields, ['extension_date', 'hearing_from', 'testing_from', 'suspended_from']) as has_pause
    from sheet_fields
),

-- 「听证告知」 tells of the notice; 「听证」「是否听证」 may tell only whether a hearing was held.
hearing_headers as (
    select
        batch_id,
        sheet_no,
        bool_or(contains(header, '告知')) as is_of_notice
    from sheet_column
    where field = 'hearing'
    group by batch_id, sheet_no
),

days as (
    select
        calendar_day.day,
        calendar_day.workday_no,
        case
            when calendar_day.is_workday or not $roll_over then calendar_day.day
            else next_workday.day
        end as rolled_on
    from calendar_day
    left join calendar_day as next_workday
        on calendar_day.workday_no + 1 = next_workday.workday_no and next_workday.is_workday
),

-- The first day on which so many working days have passed.
workday_ends as (
    select
        workday_no,
        day
    from calendar_day
    where is_workday
),

limits as (
    select
        name,
        value::integer as value,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from rule
    where name in ('procedure.decision_days', 'procedure.filing_days', 'procedure.hearing_request_workdays')
),

told as (
    select
        cases.record_key,
        cases.unit,
        cases.outcome,
        cases.procedure,
        cases.party_kind,
        cases.party_scope,
        cases.violation_code,
        cases.clause_no,
        cases.penalty_kinds,
        coalesce(cases.fine_fen, case when cases.is_fine_blank then 0 end) as fine_fen,
        cases.proposed_fine_fen,
        cases.confiscated_fen,
        cases.surcharge_fen,
        cases.event_on,
        cases.act_on,
        cases.found_on,
        cases.filed_on,
        cases.order_on,
        coalesce(
            penalty_case.order_deadline, penalty_case.order_date + penalty_case.order_deadline_int::integer
        ) as order_due_on,
        cases.investigated_on,
        cases.reviewed_on,
        coalesce(penalty_case.legal_review_date_bool, cases.reviewed_on is not null or null) as is_reviewed,
        cases.discussed_on,
        coalesce(penalty_case.collective_date_bool, cases.discussed_on is not null or null) as is_discussed,
        cases.notified_on,
        penalty_case.notice_no is not null as has_notice_no,
        penalty_case.hearing as heard_on,
        penalty_case.hearing_text as hearing_words,
        coalesce(penalty_case.defence, penalty_case.defence_text) as defence,
        cases.extended_on,
        cases.decided_on,
        cases.served_on,
        penalty_case.service_method,
        cases.paid_on,
        case
            when penalty_case.paid_status in ('未缴纳', '已申请强制执行') then false
            when penalty_case.paid_status = '已缴纳' or cases.paid_fen >= cases.fine_fen then true
        end as is_paid,
        case
            when penalty_case.onsite_collect is not null then penalty_case.onsite_collect
            when regexp_matches(penalty_case.onsite_collect_text, array_to_string($not_on_the_spot_words, '|'))
                then false
            when regexp_matches(penalty_case.onsite_collect_text, array_to_string($on_the_spot_words, '|')) then true
        end as is_on_the_spot,
        penalty_case.instalment as is_deferred,
        cases.corrected,
        cases.closed_on,
        cases.disclosed_on,
        cases.archived_on,
        cases.hearing_from,
        cases.hearing_to,
        cases.testing_from,
        cases.testing_to,
        cases.suspended_from,
        cases.suspended_to,
        unread_fields.fields as unread,
        sheets.* exclude (batch_id, sheet_no),
        hearing_headers.is_of_notice as is_hearing_of_notice,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no
    from cases
    inner join penalty_case
        on
            cases.batch_id = penalty_case.batch_id
            and cases.sheet_no = penalty_case.sheet_no
            and cases.row_no = penalty_case.row_no
    left join sheets on cases.batch_id = sheets.batch_id and cases.sheet_no = sheets.sheet_no
    left join hearing_headers
        on cases.batch_id = hearing_headers.batch_id and cases.sheet_no = hearing_headers.sheet_no
    left join unread_fields
        on
            cases.batch_id = unread_fields.batch_id
            and cases.sheet_no = unread_fields.sheet_no
            and cases.row_no = unread_fields.row_no
),

-- A day that is in two spans at once is excluded once.
paused as (
    select
        *,
        case
            when hearing_to is null and testing_to is null and suspended_to is null then 0
            else len(list_distinct(list_filter(
                list_concat(
                    coalesce(generate_series(hearing_from, hearing_to, interval 1 day), []),
                    coalesce(generate_series(testing_from, testing_to, interval 1 day), []),
                    coalesce(generate_series(suspended_from, suspended_to, interval 1 day), [])
                ),
                lambda excluded: excluded > filed_on
            )))
        end as excluded_days,
        coalesce((hearing_to >= hearing_from)::integer, 0) + coalesce((testing_to >= testing_from)::integer, 0)
        + coalesce((suspended_to >= suspended_from)::integer, 0) as span_count,
        case when extended_on is not null then $extension_days else 0 end as added_days
    from told
),

ends as (
    select
        paused.*,
        paused.filed_on + (deciding.value + paused.added_days + paused.excluded_days)::integer as decide_end_on,
        filing.value as filing_days,
        coalesce(paused.served_on, case when paused.procedure = '简易程序' then paused.decided_on end)
        + $payment_days::integer as pay_end_on,
        asking.value as request_workdays
    from paused
    left join limits as deciding
        on
            deciding.name = 'procedure.decision_days'
            and paused.filed_on between deciding.valid_from and deciding.valid_to
    left join limits as filing
        on filing.name = 'procedure.filing_days' and paused.found_on between filing.valid_from and filing.valid_to
    left join limits as asking
        on
            asking.name = 'procedure.hearing_request_workdays'
            and paused.notified_on between asking.valid_from and asking.valid_to
)

select
    ends.record_key,
    ends.unit,
    ends.outcome,
    ends.procedure,
    ends.party_kind,
    ends.party_scope,
    ends.violation_code,
    ends.clause_no,
    ends.penalty_kinds,
    ends.fine_fen,
    ends.proposed_fine_fen,
    ends.confiscated_fen,
    ends.surcharge_fen,
    ends.event_on,
    ends.act_on,
    ends.found_on,
    ends.filed_on,
    ends.order_on,
    ends.order_due_on,
    ends.investigated_on,
    ends.reviewed_on,
    ends.is_reviewed,
    ends.discussed_on,
    ends.is_discussed,
    ends.notified_on,
    ends.has_notice_no,
    ends.heard_on,
    ends.hearing_words,
    ends.defence,
    ends.extended_on,
    ends.decided_on,
    ends.served_on,
    ends.service_method,
    ends.paid_on,
    ends.is_paid,
    ends.is_on_the_spot,
    ends.is_deferred,
    ends.corrected,
    ends.closed_on,
    ends.disclosed_on,
    ends.archived_on,
    ends.excluded_days::integer as excluded_days,
    case when $filing_counts_workdays then file_workday_ends.day else file_ends.rolled_on end as file_due_on,
    decide_ends.rolled_on as decide_due_on,
    strict_ends.rolled_on as decide_due_strict_on,
    asked_ends.day as decide_after_on,
    serve_ends.day as serve_due_on,
    pay_ends.rolled_on as pay_due_on,
    coalesce(ends.has_pause, false) and not coalesce(
        list_has_any(ends.unread, ['extension_date', 'hearing_to', 'testing_to', 'suspended_to']), false
    ) as is_pause_told,
    (ends.hearing_from is null) <> (ends.hearing_to is null) or (ends.testing_from is null) <> (ends.testing_to is null)
    or (ends.suspended_from is null) <> (ends.suspended_to is null) as is_pause_open,
    (
        ends.procedure is null and coalesce(ends.has_procedure, false)
        and not coalesce(list_contains(ends.unread, 'procedure'), false)
    ) as is_procedure_blank,
    (
        ends.filed_on is null and coalesce(ends.has_filed, false)
        and not coalesce(list_contains(ends.unread, 'filing_date'), false)
    ) as is_filed_blank,
    (
        ends.notified_on is null and coalesce(ends.has_notified, false)
        and not coalesce(list_contains(ends.unread, 'notice_served_date'), false)
    ) as is_notified_blank,
    coalesce(ends.has_proposed, false) as is_proposed_told,
    (
        ends.heard_on is null and ends.hearing_words is null and coalesce(ends.has_hearing, false)
        and not coalesce(list_contains(ends.unread, 'hearing'), false)
    ) as is_hearing_blank,
    coalesce(ends.is_hearing_of_notice, false) as is_hearing_of_notice,
    (
        ends.is_reviewed is null and coalesce(ends.has_reviewed, false)
        and not coalesce(list_contains(ends.unread, 'legal_review_date'), false)
    ) as is_reviewed_blank,
    (
        ends.is_discussed is null and coalesce(ends.has_discussed, false)
        and not coalesce(list_contains(ends.unread, 'collective_date'), false)
    ) as is_discussed_blank,
    (
        ends.decided_on is null and coalesce(ends.has_decided, false)
        and not coalesce(list_contains(ends.unread, 'decision_date'), false)
    ) as is_decided_blank,
    (
        ends.served_on is null and coalesce(ends.has_served, false)
        and not coalesce(list_contains(ends.unread, 'decision_served_date'), false)
    ) as is_served_blank,
    (
        ends.paid_on is null and coalesce(ends.has_paid, false)
        and not coalesce(list_contains(ends.unread, 'paid_date'), false)
    ) as is_paid_blank,
    coalesce(ends.has_method, false) as is_method_told,
    coalesce(ends.has_deferral, false) as is_deferral_told,
    coalesce(ends.has_surcharge, false) as is_surcharge_told,
    ends.batch_id,
    ends.sheet_no,
    ends.row_no
from ends
left join days as file_ends on ends.found_on + ends.filing_days = file_ends.day
left join days as finding_days on ends.found_on = finding_days.day
left join workday_ends as file_workday_ends on finding_days.workday_no + ends.filing_days = file_workday_ends.workday_no
left join days as decide_ends on ends.decide_end_on = decide_ends.day
left join days as strict_ends on ends.decide_end_on - ends.span_count = strict_ends.day
left join days as pay_ends on ends.pay_end_on = pay_ends.day
left join days as notice_days on ends.notified_on = notice_days.day
left join workday_ends as asked_ends on notice_days.workday_no + ends.request_workdays = asked_ends.workday_no
left join days as decision_days on ends.decided_on = decision_days.day
left join workday_ends as serve_ends on decision_days.workday_no + $service_workdays = serve_ends.workday_no
