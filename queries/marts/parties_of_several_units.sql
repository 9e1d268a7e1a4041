/*
title = "同一当事人几个单位办案"
purpose = "同一当事人在一段时间里由两个以上单位作出过处罚或者不予处罚决定，共罚了多少。"
grain = "一个当事人一行"
source = "国办发〔2022〕27号；实施方案三（四）4"
reads = ["cases", "units"]
notes = ["没有当事人标识的不在其中；只凭名称认定的写明。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
units_for_one_party = {rule = "fairness.units_for_one_party"}
[columns]
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
unit_count = {title = "单位数", unit = "个"}
case_count = {title = "案件", unit = "件"}
units = "承办单位"
violations = "涉及事项"
fine_fen = {title = "罚款合计", unit = "分"}
first_on = "最早日期"
last_on = "最晚日期"
is_by_name = "只凭名称认定"
record_key = "记录编号"
*/
with bureau as (
    select coalesce(list(unit order by sort_order nulls last, unit), []) as units from units
)

select
    min(party_name) as party_name,
    min(party_kind) as party_kind,
    count(distinct unit) as unit_count,
    count(*) as case_count,
    list_filter(any_value(bureau.units), lambda unit: list_contains(list(distinct cases.unit), unit)) as units,
    list(distinct coalesce(violation_name, cause) order by coalesce(violation_name, cause)) as violations,
    sum(fine_fen)::bigint as fine_fen,
    min(decided_on) as first_on,
    max(decided_on) as last_on,
    starts_with(party_key, 'n') as is_by_name,
    min_by(record_key, (decided_on, batch_id, sheet_no, row_no)) as record_key
from cases
cross join bureau
where
    party_key is not null
    and outcome in ('处罚', '不予处罚')
    and decided_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
group by party_key
having count(distinct unit) >= $units_for_one_party
order by unit_count desc, case_count desc, party_key asc
