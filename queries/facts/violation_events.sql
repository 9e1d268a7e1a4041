/*
title = "违法行为发生记录"
purpose = "计入频次的每一件事：案件、检查发现、有效投诉和行政指导，同一件事只计一次。"
grain = "计入频次的一条记录一行"
source = "实施方案三（一）：梳理日常管理、执法检查发现的违法行为和已办结案件"
reads = ["cases", "inspections", "complaints", "guidances", "violations", "case_links"]
notes = [
    "关联案号对得上案件的检查和投诉，只按案件计一次；案号忽略括号、空格和前导零。",
    "没有发现问题、结果未知的检查不计；不属实、重复的投诉不计。",
]
[params]
weight_case = {rule = "risk.weight_case"}
weight_inspection = {rule = "risk.weight_inspection"}
weight_complaint = {rule = "risk.weight_complaint"}
weight_guidance = {rule = "risk.weight_guidance"}
[columns]
event_kind = "类别"
violation_code = "违法行为代码"
violation_name = "违法行为"
happened_on = "日期"
happened_month = "月份"
times = "次数"
weighted_times = {title = "加权次数", unit = "次"}
unit = "单位"
street = "街道"
party_kind = "当事人类型"
trade = "行业"
record_key = "记录编号"
*/
with found as (
    select
        '检查' as event_kind,
        case_no,
        violation_code,
        violation_name,
        inspected_on as happened_on,
        inspected_month as happened_month,
        unit,
        street,
        party_kind,
        record_key
    from inspections
    where has_problem
    union all
    select
        '投诉' as event_kind,
        case_no,
        violation_code,
        violation_name,
        accepted_on as happened_on,
        accepted_month as happened_month,
        unit,
        street,
        null as party_kind,
        record_key
    from complaints
    where is_valid
)

select
    '案件' as event_kind,
    violation_code,
    violation_name,
    event_on as happened_on,
    event_month as happened_month,
    1 as times,
    $weight_case::decimal(15, 3) as weighted_times,
    unit,
    street,
    party_kind,
    trade,
    record_key
from cases
union all
select
    found.event_kind,
    found.violation_code,
    found.violation_name,
    found.happened_on,
    found.happened_month,
    1 as times,
    case found.event_kind when '检查' then $weight_inspection else $weight_complaint end::decimal(15, 3)
        as weighted_times,
    found.unit,
    found.street,
    found.party_kind,
    null as trade,
    found.record_key
from found anti join case_links on found.case_no = case_links.case_no
union all
select
    '指导' as event_kind,
    violations.violation_code,
    violations.violation_name,
    guidances.guided_on as happened_on,
    guidances.guided_month as happened_month,
    coalesce(guidances.guidance_count, 1) as times,
    (coalesce(guidances.guidance_count, 1) * $weight_guidance::decimal(15, 3))::decimal(15, 3) as weighted_times,
    guidances.unit,
    null as street,
    null as party_kind,
    null as trade,
    guidances.record_key
from guidances
left join violations on guidances.violation_code = violations.violation_code
