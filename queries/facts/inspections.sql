/*
title = "巡查检查"
purpose = "每次巡查检查：单位、对象、结果、发现的违法行为和是否立案。"
grain = "一次检查一行（取最新一次填报）"
reads = ["inspection", "batch", "sheet", "unit_names", "units", "violation_lookup", "decided_texts",
    "text_meanings", "violations"]
notes = [
    "检查结果写明未发现问题、别的半句又没有说发现了的，为没有问题；写明问题、认出违法行为或已立案的为有问题；其余为未知。",
    "违法行为先认人的确认，再认代码和名称，一字不差才算，最后认只指一种的说法；认不出的留空。",
    "写了关联案号的视为已立案。",
]
[params]
no_problem_words = {rule = "risk.no_problem_words"}
denied_problem_words = {rule = "risk.denied_problem_words"}
found_words = {rule = "risk.found_words"}
problem_words = {rule = "risk.problem_words"}
not_filed_words = {rule = "cases.not_filed_words"}
filed_words = {rule = "cases.filed_words"}
[columns]
record_key = "记录编号"
inspection_no = "检查编号"
unit = "检查单位"
party_name = {title = "当事人", private = true}
object_name = {title = "监管对象", private = true}
party_kind = "当事人类型"
inspected_on = "检查日期"
inspected_month = "检查月"
check_form = "检查形式"
check_result = "检查结果"
has_problem = "有问题"
violation_written = "填写的违法行为"
violation_code = "违法行为代码"
violation_name = "违法行为"
match_how = "违法行为怎样认定"
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
        inspection.*,
        batch.file,
        sheet.sheet,
        coalesce(inspection.unit, batch.unit, sheet.reporting_unit) as unit_or_sender,
        coalesce(inspection.check_result, inspection.check_result_text) as result_text,
        case
            when inspection.led_to_case is not null then inspection.led_to_case
            when regexp_matches(inspection.led_to_case_text, array_to_string($not_filed_words, '|')) then false
            when regexp_matches(inspection.led_to_case_text, array_to_string($filed_words, '|')) then true
            when inspection.case_no is not null then true
        end as is_filed
    from inspection
    inner join batch on inspection.batch_id = batch.batch_id
    inner join sheet on inspection.batch_id = sheet.batch_id and inspection.sheet_no = sheet.sheet_no
)

select
    written.record_key,
    written.inspection_no,
    unit_names.unit,
    written.party_name,
    written.object_name,
    written.party_type as party_kind,
    written.check_date as inspected_on,
    strftime(written.check_date, '%Y-%m') as inspected_month,
    coalesce(written.check_form, written.check_form_text) as check_form,
    written.result_text as check_result,
    case
        when written.is_filed then true
        when regexp_matches(written.result_text, array_to_string($no_problem_words, '|'))
            then regexp_matches(
                regexp_replace(written.result_text, array_to_string($denied_problem_words, '|'), '', 'g'),
                array_to_string($found_words, '|')
            )
        when
            regexp_matches(
                written.result_text, array_to_string(list_concat($found_words, $problem_words), '|')
            ) then true
        when violations.violation_code is not null then true
    end as has_problem,
    written.violation as violation_written,
    violations.violation_code,
    violations.violation_name,
    case
        when decided_texts.ledger is not null then '确认'
        when violation_lookup.violation_code = written.violation then '代码'
        when violation_lookup.violation_code is not null then '名称'
        when text_meanings.violation_code is not null then '说法'
    end as match_how,
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
left join violation_lookup on written.violation = violation_lookup.written
left join decided_texts on decided_texts.ledger = 'inspection' and written.violation = decided_texts.written
left join text_meanings on written.violation = text_meanings.written
left join violations
    on
        case
            when decided_texts.ledger is not null then decided_texts.violation_code
            else coalesce(violation_lookup.violation_code, text_meanings.violation_code)
        end = violations.violation_code
