/*
title = "裁量基准"
purpose = "裁量基准表：每一违法行为、条款、主体和档次的幅度及有效期。"
grain = "基准的一行一行"
reads = ["benchmark", "violation_clauses", "violation_texts", "grade_names"]
notes = ["没有代码的基准按违法行为名称与目录对应，一字不差才算；对应不上时以名称为代码。", "没有生效、失效日期的视为一直有效。",
    "没有条款序号的，取适用主体相同的唯一一条，没有的取第 1 条。", "只有文字没有金额的行不能用来核查。",
    "没有金额类型的按区间；比例、倍数的数值单位没有写明的，按 % 和倍。"]
[params]
local_jurisdictions = {rule = "discretion.local_jurisdictions"}
[columns]
benchmark_no = "基准行号"
benchmark_id = "基准编号"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
grade = "裁量档次"
grade_key = "档次比对形式"
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
fine_is = "罚款要求"
companions = "应当同时"
effective_from = "生效日期"
effective_to = "失效日期"
ordinal_min = "序次下限"
ordinal_max = "序次上限"
window_months = "回溯月数"
quantity_min = "数量下限"
quantity_max = "数量上限"
jurisdiction = "适用地域"
is_local = "本地适用"
distance = "地域远近"
is_usable = "有金额可核"
is_ordinal = "按序次分档"
is_tiered = "按数量分档"
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
),

clauses_by_scope as (
    select
        violation_code,
        party_scope,
        min(clause_no) as clause_no
    from violation_clauses
    group by violation_code, party_scope
    having count(*) = 1
),

coded as (
    select
        benchmark.* replace (
            coalesce(benchmark.violation_code, catalogue_names.violation_code, benchmark.violation) as violation_code,
            coalesce(benchmark.party_scope, '全部') as party_scope,
            coalesce(benchmark.penalty_kind, 'range') as penalty_kind,
            coalesce(benchmark.value_unit, '元') as value_unit
        )
    from benchmark
    left join violation_texts on benchmark.violation = violation_texts.written
    left join catalogue_names on violation_texts.name_key = catalogue_names.name_key
)

select
    row_number() over (order by coded.batch_id, coded.sheet_no, coded.row_no) as benchmark_no,
    coalesce(coded.benchmark_id, coded.record_key) as benchmark_id,
    coded.violation_code,
    coded.violation as violation_name,
    coalesce(coded.clause_no, clauses_by_scope.clause_no, 1) as clause_no,
    coded.grade,
    grade_names.grade_key,
    coded.grade_order,
    coded.circumstance,
    coded.party_scope,
    coded.penalty_kind,
    coalesce(coded.min_value, 0) as min_value,
    case
        when coded.penalty_kind in ('fixed', 'per_unit_fixed') then coalesce(coded.max_value, coded.min_value)
        else coded.max_value
    end as max_value,
    case
        when coded.value_unit = '元' and coded.penalty_kind = 'proportion' then '%'
        when coded.value_unit = '元' and coded.penalty_kind = 'multiple' then '倍'
        else coded.value_unit
    end as value_unit,
    coalesce(coded.min_inclusive, true) as min_inclusive,
    coalesce(coded.max_inclusive, true) as max_inclusive,
    coded.per_unit,
    coded.cap_yuan_fen as cap_fen,
    coalesce(coded.fine_is, coded.fine_is_text) as fine_is,
    regexp_split_to_array(coded.other_outcome, '[|、，,；;]') as companions,
    coded.effective_from,
    coded.effective_to,
    coded.ordinal_min,
    coded.ordinal_max,
    coded.window_months,
    coded.quantity_min,
    coded.quantity_max,
    coded.jurisdiction,
    coalesce(
        regexp_matches(coded.jurisdiction, '^(' || array_to_string($local_jurisdictions, '|') || ')'), true
    ) as is_local,
    list_position(
        $local_jurisdictions,
        regexp_extract(coded.jurisdiction, '^(' || array_to_string($local_jurisdictions, '|') || ')')
    ) as distance,
    (coded.penalty_kind = 'none' or coded.min_value is not null or coded.max_value is not null) as is_usable,
    (coded.ordinal_min is not null or coded.ordinal_max is not null) as is_ordinal,
    (
        (coded.quantity_min is not null or coded.quantity_max is not null)
        and (coded.per_unit is null or coded.per_unit = coalesce(coded.quantity_var, ''))
    ) as is_tiered,
    coded.source,
    coded.batch_id,
    coded.sheet_no,
    coded.row_no
from coded
left join grade_names on coded.grade = grade_names.grade
left join clauses_by_scope
    on coded.violation_code = clauses_by_scope.violation_code and coded.party_scope = clauses_by_scope.party_scope
