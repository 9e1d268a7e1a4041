/*
title = "投诉举报"
purpose = "每件投诉举报：受理、办理、反映的违法行为和是否立案。"
grain = "一件投诉举报一行（取最新一次填报）"
reads = ["complaint", "batch", "sheet", "unit_names", "units", "violation_lookup", "decided_texts",
    "text_meanings", "violations"]
notes = [
    "违法行为先认代码，再认人对内容、对类别的确认，再认问题类别与目录名称一字不差，最后认类别和内容里只指一种的说法；认不出的留空。",
    "办理结果写明不属实、重复等的，和是否重复投诉写是的，为无效投诉；「不存在重复」这样否定的不算，部分属实和没有写的按有效。",
    "办理结果只写了「未办理」「处理中」一类的，不算有办理结果。",
    "写了关联案号的视为已立案。",
]
[params]
invalid_complaint_words = {rule = "risk.invalid_complaint_words"}
invalid_complaint_denials = {rule = "risk.invalid_complaint_denials"}
undone_words = {rule = "fairness.undone_words"}
done_status_words = {rule = "fairness.done_status_words"}
untrue_complaint_words = {rule = "risk.untrue_complaint_words"}
true_complaint_words = {rule = "risk.true_complaint_words"}
repeat_marks = {rule = "risk.repeat_marks"}
not_filed_words = {rule = "cases.not_filed_words"}
filed_words = {rule = "cases.filed_words"}
conduct_words = {rule = "service.conduct_words"}
[columns]
record_key = "记录编号"
complaint_no = "工单编号"
unit = "承办单位"
channel = "投诉渠道"
accepted_on = "受理日期"
accepted_month = "受理月"
due_on = "办理期限"
closed_on = "办结日期"
content = {title = "反映内容", private = true}
category = "问题类别"
violation_code = "违法行为代码"
violation_name = "违法行为"
match_how = "违法行为怎样认定"
respondent = {title = "被投诉人", private = true}
result = "办理结果"
is_answered = "有办理结果"
is_said_done = "状态写明已办结"
is_valid = "有效"
is_about_conduct = "反映执法态度"
led_to_case = "已立案"
case_no = "关联案号"
street = "街道"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with written as (
    select
        complaint.*,
        batch.file,
        sheet.sheet,
        coalesce(complaint.unit, batch.unit, sheet.reporting_unit) as unit_or_sender,
        case
            when complaint.led_to_case is not null then complaint.led_to_case
            when regexp_matches(complaint.led_to_case_text, array_to_string($not_filed_words, '|')) then false
            when regexp_matches(complaint.led_to_case_text, array_to_string($filed_words, '|')) then true
            when complaint.case_no is not null then true
        end as is_filed
    from complaint
    inner join batch on complaint.batch_id = batch.batch_id
    inner join sheet on complaint.batch_id = sheet.batch_id and complaint.sheet_no = sheet.sheet_no
)

select
    written.record_key,
    written.complaint_no,
    unit_names.unit,
    coalesce(written.channel, written.channel_text) as channel,
    written.accept_date::date as accepted_on,
    strftime(written.accept_date, '%Y-%m') as accepted_month,
    written.due_date as due_on,
    written.close_date as closed_on,
    written.content,
    written.category,
    violations.violation_code,
    violations.violation_name,
    case
        when by_code.violation_code is not null then '代码'
        when decided_content.ledger is not null or decided_texts.ledger is not null then '确认'
        when violation_lookup.violation_code is not null then '名称'
        when text_meanings.violation_code is not null then '说法'
    end as match_how,
    written.respondent,
    written.result,
    not regexp_full_match(
        coalesce(written.result, ''), '\s*((' || array_to_string($undone_words, '|') || ')?[\s，。；、,.;]*)*'
    ) as is_answered,
    coalesce(list_contains($done_status_words, trim(written.status)), false) as is_said_done,
    coalesce(
        not coalesce(
            written.is_repeat, regexp_matches(written.is_repeat_text, array_to_string($repeat_marks, '|')), false
        )
        and not regexp_matches(
            regexp_replace(
                written.result, '(' || array_to_string($invalid_complaint_denials, '|') || ')('
                || array_to_string($invalid_complaint_words, '|') || ')', '', 'g'
            ),
            array_to_string($invalid_complaint_words, '|')
        )
        and (
            not regexp_matches(written.result, array_to_string($untrue_complaint_words, '|'))
            or regexp_matches(written.result, array_to_string($true_complaint_words, '|'))
        ),
        true
    ) as is_valid,
    coalesce(
        regexp_matches(concat_ws('；', written.category, written.content), array_to_string($conduct_words, '|')), false
    ) as is_about_conduct,
    written.is_filed as led_to_case,
    written.case_no,
    coalesce(written.street, case when not regexp_matches(units.area, '[、,，;；/]') then units.area end) as street,
    written.batch_id,
    written.sheet_no,
    written.row_no,
    written.file,
    written.sheet
from written
left join unit_names on written.unit_or_sender = unit_names.written
left join units on unit_names.unit = units.unit
left join violations as by_code on written.violation_code = by_code.violation_code and by_code.is_local
left join violation_lookup on written.category = violation_lookup.written
left join decided_texts on decided_texts.ledger = 'complaint' and written.category = decided_texts.written
left join decided_texts as decided_content
    on decided_content.ledger = 'complaint' and written.content = decided_content.written
left join text_meanings on concat_ws('：', written.category, written.content) = text_meanings.written
left join violations
    on
        case
            when by_code.violation_code is not null then by_code.violation_code
            when decided_content.ledger is not null then decided_content.violation_code
            when decided_texts.ledger is not null then decided_texts.violation_code
            else coalesce(violation_lookup.violation_code, text_meanings.violation_code)
        end = violations.violation_code
