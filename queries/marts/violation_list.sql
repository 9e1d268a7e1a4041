/*
title = "违法行为目录"
purpose = "违法行为的每一条款：依据、主体、前置条件和法定幅度；外地的标为外地示例、从不对应。"
grain = "违法行为的一个条款一行"
reads = ["violation_clauses", "batch"]
[params]
is_local = {type = "bool", title = "本地适用"}
[columns]
violation_code = "违法行为代码"
clause_no = "条款序号"
violation_name = "违法行为"
category = "类别"
is_local = "本地适用"
law = "法律法规"
article = "条款"
precondition = "前置条件"
party_scope = "适用主体"
min_fen = {title = "法定下限", unit = "分"}
max_fen = {title = "法定上限", unit = "分"}
per_unit = "计量单位"
base_kind = "基数种类"
base_min_pct = {title = "基数下限", unit = "%"}
base_max_pct = {title = "基数上限", unit = "%"}
fine_is = "罚款要求"
source = "来源"
file = "文件"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
select
    violation_clauses.violation_code,
    violation_clauses.clause_no,
    violation_clauses.violation_name,
    violation_clauses.category,
    violation_clauses.is_local,
    violation_clauses.law,
    violation_clauses.article,
    violation_clauses.precondition,
    violation_clauses.party_scope,
    violation_clauses.min_fen,
    violation_clauses.max_fen,
    violation_clauses.per_unit,
    violation_clauses.base_kind,
    violation_clauses.base_min_pct,
    violation_clauses.base_max_pct,
    violation_clauses.fine_is,
    violation_clauses.source,
    batch.file,
    violation_clauses.batch_id,
    violation_clauses.sheet_no,
    violation_clauses.row_no as row
from violation_clauses
inner join batch on violation_clauses.batch_id = batch.batch_id
where $is_local is null or violation_clauses.is_local = $is_local
order by violation_clauses.is_local desc, violation_clauses.violation_code asc, violation_clauses.clause_no asc
