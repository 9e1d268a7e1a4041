/*
title = "巡查检查清单"
purpose = "巡查检查逐次列出，可按单位、违法行为、日期等筛选。"
grain = "一次检查一行"
reads = ["inspections", "units", "inspection"]
notes = ["查找的是检查编号、监管对象、当事人、违法行为、关联案号和地址，不分全角半角、括号写法和空格。"]
[params]
words = {type = "text", title = "查找"}
unit = {type = "text", title = "检查单位"}
above_unit = {type = "text", title = "中队并入的单位"}
violation_code = {type = "text", title = "违法行为代码"}
street = {type = "text", title = "街道"}
party_kind = {type = "text", title = "当事人类型"}
has_problem = {type = "bool", title = "有问题"}
month = {type = "text", title = "月份"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
inspection_no = "检查编号"
unit = "检查单位"
inspected_on = "检查日期"
object_name = {title = "监管对象", private = true}
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
check_form = "检查形式"
check_result = "检查结果"
has_problem = "有问题"
violation_written = {title = "填写的违法行为", free_text = true}
violation_code = "违法行为代码"
violation_name = "违法行为"
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
    inspection_no,
    unit,
    inspected_on,
    object_name,
    party_name,
    party_kind,
    check_form,
    check_result,
    has_problem,
    violation_written,
    violation_code,
    violation_name,
    led_to_case,
    case_no,
    street,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from inspections
where
    (
        $words is null
        or (batch_id, sheet_no, row_no) in (
            select (inspection.batch_id, inspection.sheet_no, inspection.row_no)
            from inspection
            where
                contains(
                    folded(
                        concat_ws(
                            '；',
                            inspection.inspection_no,
                            inspection.object_name,
                            inspection.party_name,
                            inspection.violation,
                            inspection.case_no,
                            inspection.address
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
    and ($party_kind is null or coalesce(party_kind, '未填类型') = $party_kind)
    and ($has_problem is null or has_problem = $has_problem)
    and ($month is null or coalesce(inspected_month, '日期不明') = $month)
    and ($from_on is null or inspected_on >= $from_on)
    and ($to_on is null or inspected_on <= $to_on)
order by inspected_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
