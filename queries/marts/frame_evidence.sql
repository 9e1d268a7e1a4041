/*
title = "抽查名单：任务佐证"
purpose = "可以抽来核对佐证的任务：方案的每项义务和承担它的每个单位。"
grain = "一项义务一个单位一行"
source = "实施方案四（三）：对各责任单位随机抽查、不定期暗访"
reads = ["obligations", "obligation_units"]
notes = ["取统计截止日生效的方案。", "已经到期的权重高：到期的才该有佐证。"]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
weight_due = {rule = "sampling.weight_due"}
[columns]
object_id = "对象编号"
stratum = "分层"
weight = "权重"
amount_fen = {title = "金额", unit = "分"}
title = "义务"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
select
    obligations.plan_year || ' ' || obligations.obligation_id || ' ' || obligation_units.unit as object_id,
    obligation_units.unit as stratum,
    (1 + case when obligations.due_on <= $as_of then $weight_due else 0 end)::integer as weight,
    null::bigint as amount_fen,
    obligations.title,
    null::integer as batch_id,
    null::integer as sheet_no,
    null::integer as row
from obligation_units
inner join obligations
    on
        obligation_units.plan_year = obligations.plan_year
        and obligation_units.obligation_id = obligations.obligation_id
where
    $as_of between obligations.in_force_from and obligations.in_force_to
    and ($unit is null or obligation_units.unit = $unit)
order by object_id
