/*
title = "写法对应清单"
purpose = "案件、检查、投诉、指导逐条列出：写了什么，靠什么对应到哪一种违法行为。"
grain = "一条记录一行"
reads = ["matched_records"]
[params]
event_kind = {type = "text", title = "类别"}
match_how = {type = "text", title = "对应方式"}
is_matched = {type = "bool", title = "对应到目录"}
violation_code = {type = "text", title = "违法行为代码"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
event_kind = "类别"
ledger = "台账"
field = "字段"
field_label = "列"
written = {title = "写法", free_text = true}
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
select *
from matched_records
where
    ($event_kind is null or event_kind = $event_kind)
    and ($match_how is null or match_how = $match_how)
    and ($is_matched is null or (violation_code is not null) = $is_matched)
    and ($is_matched is null or match_how != '不属于目录')
    and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
    and ($from_on is null or happened_on >= $from_on)
    and ($to_on is null or happened_on <= $to_on)
order by happened_on, event_kind, batch_id, sheet_no, row
limit $row_limit offset $row_offset
