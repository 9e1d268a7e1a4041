/*
title = "裁量核查件数"
purpose = "已作决定的案件，每种核查结果、偏离状态和违法行为各有几件。"
grain = "一种核查结果、偏离状态和违法行为一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["case_verdict", "violations"]
notes = ["起止日期不写时取统计截止日所在年度。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
verdict = "核查结果"
deviation_state = "偏离状态"
violation_code = "违法行为代码"
violation_name = "违法行为"
has_range = "核得出幅度"
case_count = {title = "案件", unit = "件"}
*/
with counted as (
    select
        verdict,
        deviation_state,
        violation_code,
        low_fen is not null as has_range,
        count(*) as case_count
    from case_verdict
    where event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by verdict, deviation_state, violation_code, has_range
)

select
    counted.verdict,
    counted.deviation_state,
    counted.violation_code,
    violations.violation_name,
    counted.has_range,
    counted.case_count
from counted
left join violations on counted.violation_code = violations.violation_code
order by counted.violation_code, counted.verdict, counted.deviation_state, counted.has_range
