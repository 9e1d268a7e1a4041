/*
title = "处理以后又犯没有"
purpose = "同一当事人因同一违法行为最早一次受指导、警告、罚款，规定天数以内又犯没有，逐条列出。"
grain = "一个当事人的一种违法行为、最早的一次处理一行"
source = "实施方案三（二）：行政指导；行政处罚法第九条：警告、罚款"
reads = ["treatments", "cases", "inspections"]
notes = [
    "到统计截止日、到案件和检查登记的最晚一天还不满规定天数的，不知道会不会再犯，不计。",
    "可比：同一种违法行为、同样是个人或单位的当事人里，几种处理都有的才拿来比。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
repeat_days = {rule = "effect.repeat_days"}
treatment = {type = "text", title = "处理"}
violation_code = {type = "text", title = "违法行为代码"}
is_comparable = {type = "bool", title = "可比"}
is_repeated = {type = "bool", title = "又犯"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
treatment = "处理"
violation_code = "违法行为代码"
violation_name = "违法行为"
party_scope = "按个人或单位"
treated_on = "处理日期"
relapsed_on = "又犯日期"
is_repeated = "又犯"
is_comparable = "可比"
unit = "单位"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
with recorded as (
    select max(happened_on) as last_on
    from (
        select coalesce(found_on, filed_on, act_on, event_on) as happened_on from cases
        union all
        select inspected_on from inspections
    ) as noted
    where happened_on <= $as_of
),

followed as (
    select
        treatment,
        violation_code,
        violation_name,
        party_scope,
        treated_on,
        case when relapsed_on <= treated_on + $repeat_days::integer then relapsed_on end as relapsed_on,
        unit,
        record_key,
        batch_id,
        sheet_no,
        row
    from treatments inner join recorded on treatments.treated_on + $repeat_days::integer <= recorded.last_on
),

kinds as (
    select
        violation_code,
        party_scope,
        count(distinct treatment) > 1 as is_comparable
    from followed
    where party_scope is not null
    group by violation_code, party_scope
)

select
    followed.treatment,
    followed.violation_code,
    followed.violation_name,
    followed.party_scope,
    followed.treated_on,
    followed.relapsed_on,
    followed.relapsed_on is not null as is_repeated,
    coalesce(kinds.is_comparable, false) as is_comparable,
    followed.unit,
    followed.record_key,
    followed.batch_id,
    followed.sheet_no,
    followed.row
from followed
left join kinds
    on followed.violation_code = kinds.violation_code and followed.party_scope = kinds.party_scope
where
    ($treatment is null or followed.treatment = $treatment)
    and ($violation_code is null or followed.violation_code = $violation_code)
    and ($is_comparable is null or coalesce(kinds.is_comparable, false) = $is_comparable)
    and ($is_repeated is null or (followed.relapsed_on is not null) = $is_repeated)
order by followed.treated_on, followed.batch_id, followed.sheet_no, followed.row
limit $row_limit offset $row_offset
