/*
title = "写法对应情况"
purpose = "案件、有问题的检查、有效投诉和行政指导，各写了什么、靠什么对应到哪一种违法行为。"
grain = "一条记录一行"
stored = false
reads = ["cases", "inspections", "complaints", "guidances", "violations",
    "ledger_field"]
notes = [
    "没有发现问题的检查、不属实或重复的投诉不必对应，不在其中。",
    "不属于目录是人确认的；没有写是台账里没有可认的文字；未对应等人确认。",
]
[columns]
event_kind = "类别"
ledger = "台账"
field = "字段"
field_label = "列"
written = {title = "写法", private = true}
match_how = "对应方式"
violation_code = "违法行为代码"
violation_name = "违法行为"
happened_on = "日期"
unit = "单位"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
with told as (
    select
        '案件' as event_kind,
        'penalty_case' as ledger,
        'cause' as field,
        cause as written,
        match_how,
        violation_code,
        violation_name,
        event_on as happened_on,
        unit,
        record_key,
        batch_id,
        sheet_no,
        row_no
    from cases
    union all
    select
        '检查',
        'inspection',
        'violation',
        violation_written,
        match_how,
        violation_code,
        violation_name,
        inspected_on,
        unit,
        record_key,
        batch_id,
        sheet_no,
        row_no
    from inspections
    where has_problem
    union all
    select
        '投诉',
        'complaint',
        case when content is null then 'category' else 'content' end,
        coalesce(content, category),
        match_how,
        violation_code,
        violation_name,
        accepted_on,
        unit,
        record_key,
        batch_id,
        sheet_no,
        row_no
    from complaints
    where is_valid
    union all
    select
        '指导',
        'guidance',
        'topic',
        guidances.topic,
        guidances.match_how,
        guidances.violation_code,
        violations.violation_name,
        guidances.guided_on,
        guidances.unit,
        guidances.record_key,
        guidances.batch_id,
        guidances.sheet_no,
        guidances.row_no
    from guidances
    left join violations on guidances.violation_code = violations.violation_code
)

select
    told.event_kind,
    told.ledger,
    told.field,
    ledger_field.field_label,
    told.written,
    case
        when told.violation_code is not null and told.match_how = '案由' then '名称'
        when told.violation_code is not null then told.match_how
        when told.match_how = '确认' then '不属于目录'
        when told.written is null then '没有写'
        else '未对应'
    end as match_how,
    told.violation_code,
    told.violation_name,
    told.happened_on,
    told.unit,
    told.record_key,
    told.batch_id,
    told.sheet_no,
    told.row_no as row
from told
left join ledger_field on told.ledger = ledger_field.ledger and told.field = ledger_field.field
