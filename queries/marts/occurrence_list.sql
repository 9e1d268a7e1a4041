/*
title = "按发现日的记录"
purpose = "防控效果数到的每一件案件、检查发现和有效投诉。"
grain = "一条记录一行"
reads = ["violation_occurrences"]
[params]
violation_code = {type = "text", title = "违法行为代码"}
counted = {type = "text", title = "数的是"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
event_kind = "类别"
counted = "数的是"
violation_code = "违法行为代码"
violation_name = "违法行为"
happened_on = "日期"
unit = "单位"
street = "街道"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
select *
from violation_occurrences
where
    ($violation_code is null or violation_code = $violation_code)
    and ($counted is null or counted = $counted)
    and ($from_on is null or happened_on >= $from_on)
    and ($to_on is null or happened_on <= $to_on)
order by happened_on, event_kind, batch_id, sheet_no, row
limit $row_limit offset $row_offset
