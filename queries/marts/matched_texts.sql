/*
title = "凭文字认出的写法"
purpose = "没有写代码而凭名称、说法、条文或人的确认认出的每一种写法，各认作什么。"
grain = "一种台账的一列的一种写法、一种认法一行"
reads = ["matched_records"]
notes = ["认得不对的，由人确认为另一种或者不属于目录，人的确认先于名称和说法。"]
[params]
ledger = {type = "text", title = "台账代号"}
match_how = {type = "text", title = "对应方式"}
text_key = {type = "text", title = "写法的校验值"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
ledger = "台账"
field = "字段"
field_label = "列"
written = {title = "写法", free_text = true}
match_how = "对应方式"
violation_code = "违法行为代码"
violation_name = "违法行为"
record_count = {title = "记录", unit = "条"}
first_on = "最早日期"
last_on = "最晚日期"
text_key = "写法的校验值"
*/
select
    ledger,
    field,
    field_label,
    written,
    match_how,
    violation_code,
    violation_name,
    count(*) as record_count,
    min(happened_on) as first_on,
    max(happened_on) as last_on,
    md5(ledger || '|' || written) as text_key
from matched_records
where
    written is not null
    and match_how in ('名称', '条文', '确认', '说法', '不属于目录')
    and ($ledger is null or ledger = $ledger)
    and ($match_how is null or match_how = $match_how)
    and ($text_key is null or md5(ledger || '|' || written) = $text_key)
group by ledger, field, field_label, written, match_how, violation_code, violation_name
order by
    list_position(['说法', '条文', '名称', '确认', '不属于目录'], match_how), record_count desc, ledger desc, field desc,
    written asc, violation_code asc
limit $row_limit offset $row_offset
