/*
title = "行政调解"
purpose = "每件行政调解：融入的环节、告知、结果、引导和归档。"
grain = "一件调解一行"
source = "舞城管〔2022〕40号三（三）"
reads = ["mediation", "batch", "sheet", "row_units", "sheet_fields", "unread_fields"]
notes = [
    "单位写了几个的，责任单位逐个列；单位只列一个，写了几个的取报表单位。",
    "不愿调解，或者结果为未达成协议、终止、不同意调解的，应当引导诉讼、复议。",
    "表里没有某一列、或者填了读不出的，按不知道处理；有这一列而空着的，按没有处理。",
]
[params]
referral_results = {rule = "service.referral_results"}
[columns]
record_key = "记录编号"
mediation_no = "调解编号"
unit = "单位"
units = "责任单位"
applicant = {title = "申请人", private = true}
respondent = {title = "被申请人", private = true}
dispute_kind = "纠纷类型"
stage = "融入环节"
accepted_on = "受理日期"
is_notified = "已告知"
notified_on = "告知引导书送达日期"
is_willing = "同意调解"
result = "调解结果"
is_closed = "已结"
closed_on = "办结日期"
needs_referral = "应引导"
is_referred = "已引导"
referred_to = "引导途径"
is_filed = "已归档"
filed_on = "归档日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    mediation.record_key,
    mediation.mediation_no,
    coalesce(row_units.own_unit, row_units.sender_unit) as unit,
    row_units.units,
    coalesce(mediation.applicant, mediation.party_name) as applicant,
    mediation.respondent,
    coalesce(mediation.dispute_type, mediation.dispute_type_text) as dispute_kind,
    mediation.stage,
    mediation.accept_date as accepted_on,
    case
        when mediation.notice_date is not null then true
        when
            list_contains(sheet_fields.fields, 'notice_date')
            and not coalesce(list_contains(unread_fields.fields, 'notice_date'), false)
            then false
    end as is_notified,
    mediation.notice_date as notified_on,
    mediation.agreed as is_willing,
    coalesce(mediation.result, mediation.result_text) as result,
    case
        when mediation.result = '调解中' then false
        when mediation.result is not null or mediation.end_date is not null then true
        when
            list_contains(sheet_fields.fields, 'result')
            and not coalesce(list_contains(unread_fields.fields, 'result'), false)
            then false
    end as is_closed,
    coalesce(mediation.end_date, mediation.agreement_date, mediation.mediation_date) as closed_on,
    case
        when not mediation.agreed or list_contains($referral_results, mediation.result) then true
        when mediation.result is not null or mediation.agreed then false
    end as needs_referral,
    case
        when mediation.referred_to is not null or mediation.referred_to_text is not null then true
        when
            list_contains(sheet_fields.fields, 'referred_to')
            and not coalesce(list_contains(unread_fields.fields, 'referred_to'), false)
            then false
    end as is_referred,
    coalesce(mediation.referred_to, mediation.referred_to_text) as referred_to,
    case
        when mediation.archive_date is not null then true
        when
            list_contains(sheet_fields.fields, 'archive_date')
            and not coalesce(list_contains(unread_fields.fields, 'archive_date'), false)
            then false
    end as is_filed,
    mediation.archive_date as filed_on,
    mediation.batch_id,
    mediation.sheet_no,
    mediation.row_no,
    batch.file,
    sheet.sheet
from mediation
inner join batch on mediation.batch_id = batch.batch_id
inner join sheet on mediation.batch_id = sheet.batch_id and mediation.sheet_no = sheet.sheet_no
inner join row_units
    on
        mediation.batch_id = row_units.batch_id
        and mediation.sheet_no = row_units.sheet_no
        and mediation.row_no = row_units.row_no
left join sheet_fields on mediation.batch_id = sheet_fields.batch_id and mediation.sheet_no = sheet_fields.sheet_no
left join unread_fields
    on
        mediation.batch_id = unread_fields.batch_id
        and mediation.sheet_no = unread_fields.sheet_no
        and mediation.row_no = unread_fields.row_no
order by mediation.accept_date, mediation.record_key
