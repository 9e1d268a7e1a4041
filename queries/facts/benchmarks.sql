/*
title = "裁量基准"
purpose = "裁量基准表：每一违法行为、条款、主体和档次的幅度及有效期。"
grain = "基准的一行一行"
reads = ["benchmark", "violation_clauses", "violation_texts"]
notes = ["没有代码的基准按违法行为名称与目录对应，一字不差才算；对应不上时以名称为代码。", "没有生效、失效日期的视为一直有效。"]
[params]
local_jurisdictions = {rule = "discretion.local_jurisdictions"}
[columns]
benchmark_id = "基准编号"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
grade = "裁量档次"
grade_order = "档次序号"
circumstance = "适用条件"
party_scope = "适用主体"
penalty_kind = "金额类型"
min_value = "下限数值"
max_value = "上限数值"
value_unit = "数值单位"
min_inclusive = "含下限"
max_inclusive = "含上限"
per_unit = "计量单位"
cap_fen = {title = "累计上限", unit = "分"}
base_kind = "基数种类"
fine_is = "罚款要求"
effective_from = "生效日期"
effective_to = "失效日期"
ordinal_min = "序次下限"
ordinal_max = "序次上限"
window_months = "回溯月数"
quantity_var = "数量变量"
quantity_min = "数量下限"
quantity_max = "数量上限"
jurisdiction = "适用地域"
is_local = "本地适用"
source = "来源"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with catalogue_names as (
    select
        violation_texts.name_key,
        min(violation_clauses.violation_code) as violation_code
    from violation_clauses
    inner join violation_texts on violation_clauses.violation_name = violation_texts.written
    where violation_clauses.is_local
    group by violation_texts.name_key
    having count(distinct violation_clauses.violation_code) = 1
)

select
    coalesce(benchmark.benchmark_id, benchmark.record_key) as benchmark_id,
    coalesce(benchmark.violation_code, catalogue_names.violation_code, benchmark.violation) as violation_code,
    benchmark.violation as violation_name,
    coalesce(benchmark.clause_no, 1) as clause_no,
    benchmark.grade,
    benchmark.grade_order,
    benchmark.circumstance,
    coalesce(benchmark.party_scope, '全部') as party_scope,
    benchmark.penalty_kind,
    benchmark.min_value,
    benchmark.max_value,
    coalesce(benchmark.value_unit, '元') as value_unit,
    coalesce(benchmark.min_inclusive, true) as min_inclusive,
    coalesce(benchmark.max_inclusive, true) as max_inclusive,
    benchmark.per_unit,
    benchmark.cap_yuan_fen as cap_fen,
    benchmark.base_kind,
    coalesce(benchmark.fine_is, benchmark.fine_is_text) as fine_is,
    benchmark.effective_from,
    benchmark.effective_to,
    benchmark.ordinal_min,
    benchmark.ordinal_max,
    benchmark.window_months,
    benchmark.quantity_var,
    benchmark.quantity_min,
    benchmark.quantity_max,
    benchmark.jurisdiction,
    benchmark.jurisdiction is null
    or regexp_matches(benchmark.jurisdiction, '^(' || array_to_string($local_jurisdictions, '|') || ')') as is_local,
    benchmark.source,
    benchmark.batch_id,
    benchmark.sheet_no,
    benchmark.row_no
from benchmark
left join violation_texts on benchmark.violation = violation_texts.written
left join catalogue_names on violation_texts.name_key = catalogue_names.name_key
