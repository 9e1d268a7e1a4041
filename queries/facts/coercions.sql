/*
title = "行政强制"
purpose = "每次行政强制：种类、批准、期限、催告、公告和执行的日期。"
grain = "一次强制一行"
source = "行政强制法第十八条至第五十四条"
reads = ["coercion", "batch", "sheet", "unit_names", "violation_lookup", "decided_texts", "text_meanings"]
notes = ["违法行为先认人对同样的案由的确认，再认案由与目录名称一字不差，最后认只指一种的说法。"]
[columns]
record_key = "记录编号"
case_no = "关联案号"
unit = "单位"
party_name = {title = "当事人", private = true}
violation_code = "违法行为代码"
kinds = "强制种类"
started_on = "实施日期"
extended_on = "延长日期"
released_on = "解除日期"
demanded_on = "催告日期"
executed_at = "执行时间"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
select
    coercion.record_key,
    coercion.case_no,
    unit_names.unit,
    coercion.party_name,
    case
        when decided_texts.ledger is not null then decided_texts.violation_code
        else coalesce(violation_lookup.violation_code, text_meanings.violation_code)
    end as violation_code,
    coercion.kind as kinds,
    coercion.start_date as started_on,
    coercion.extend_date as extended_on,
    coercion.release_date as released_on,
    coercion.demand_date as demanded_on,
    coercion.exec_date as executed_at,
    coercion.batch_id,
    coercion.sheet_no,
    coercion.row_no
from coercion
inner join batch on coercion.batch_id = batch.batch_id
inner join sheet on coercion.batch_id = sheet.batch_id and coercion.sheet_no = sheet.sheet_no
left join unit_names on coalesce(coercion.unit, batch.unit, sheet.reporting_unit) = unit_names.written
left join violation_lookup on coercion.cause = violation_lookup.written
left join decided_texts on decided_texts.ledger = 'penalty_case' and coercion.cause = decided_texts.written
left join text_meanings on coercion.cause = text_meanings.written
order by coercion.start_date, coercion.record_key
