/*
title = "行政指导"
purpose = "每次行政指导：单位、对象、方式、形式和文书。"
grain = "一次行政指导（或一期统计）一行（取最新一次填报）"
source = "实施方案三（二）"
reads = ["guidance", "batch", "sheet", "row_units", "violation_lookup", "decided_texts",
    "text_meanings", "violations", "sheet_fields", "unread_fields"]
notes = [
    "单位写了几个的，责任单位逐个列；单位只列一个，写了几个的取报表单位。",
    "简易形式定期统计的，一行计统计数量那么多次。",
    "违法行为先认代码，再认人对指导事项的确认，再认事项与目录名称一字不差，最后认事项里只指一种的说法。",
    "形式没有写的，是不是书面不知道。",
    "五项要素：对象、事项（目的和内容）、时间、实施人员齐全，并制作文书。",
    "表里没有某一列、或者填了读不出的，按不知道处理；有这一列而空着的，按没有处理。",
]
[columns]
record_key = "记录编号"
guidance_no = "指导编号"
unit = "实施单位"
units = "责任单位"
party_name = {title = "指导对象", private = true}
party_kind = "当事人类型"
topic = "指导事项"
method = "指导方式"
form = "指导形式"
is_written = "书面"
guided_on = "指导日期"
guided_month = "指导月"
guidance_count = {title = "次数", unit = "次"}
has_document = "有文书"
is_complete = "要素齐全"
is_served = "已送达"
served_on = "送达日期"
is_filed = "有案卷号"
archive_no = "案卷号"
violation_code = "违法行为代码"
match_how = "违法行为怎样认定"
street = "街道"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    guidance.record_key,
    guidance.guidance_no,
    coalesce(row_units.own_unit, row_units.sender_unit) as unit,
    row_units.units,
    guidance.party_name,
    guidance.party_type as party_kind,
    guidance.topic,
    guidance.method,
    guidance.form,
    list_contains(guidance.form, '书面') as is_written,
    guidance.guidance_date as guided_on,
    coalesce(strftime(guidance.guidance_date, '%Y-%m'), guidance.guidance_date_month) as guided_month,
    coalesce(guidance.count, 1) as guidance_count,
    guidance.has_document,
    case
        when guidance.party_name is not null then true
        when
            list_contains(sheet_fields.fields, 'party_name')
            and not coalesce(list_contains(unread_fields.fields, 'party_name'), false)
            then false
    end
    and case
        when guidance.topic is not null then true
        when
            list_contains(sheet_fields.fields, 'topic')
            and not coalesce(list_contains(unread_fields.fields, 'topic'), false)
            then false
    end
    and guidance.guidance_date is not null
    and case
        when guidance.officers is not null then true
        when
            list_contains(sheet_fields.fields, 'officers')
            and not coalesce(list_contains(unread_fields.fields, 'officers'), false)
            then false
    end
    and guidance.has_document as is_complete,
    case
        when guidance.served_date is not null then true
        when
            list_contains(sheet_fields.fields, 'served_date')
            and not coalesce(list_contains(unread_fields.fields, 'served_date'), false)
            then false
    end as is_served,
    guidance.served_date as served_on,
    case
        when guidance.archive_no is not null then true
        when
            list_contains(sheet_fields.fields, 'archive_no')
            and not coalesce(list_contains(unread_fields.fields, 'archive_no'), false)
            then false
    end as is_filed,
    guidance.archive_no,
    case
        when by_code.violation_code is not null then by_code.violation_code
        when decided_texts.ledger is not null then decided_texts.violation_code
        else coalesce(violation_lookup.violation_code, text_meanings.violation_code)
    end as violation_code,
    case
        when by_code.violation_code is not null then '代码'
        when decided_texts.ledger is not null then '确认'
        when violation_lookup.violation_code is not null then '名称'
        when text_meanings.violation_code is not null then '说法'
    end as match_how,
    guidance.street,
    guidance.batch_id,
    guidance.sheet_no,
    guidance.row_no,
    batch.file,
    sheet.sheet
from guidance
inner join batch on guidance.batch_id = batch.batch_id
inner join sheet on guidance.batch_id = sheet.batch_id and guidance.sheet_no = sheet.sheet_no
inner join row_units
    on
        guidance.batch_id = row_units.batch_id
        and guidance.sheet_no = row_units.sheet_no
        and guidance.row_no = row_units.row_no
left join violations as by_code on guidance.violation_code = by_code.violation_code and by_code.is_local
left join violation_lookup on guidance.topic = violation_lookup.written
left join decided_texts on decided_texts.ledger = 'guidance' and guidance.topic = decided_texts.written
left join text_meanings on guidance.topic = text_meanings.written
left join sheet_fields on guidance.batch_id = sheet_fields.batch_id and guidance.sheet_no = sheet_fields.sheet_no
left join unread_fields
    on
        guidance.batch_id = unread_fields.batch_id
        and guidance.sheet_no = unread_fields.sheet_no
        and guidance.row_no = unread_fields.row_no
