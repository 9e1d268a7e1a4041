/*
title = "处罚公示"
purpose = "双公示里的每条行政处罚，按决定书文号与案件对照。"
grain = "一条公示一行"
source = "发改办财金〔2018〕424号"
reads = ["penalty_publicity", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
decision_no = "行政处罚决定书文号"
decision_key = "文号（比对用）"
case_no = "案号"
unit = "单位"
decided_on = "处罚决定日期"
published_on = "公示日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
select
    penalty_publicity.record_key,
    penalty_publicity.decision_no,
    document_key(penalty_publicity.decision_no) as decision_key,
    penalty_publicity.case_no,
    unit_names.unit,
    penalty_publicity.decision_date as decided_on,
    penalty_publicity.published_on,
    penalty_publicity.batch_id,
    penalty_publicity.sheet_no,
    penalty_publicity.row_no,
    batch.file,
    sheet.sheet
from penalty_publicity
inner join batch on penalty_publicity.batch_id = batch.batch_id
inner join sheet on penalty_publicity.batch_id = sheet.batch_id and penalty_publicity.sheet_no = sheet.sheet_no
left join unit_names on coalesce(penalty_publicity.unit, batch.unit, sheet.reporting_unit) = unit_names.written
order by penalty_publicity.decision_date, penalty_publicity.record_key
