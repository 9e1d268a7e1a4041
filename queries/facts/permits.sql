/*
title = "行政许可"
purpose = "每件行政许可：受理、决定、公示和所用工作日。"
grain = "一件许可一行"
source = "行政许可法第四十二条、第八十二条；发改办财金〔2018〕424号"
reads = ["permit_publicity", "batch", "sheet", "unit_names", "calendar_day", "sheet_fields", "unread_fields"]
notes = ["工作日从次日起算；不扣除现场勘验、听证等时间。"]
[columns]
record_key = "记录编号"
permit_no = "行政许可决定文书号"
unit = "单位"
party_name = {title = "行政相对人", private = true}
party_kind = "行政相对人类别"
content = "许可内容"
accepted_on = "受理日期"
decided_on = "许可决定日期"
promised_days = {title = "承诺时限", unit = "工作日"}
statutory_days = {title = "法定时限", unit = "工作日"}
workdays_used = {title = "实际用时", unit = "工作日"}
is_published = "已公示"
published_on = "公示日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    permit_publicity.record_key,
    permit_publicity.permit_doc_no as permit_no,
    unit_names.unit,
    permit_publicity.party_name,
    permit_publicity.party_type as party_kind,
    permit_publicity.permit_content as content,
    permit_publicity.accept_date as accepted_on,
    permit_publicity.decision_date as decided_on,
    permit_publicity.promised_days,
    permit_publicity.statutory_days,
    decided.workday_no - accepted.workday_no as workdays_used,
    case
        when permit_publicity.published_on is not null then true
        when
            list_contains(sheet_fields.fields, 'published_on')
            and not coalesce(list_contains(unread_fields.fields, 'published_on'), false)
            then false
    end as is_published,
    permit_publicity.published_on,
    permit_publicity.batch_id,
    permit_publicity.sheet_no,
    permit_publicity.row_no,
    batch.file,
    sheet.sheet
from permit_publicity
inner join batch on permit_publicity.batch_id = batch.batch_id
inner join sheet on permit_publicity.batch_id = sheet.batch_id and permit_publicity.sheet_no = sheet.sheet_no
left join unit_names on coalesce(permit_publicity.unit, batch.unit, sheet.reporting_unit) = unit_names.written
left join calendar_day as accepted on permit_publicity.accept_date = accepted.day
left join calendar_day as decided on permit_publicity.decision_date = decided.day
left join
    sheet_fields
    on permit_publicity.batch_id = sheet_fields.batch_id and permit_publicity.sheet_no = sheet_fields.sheet_no
left join unread_fields
    on
        permit_publicity.batch_id = unread_fields.batch_id
        and permit_publicity.sheet_no = unread_fields.sheet_no
        and permit_publicity.row_no = unread_fields.row_no
order by permit_publicity.decision_date, permit_publicity.record_key
