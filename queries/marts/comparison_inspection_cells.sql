/*
title = "单位比较的计数：检查"
purpose = "每个比较对象检查发现了多少问题、其中多少立案。"
grain = "一个比较对象的一种违法行为一行"
source = "实施方案三（四）4：整治选择性执法"
reads = ["inspections", "units"]
notes = ["只算有问题、知道是否立案的检查。", "层的编号只在这一次查询里有意义，0 表示没有填写。"]
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
patrol_size = {title = "检查发现问题", unit = "次"}
patrol_count = {title = "其中立案", unit = "次"}
*/
with counted as (
    select
        case $dimension
            when 'unit' then inspections.unit
            when 'above_unit' then units.above_unit
            when 'street' then inspections.street
            when 'party_kind' then inspections.party_kind
            when 'source' then inspections.check_form
        end as value,
        coalesce(inspections.violation_code, inspections.violation_written) as violation,
        count(*) as patrol_size,
        count(*) filter (inspections.led_to_case) as patrol_count
    from inspections
    left join units on inspections.unit = units.unit
    where
        inspections.has_problem
        and inspections.led_to_case is not null
        and inspections.inspected_on
        between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by all
)

select
    value,
    case when violation is null then 0 else dense_rank() over (order by violation) end as violation_no,
    0 as grade_no,
    0 as procedure_no,
    0 as scope_no,
    patrol_size,
    patrol_count
from counted
where value is not null
order by value, violation_no
