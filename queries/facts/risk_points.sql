/*
title = "法律风险点"
purpose = "法律风险防控清单上的每个风险点：等级、依据、后果、措施和公开。"
grain = "一个版本里一个风险点一行"
source = "舞城管〔2022〕40号三（一）"
reads = ["risk_list", "batch", "sheet", "unit_names", "violations", "violation_lookup", "decided_texts",
    "text_meanings"]
notes = [
    "违法行为先认代码，再认人对同样的案由的确认，再认名称与目录一字不差，最后认只指一种的说法；认不出的留空。",
    "表现、依据、后果、原因、措施一栏里只写「无」「待补充」「同上」一类字样的，按空着算。",
]
[params]
placeholder_words = {rule = "risk.placeholder_words"}
[columns]
record_key = "记录编号"
risk_point = "违法风险点"
version = "版本"
violation_code = "违法行为代码"
manifestation = "表现形式"
party_scope = "行政相对人"
risk_level = "风险等级"
legal_basis = "处罚依据"
consequence = "法律后果"
cause_analysis = "发生原因"
prevention = "防控措施"
unit = "责任单位"
published_on = "公开日期"
published_month = "公开月份"
publish_ways = "公开方式"
evidence = "公开佐证"
remark = "备注"
loaded_on = "入库日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with told as (
    select
        batch_id,
        sheet_no,
        row_no,
        list_transform(
            [manifestation, legal_basis, consequence, cause_analysis, measure],
            lambda text: case
                when
                    not regexp_full_match(
                        lower(regexp_replace(text, '[\s\p{P}\p{S}]', '', 'g')),
                        '(' || array_to_string($placeholder_words, '|') || ')*'
                    )
                    then text
            end
        ) as texts
    from risk_list
)

select
    risk_list.record_key,
    risk_list.risk_point,
    risk_list.version,
    case
        when by_code.violation_code is not null then by_code.violation_code
        when decided_texts.ledger is not null then decided_texts.violation_code
        else coalesce(violation_lookup.violation_code, text_meanings.violation_code)
    end as violation_code,
    told.texts[1] as manifestation,
    risk_list.party_scope,
    risk_list.risk_level,
    told.texts[2] as legal_basis,
    told.texts[3] as consequence,
    told.texts[4] as cause_analysis,
    told.texts[5] as prevention,
    unit_names.unit,
    risk_list.published_on,
    risk_list.published_on_month as published_month,
    coalesce(risk_list.publish_way, []) as publish_ways,
    risk_list.evidence,
    risk_list.remark,
    in_china(batch.loaded_at)::date as loaded_on,
    risk_list.batch_id,
    risk_list.sheet_no,
    risk_list.row_no,
    batch.file,
    sheet.sheet
from risk_list
inner join told
    on
        risk_list.batch_id = told.batch_id and risk_list.sheet_no = told.sheet_no and risk_list.row_no = told.row_no
inner join batch on risk_list.batch_id = batch.batch_id
inner join sheet on risk_list.batch_id = sheet.batch_id and risk_list.sheet_no = sheet.sheet_no
left join unit_names on risk_list.unit = unit_names.written
left join violations as by_code on risk_list.violation_code = by_code.violation_code and by_code.is_local
left join decided_texts on decided_texts.ledger = 'penalty_case' and risk_list.risk_point = decided_texts.written
left join violation_lookup on risk_list.risk_point = violation_lookup.written
left join text_meanings on risk_list.risk_point = text_meanings.written
order by risk_list.record_key
