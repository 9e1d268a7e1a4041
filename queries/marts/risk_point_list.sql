/*
title = "法律风险点清单"
purpose = "防控清单一个版本里的每个风险点，按等级由高到低。"
grain = "一个版本里一个风险点一行"
source = "舞城管〔2022〕40号三（一）"
reads = ["risk_points"]
[params]
version = {type = "text", title = "版本"}
violation_code = {type = "text", title = "违法行为代码"}
[columns]
risk_point = "违法风险点"
risk_level = "风险等级"
manifestation = "表现形式"
party_scope = "行政相对人"
legal_basis = "处罚依据"
consequence = "法律后果"
cause_analysis = "发生原因"
prevention = "防控措施"
unit = "责任单位"
publish_ways = "公开方式"
published_on = "公开日期"
evidence = {title = "公开佐证", free_text = true}
remark = {title = "备注", free_text = true}
version = "版本"
violation_code = "违法行为代码"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    risk_point,
    risk_level,
    manifestation,
    party_scope,
    legal_basis,
    consequence,
    cause_analysis,
    prevention,
    unit,
    publish_ways,
    published_on,
    evidence,
    remark,
    version,
    violation_code,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from risk_points
where
    ($version is null or coalesce(version, '') = $version)
    and ($violation_code is null or violation_code = $violation_code)
order by list_position(['高', '中', '低'], risk_level) nulls last, risk_point, record_key
