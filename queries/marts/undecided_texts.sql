/*
title = "待确认的写法"
purpose = "台账里对应不上违法行为或条款的写法，等人确认指哪一种。"
grain = "一种台账的一列的一种写法一行"
reads = ["cases", "inspections", "complaints", "guidances", "decided_texts", "ledger_field"]
notes = [
    "写着代码的、引用条文和说法能认出的不在其中；人确认为不属于目录的也不在其中。",
    "投诉按问题类别和反映内容各列一次：确认类别的，这一类别里认不出的投诉都算；确认内容的，只算内容相同的。",
    "确认以后，写法相同的以后都照此认；没有确认的从不按相似认定。",
]
[params]
ledger = {type = "text", title = "台账代号"}
field = {type = "text", title = "字段"}
text_key = {type = "text", title = "写法的校验值"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
ledger = "台账"
field = "字段"
field_label = "列"
written = {title = "写法", free_text = true}
lacking = "缺什么"
violation_code = "违法行为代码"
record_count = {title = "记录", unit = "条"}
first_on = "最早日期"
last_on = "最晚日期"
text_key = "写法的校验值"
*/
with unmatched as (
    select
        'penalty_case' as ledger,
        'cause' as field,
        cause as written,
        case when violation_code is null then '违法行为' else '条款' end as lacking,
        violation_code,
        event_on as happened_on
    from cases
    where violation_code is null or clause_no is null
    union all
    select
        'inspection' as ledger,
        'violation' as field,
        violation_written as written,
        '违法行为' as lacking,
        null as violation_code,
        inspected_on as happened_on
    from inspections
    where violation_code is null
    union all
    select
        'complaint' as ledger,
        unnest(['category', 'content']) as field,
        unnest([category, content]) as written,
        '违法行为' as lacking,
        null as violation_code,
        accepted_on as happened_on
    from complaints
    where violation_code is null and match_how is distinct from '确认'
    union all
    select
        'guidance' as ledger,
        'topic' as field,
        topic as written,
        '违法行为' as lacking,
        null as violation_code,
        guided_on as happened_on
    from guidances
    where violation_code is null
),

texts as (
    select
        ledger,
        field,
        written,
        lacking,
        violation_code,
        count(*) as record_count,
        min(happened_on) as first_on,
        max(happened_on) as last_on,
        md5(ledger || '|' || written) as text_key
    from unmatched
    where written is not null
    group by ledger, field, written, lacking, violation_code
)

select
    texts.ledger,
    texts.field,
    ledger_field.field_label,
    texts.written,
    texts.lacking,
    texts.violation_code,
    texts.record_count,
    texts.first_on,
    texts.last_on,
    texts.text_key
from texts
left join ledger_field on texts.ledger = ledger_field.ledger and texts.field = ledger_field.field
left join decided_texts
    on texts.ledger = decided_texts.ledger and texts.written = decided_texts.written and decided_texts.is_none
where
    decided_texts.ledger is null
    and ($ledger is null or texts.ledger = $ledger)
    and ($field is null or texts.field = $field)
    and ($text_key is null or texts.text_key = $text_key)
order by
    texts.record_count desc, texts.ledger desc, texts.field desc, texts.written asc, texts.lacking asc,
    texts.violation_code asc
limit $row_limit offset $row_offset
