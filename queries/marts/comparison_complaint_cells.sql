/*
title = "单位比较的计数：投诉"
purpose = "每个比较对象有多少件有效投诉、其中多少立案。"
grain = "一个比较对象的一种问题一行"
source = "实施方案三（四）4：整治选择性执法"
reads = ["complaints", "units"]
notes = [
    "只算有效、知道是否立案的投诉；违法行为认不出的按问题类别分。",
    "各街道报不报投诉的习惯不同：同一街道前后比，比街道之间比更可靠。",
    "层的编号只在这一次查询里有意义，0 表示没有填写。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
dimension = {type = "text", title = "比较维度", default = "unit"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
value = "比较对象"
violation_no = "违法行为层号"
grade_no = "档次层号"
procedure_no = "程序层号"
scope_no = "当事人层号"
complaint_size = {title = "有效投诉", unit = "件"}
complaint_count = {title = "其中立案", unit = "件"}
*/
with counted as (
    select
        case $dimension
            when 'unit' then complaints.unit
            when 'above_unit' then units.above_unit
            when 'street' then complaints.street
            when 'source' then complaints.channel
        end as value,
        coalesce(complaints.violation_code, complaints.category) as violation,
        count(*) as complaint_size,
        count(*) filter (complaints.led_to_case) as complaint_count
    from complaints
    left join units on complaints.unit = units.unit
    where
        complaints.is_valid
        and complaints.led_to_case is not null
        and complaints.accepted_on
        between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by all
)

select
    value,
    case when violation is null then 0 else dense_rank() over (order by violation) end as violation_no,
    0 as grade_no,
    0 as procedure_no,
    0 as scope_no,
    complaint_size,
    complaint_count
from counted
where value is not null
order by value, violation_no
