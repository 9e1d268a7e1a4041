/*
title = "同一当事人同一天几件决定"
purpose = "同一当事人在同一天有两件以上处罚或者不予处罚决定：可能是拆开处罚，也可能是几种违法行为。"
grain = "一个当事人的一天一行"
source = "行政处罚法第二十九条；实施方案三（四）4"
reads = ["cases", "units"]
notes = ["没有当事人标识的不在其中；只凭名称认定的写明。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
decided_on = "处罚决定日期"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
case_count = {title = "案件", unit = "件"}
units = "承办单位"
violations = "涉及事项"
fine_fen = {title = "罚款合计", unit = "分"}
case_nos = "案号"
is_by_name = "只凭名称认定"
record_key = "记录编号"
*/
with bureau as (
    select coalesce(list(unit order by sort_order nulls last, unit), []) as units from units
)

select
    decided_on,
    min(party_name) as party_name,
    min(party_kind) as party_kind,
    count(*) as case_count,
    list_filter(any_value(bureau.units), lambda unit: list_contains(list(distinct cases.unit), unit)) as units,
    list(distinct coalesce(violation_name, cause) order by coalesce(violation_name, cause)) as violations,
    sum(fine_fen)::bigint as fine_fen,
    list(coalesce(case_no, record_key) order by batch_id, sheet_no, row_no) as case_nos,
    starts_with(party_key, 'n') as is_by_name,
    min_by(record_key, (batch_id, sheet_no, row_no)) as record_key
from cases
cross join bureau
where
    party_key is not null
    and outcome in ('处罚', '不予处罚')
    and decided_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
group by party_key, decided_on
having count(*) > 1
order by decided_on, party_key
