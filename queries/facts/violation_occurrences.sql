/*
title = "违法行为按发现日"
purpose = "案件、检查发现和有效投诉各在哪一天发现：看公布和指导的效果用。"
grain = "一条记录一行"
stored = false
reads = ["cases", "violation_events", "inspections", "complaints", "case_links"]
notes = [
    "关联案号对得上案件的检查和投诉只按案件计一次。",
    "有检查关联的案件是检查发现的；没有的是其他案件，是不是检查发现的不知道。",
    "案件按发现日，没有的依次取立案、违法、决定日：决定要等一两个月，按决定日看不出是公布前还是公布后犯的。",
]
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
with inspected as (
    select distinct case_links.record_key
    from inspections inner join case_links on inspections.case_no = case_links.case_no
)

select
    '案件' as event_kind,
    case when inspected.record_key is null then '其他案件' else '检查发现' end as counted,
    cases.violation_code,
    cases.violation_name,
    coalesce(cases.found_on, cases.filed_on, cases.act_on, cases.event_on) as happened_on,
    cases.unit,
    cases.street,
    cases.record_key,
    cases.batch_id,
    cases.sheet_no,
    cases.row_no as row
from cases left join inspected on cases.record_key = inspected.record_key
where cases.violation_code is not null
union all
select
    violation_events.event_kind,
    case violation_events.event_kind when '检查' then '检查发现' else '有效投诉' end as counted,
    violation_events.violation_code,
    violation_events.violation_name,
    violation_events.happened_on,
    violation_events.unit,
    violation_events.street,
    violation_events.record_key,
    coalesce(inspections.batch_id, complaints.batch_id) as batch_id,
    coalesce(inspections.sheet_no, complaints.sheet_no) as sheet_no,
    coalesce(inspections.row_no, complaints.row_no) as row
from violation_events
left join inspections
    on violation_events.event_kind = '检查' and violation_events.record_key = inspections.record_key
left join complaints
    on violation_events.event_kind = '投诉' and violation_events.record_key = complaints.record_key
where violation_events.event_kind in ('检查', '投诉') and violation_events.violation_code is not null
