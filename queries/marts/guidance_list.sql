/*
title = "行政指导清单"
purpose = "每次行政指导：对象、方式、形式、文书、送达和案卷。"
grain = "一次指导，或者一条定期统计，一行"
source = "舞城管〔2022〕40号三（二）"
reads = ["guidances"]
[params]
unit = {type = "text", title = "实施单位"}
method = {type = "text", title = "指导方式"}
is_written = {type = "bool", title = "书面"}
violation_code = {type = "text", title = "违法行为代码"}
street = {type = "text", title = "街道"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
guidance_no = "指导编号"
unit = "实施单位"
party_name = {title = "指导对象", private = true}
topic = {title = "指导事项", free_text = true}
method = "指导方式"
form = "指导形式"
is_written = "书面"
guided_on = "指导日期"
guided_month = "指导月"
guidance_count = {title = "次数", unit = "次"}
is_complete = "要素齐全"
is_served = "已送达"
served_on = "送达日期"
archive_no = "案卷号"
violation_code = "违法行为代码"
street = "街道"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    guidance_no,
    unit,
    party_name,
    topic,
    method,
    form,
    is_written,
    guided_on,
    guided_month,
    guidance_count,
    is_complete,
    is_served,
    served_on,
    archive_no,
    violation_code,
    street,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from guidances
where
    ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($method is null or list_contains(method, $method))
    and ($is_written is null or is_written = $is_written)
    and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
    and ($street is null or coalesce(street, '未填街道') = $street)
    and ($from_on is null or coalesce(guided_on, last_day(strptime(guided_month, '%Y-%m')::date)) >= $from_on)
    and ($to_on is null or coalesce(guided_on, last_day(strptime(guided_month, '%Y-%m')::date)) <= $to_on)
order by coalesce(guided_on, last_day(strptime(guided_month, '%Y-%m')::date)), batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
