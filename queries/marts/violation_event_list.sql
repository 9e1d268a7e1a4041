/*
title = "计入频次的记录"
purpose = "违法行为频次数到的每一条：哪件案件、哪次检查、哪件投诉、哪次指导，在哪份台账的哪一行。"
grain = "计入频次的一条记录一行"
source = "实施方案三（一）"
reads = ["violation_events", "cases", "inspections", "complaints", "guidances"]
notes = [
    "行政指导可以一行登记多次，频次按「次数」一列合计。",
    "已立案的检查和投诉只列案件。没有日期的记录不在任何时间段内。",
]
[params]
violation_code = {type = "text", title = "违法行为代码"}
event_kind = {type = "text", title = "类别"}
unit = {type = "text", title = "单位"}
street = {type = "text", title = "街道"}
party_kind = {type = "text", title = "当事人类型"}
month = {type = "text", title = "月份"}
trade = {type = "text", title = "行业"}
calendar_month = {type = "text", title = "各年的几月"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
event_kind = "类别"
happened_on = "日期"
violation_code = "违法行为代码"
violation_name = "违法行为"
times = {title = "次数", unit = "次"}
unit = "单位"
street = "街道"
party_kind = "当事人类型"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with places as (
    select
        '案件' as event_kind,
        record_key,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from cases
    union all
    select
        '检查',
        record_key,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from inspections
    union all
    select
        '投诉',
        record_key,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from complaints
    union all
    select
        '指导',
        record_key,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from guidances
)

select
    violation_events.event_kind,
    violation_events.happened_on,
    violation_events.violation_code,
    violation_events.violation_name,
    violation_events.times,
    violation_events.unit,
    violation_events.street,
    violation_events.party_kind,
    violation_events.record_key,
    places.batch_id,
    places.file,
    places.sheet,
    places.sheet_no,
    places.row_no as row
from violation_events
inner join places
    on violation_events.event_kind = places.event_kind and violation_events.record_key = places.record_key
where
    ($violation_code is null or coalesce(violation_events.violation_code, '未对应') = $violation_code)
    and ($event_kind is null or violation_events.event_kind = $event_kind)
    and ($unit is null or coalesce(violation_events.unit, '未填单位') = $unit)
    and ($street is null or coalesce(violation_events.street, '未填街道') = $street)
    and ($party_kind is null or coalesce(violation_events.party_kind, '未填类型') = $party_kind)
    and ($month is null or coalesce(violation_events.happened_month, '日期不明') = $month)
    and ($trade is null or violation_events.trade = $trade)
    and ($calendar_month is null or strftime(violation_events.happened_on, '%m') = $calendar_month)
    and ($from_on is null or violation_events.happened_on >= $from_on)
    and ($to_on is null or violation_events.happened_on <= $to_on)
order by violation_events.happened_on, places.batch_id, places.sheet_no, places.row_no, violation_events.violation_code
limit $row_limit offset $row_offset
