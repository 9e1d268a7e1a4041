/*
title = "违法行为条款"
purpose = "违法行为目录：每一条款的法定幅度、适用主体和前置条件。"
grain = "违法行为的一个条款一行"
reads = ["clause_versions"]
notes = ["有几版的取最新生效的一版；各版见「违法行为条款的各版」。"]
[columns]
violation_code = "违法行为代码"
clause_no = "条款序号"
violation_name = "违法行为"
category = "类别"
law = "法律法规"
article = "条款"
precondition = "前置条件"
party_scope = "适用主体"
penalty_kind = "金额类型"
min_fen = {title = "法定下限", unit = "分"}
max_fen = {title = "法定上限", unit = "分"}
per_unit = "计量单位"
cap_fen = {title = "累计上限", unit = "分"}
base_kind = "基数种类"
base_min_pct = {title = "基数下限", unit = "%"}
base_max_pct = {title = "基数上限", unit = "%"}
fine_is = "罚款要求"
is_local = "本地适用"
source = "来源"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
select * exclude (starts_on, ends_before, version_count)
from clause_versions
qualify row_number() over (partition by violation_code, clause_no order by starts_on desc) = 1
