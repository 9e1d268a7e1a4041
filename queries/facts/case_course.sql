/*
title = "办案经过"
purpose = "每件案件走过的步骤，以及哪一格是空着、哪一格是不知道。"
grain = "一件案件一行"
source = "行政处罚法第五十一条至第七十三条"
stored = false
reads = ["cases", "sheet_fields", "unread_fields"]
notes = [
    "表里没有某一列、或者填了读不出的，是不知道；有这一列而空着的，才是没有。",
    "「听证告知」一栏登记的是告知；「听证」「是否听证」可能只登记是否举行听证。",
]
[columns]
record_key = "记录编号"
unit = "承办单位"
outcome = "办理结果"
procedure = "程序"
party_kind = "当事人类型"
party_scope = "按个人或单位"
penalty_kinds = "处罚种类"
fine_fen = {title = "罚款金额", unit = "分"}
proposed_fine_fen = {title = "拟罚款金额", unit = "分"}
confiscated_fen = {title = "没收金额", unit = "分"}
surcharge_fen = {title = "加处罚款", unit = "分"}
event_on = "发生日"
found_on = "发现日期"
filed_on = "立案日期"
order_due_on = "改正期限"
reviewed_on = "法制审核日期"
is_reviewed = "经过法制审核"
discussed_on = "集体讨论日期"
is_discussed = "经过集体讨论"
notified_on = "告知日期"
has_notice_no = "有告知书文号"
defence = "陈述申辩"
heard_on = "听证日期"
hearing_told_on = "听证告知日期"
hearing_words = "听证一栏写的"
hearing_from = "听证开始日期"
hearing_to = "听证结束日期"
testing_from = "鉴定检测开始日期"
testing_to = "鉴定检测结束日期"
suspended_from = "中止开始日期"
suspended_to = "中止结束日期"
extended_on = "延期审批日期"
decided_on = "处罚决定日期"
served_on = "送达日期"
service_method = "送达方式"
paid_on = "缴纳日期"
is_paid = "已缴纳"
is_collected_on_spot = "当场收缴"
collected_how = "收缴方式一栏写的"
is_deferred = "延期或分期"
closed_on = "结案日期"
is_filed_blank = "立案日期空着"
is_notified_blank = "告知日期空着"
is_hearing_blank = "听证一栏空着"
is_reviewed_blank = "法制审核空着"
is_discussed_blank = "集体讨论空着"
is_decided_blank = "决定日期空着"
is_served_blank = "送达日期空着"
is_paid_blank = "缴纳日期空着"
is_hearing_of_notice = "听证一栏登记的是告知"
is_pause_told = "登记了扣除和延期的各列"
is_deferral_told = "有延期分期一列"
is_surcharge_told = "有加处罚款一列"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with sheets as (
    select
        sheet_fields.batch_id,
        sheet_fields.sheet_no,
        list_contains(sheet_fields.fields, 'filing_date') as has_filed,
        list_contains(sheet_fields.fields, 'notice_served_date') as has_notified,
        list_contains(sheet_fields.fields, 'hearing') as has_hearing,
        list_contains(sheet_fields.fields, 'legal_review_date') as has_reviewed,
        list_contains(sheet_fields.fields, 'collective_date') as has_discussed,
        list_contains(sheet_fields.fields, 'decision_date') as has_decided,
        list_contains(sheet_fields.fields, 'decision_served_date') as has_served,
        list_contains(sheet_fields.fields, 'paid_date') as has_paid,
        list_contains(sheet_fields.fields, 'instalment') as has_deferral,
        list_contains(sheet_fields.fields, 'surcharge') as has_surcharge,
        list_has_all(sheet_fields.fields, ['extension_date', 'hearing_from', 'testing_from', 'suspended_from'])
            as has_pause
    from sheet_fields
)

select
    cases.record_key,
    cases.unit,
    cases.outcome,
    cases.procedure,
    cases.party_kind,
    cases.party_scope,
    cases.penalty_kinds,
    coalesce(cases.fine_fen, case when cases.is_fine_blank then 0 end) as fine_fen,
    cases.proposed_fine_fen,
    cases.confiscated_fen,
    cases.surcharge_fen,
    cases.event_on,
    cases.found_on,
    cases.filed_on,
    cases.order_due_on,
    cases.reviewed_on,
    cases.is_reviewed,
    cases.discussed_on,
    cases.is_discussed,
    cases.notified_on,
    cases.has_notice_no,
    cases.defence,
    cases.heard_on,
    cases.hearing_told_on,
    cases.hearing_words,
    cases.hearing_from,
    cases.hearing_to,
    cases.testing_from,
    cases.testing_to,
    cases.suspended_from,
    cases.suspended_to,
    cases.extended_on,
    cases.decided_on,
    cases.served_on,
    cases.service_method,
    cases.paid_on,
    cases.is_paid,
    cases.is_collected_on_spot,
    cases.collected_how,
    cases.is_deferred,
    cases.closed_on,
    cases.filed_on is null and coalesce(sheets.has_filed, false)
    and not coalesce(list_contains(unread_fields.fields, 'filing_date'), false) as is_filed_blank,
    cases.notified_on is null and coalesce(sheets.has_notified, false)
    and not coalesce(list_contains(unread_fields.fields, 'notice_served_date'), false) as is_notified_blank,
    coalesce(cases.heard_on, cases.hearing_told_on) is null and cases.hearing_words is null
    and coalesce(sheets.has_hearing, false)
    and not coalesce(list_contains(unread_fields.fields, 'hearing'), false) as is_hearing_blank,
    cases.is_reviewed is null and coalesce(sheets.has_reviewed, false)
    and not coalesce(list_contains(unread_fields.fields, 'legal_review_date'), false) as is_reviewed_blank,
    cases.is_discussed is null and coalesce(sheets.has_discussed, false)
    and not coalesce(list_contains(unread_fields.fields, 'collective_date'), false) as is_discussed_blank,
    cases.decided_on is null and coalesce(sheets.has_decided, false)
    and not coalesce(list_contains(unread_fields.fields, 'decision_date'), false) as is_decided_blank,
    cases.served_on is null and coalesce(sheets.has_served, false)
    and not coalesce(list_contains(unread_fields.fields, 'decision_served_date'), false) as is_served_blank,
    cases.paid_on is null and coalesce(sheets.has_paid, false)
    and not coalesce(list_contains(unread_fields.fields, 'paid_date'), false) as is_paid_blank,
    cases.is_hearing_of_notice,
    coalesce(sheets.has_pause, false) and not coalesce(
        list_has_any(unread_fields.fields, ['extension_date', 'hearing_to', 'testing_to', 'suspended_to']), false
    ) as is_pause_told,
    coalesce(sheets.has_deferral, false) as is_deferral_told,
    coalesce(sheets.has_surcharge, false) as is_surcharge_told,
    cases.batch_id,
    cases.sheet_no,
    cases.row_no
from cases
left join sheets on cases.batch_id = sheets.batch_id and cases.sheet_no = sheets.sheet_no
left join unread_fields
    on
        cases.batch_id = unread_fields.batch_id
        and cases.sheet_no = unread_fields.sheet_no
        and cases.row_no = unread_fields.row_no
