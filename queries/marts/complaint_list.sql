/*
title = "投诉举报清单"
purpose = "投诉举报逐件列出，可按单位、违法行为、日期等筛选。"
grain = "一件投诉举报一行"
reads = ["complaints", "units", "complaint"]
notes = ["查找的是工单编号、反映内容、被投诉人、问题类别、关联案号和地点，不分全角半角、括号写法和空格。"]
[params]
words = {type = "text", title = "查找"}
unit = {type = "text", title = "承办单位"}
above_unit = {type = "text", title = "中队并入的单位"}
violation_code = {type = "text", title = "违法行为代码"}
street = {type = "text", title = "街道"}
channel = {type = "text", title = "投诉渠道"}
month = {type = "text", title = "月份"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
complaint_no = "工单编号"
unit = "承办单位"
channel = "投诉渠道"
accepted_on = "受理日期"
due_on = "办理期限"
closed_on = "办结日期"
category = "问题类别"
content = {title = "反映内容", free_text = true}
violation_code = "违法行为代码"
violation_name = "违法行为"
respondent = {title = "被投诉人", private = true}
result = {title = "办理结果", free_text = true}
is_valid = "有效"
led_to_case = "已立案"
case_no = "关联案号"
street = "街道"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    complaint_no,
    unit,
    channel,
    accepted_on,
    due_on,
    closed_on,
    category,
    content,
    violation_code,
    violation_name,
    respondent,
    result,
    is_valid,
    led_to_case,
    case_no,
    street,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from complaints
where
    (
        $words is null
        or (batch_id, sheet_no, row_no) in (
            select (complaint.batch_id, complaint.sheet_no, complaint.row_no)
            from complaint
            where
                contains(
                    folded(
                        concat_ws(
                            '；',
                            complaint.complaint_no,
                            complaint.content,
                            complaint.respondent,
                            complaint.category,
                            complaint.case_no,
                            complaint.address
                        )
                    ),
                    folded($words)
                )
        )
    )
    and ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($above_unit is null or unit in (select units.unit from units where units.above_unit = $above_unit))
    and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
    and ($street is null or coalesce(street, '未填街道') = $street)
    and ($channel is null or coalesce(channel, '未填渠道') = $channel)
    and ($month is null or coalesce(accepted_month, '日期不明') = $month)
    and ($from_on is null or accepted_on >= $from_on)
    and ($to_on is null or accepted_on <= $to_on)
order by accepted_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
