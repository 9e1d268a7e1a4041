/*
title = "法律风险点"
purpose = "法律风险防控清单上的每个风险点：等级、依据、后果、措施和公开。"
grain = "一个版本里一个风险点一行"
source = "舞城管〔2022〕40号三（一）"
reads = ["risk_list", "batch", "sheet", "unit_names"]
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
select
    risk_list.record_key,
    risk_list.risk_point,
    risk_list.version,
    risk_list.violation_code,
    risk_list.manifestation,
    risk_list.party_scope,
    risk_list.risk_level,
    risk_list.legal_basis,
    risk_list.consequence,
    risk_list.cause_analysis,
    risk_list.measure as prevention,
    unit_names.unit,
    risk_list.published_on,
    risk_list.published_on_month as published_month,
    coalesce(risk_list.publish_way, []) as publish_ways,
    risk_list.evidence,
    risk_list.remark,
    (batch.loaded_at + interval 8 hour)::date as loaded_on,
    risk_list.batch_id,
    risk_list.sheet_no,
    risk_list.row_no,
    batch.file,
    sheet.sheet
from risk_list
inner join batch on risk_list.batch_id = batch.batch_id
inner join sheet on risk_list.batch_id = sheet.batch_id and risk_list.sheet_no = sheet.sheet_no
left join unit_names on risk_list.unit = unit_names.written
order by risk_list.record_key
