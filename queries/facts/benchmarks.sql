/*
title = "裁量基准"
purpose = "裁量基准表：每一违法行为、条款、主体和档次的幅度及有效期。"
grain = "基准的一行一行"
reads = ["benchmark", "sheet_column", "unread_fields", "violation_clauses", "violation_texts", "grade_names"]
notes = ["没有代码的基准按违法行为名称与目录对应，一字不差才算；对应不上时以名称为代码。", "没有生效、失效日期的视为一直有效。",
    "没有条款序号的，取适用主体相同的唯一一条，没有的取第 1 条。", "只有文字没有金额的行不能用来核查。",
    "没有金额类型的，有计量单位而不是分数量档的按计量单位计，其余按区间；说不清是哪一种的不能用来核查。",
    "数值单位先认本行，再认格里和表头写的；比例、倍数的数值单位没有写明的，按 % 和倍。",
    "金额、单位、序次、数量或者有效期填了而读不出的，下限高于上限的，不能用来核查。"]
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

-- A head in 万元 was already read in yuan.
head_units as (
    select
        batch_id,
        sheet_no,
        max(unit) as head_unit
    from sheet_column
    where field in ('min_value', 'max_value')
    group by batch_id, sheet_no
),

-- 「元/平方米」 says both units at once; a unit of money in the column of measures is no measure.
united as (
    select
        benchmark.*,
        head_units.head_unit,
        coalesce(
            benchmark.value_unit,
            benchmark.value_unit_text,
            case when regexp_matches(benchmark.per_unit, '^(万?元|%|倍)(/|$)') then benchmark.per_unit end,
            case when coalesce(benchmark.min_value_percent, benchmark.max_value_percent) is not null then '%' end,
            case when head_units.head_unit = '%' then '%' end
        ) as unit_written,
        case
            when starts_with(unit_written, '万') and coalesce(head_units.head_unit <> '万元', true) then 10000 else 1
        end as scale,
        coalesce(list_has_any(
            unread_fields.fields,
            [
                'penalty_kind', 'min_value', 'max_value', 'cap_yuan', 'min_inclusive', 'max_inclusive', 'quantity_min',
                'quantity_max', 'ordinal_min', 'ordinal_max', 'window_months', 'effective_from', 'effective_to'
            ]
        ), false) as is_unread
    from benchmark
    left join head_units on benchmark.batch_id = head_units.batch_id and benchmark.sheet_no = head_units.sheet_no
    left join unread_fields
        on
            benchmark.batch_id = unread_fields.batch_id
            and benchmark.sheet_no = unread_fields.sheet_no
            and benchmark.row_no = unread_fields.row_no
),

scaled as (
    select
        united.* replace (
            case
                when not regexp_matches(per_unit, '^(万?元|%|倍)(/|$)') then per_unit
                else nullif(regexp_extract(per_unit, '/(.+)$', 1), '')
            end as per_unit,
            regexp_extract(unit_written, '^(万?元|%|倍)(/|$)', 1) as value_unit,
            coalesce(min_value, 100 * min_value_percent)::decimal(28, 6) * scale as min_value,
            coalesce(max_value, 100 * max_value_percent)::decimal(28, 6) * scale as max_value
        ),
        coalesce(min_value_percent, max_value_percent) is not null as is_share_written
    from united
),

kinded as (
    select
        scaled.* replace (
            replace(value_unit, '万元', '元') as value_unit,
            coalesce(per_unit, nullif(regexp_extract(unit_written, '/(.+)$', 1), '')) as per_unit,
            coalesce(
                penalty_kind,
                case value_basis
                    when '比例' then 'proportion'
                    when '倍数' then 'multiple'
                    when '单价' then 'per_unit_range'
                end,
                case
                    when value_unit = '%' then 'proportion'
                    when value_unit = '倍' then 'multiple'
                    when contains(unit_written, '/') then 'per_unit_range'
                    when per_unit is not null and contains(standard, '每') then 'per_unit_range'
                    when per_unit is null then 'range'
                    when standard is null and quantity_min is null and quantity_max is null then 'per_unit_range'
                    when standard is not null and coalesce(quantity_min, quantity_max) is not null then 'range'
                end
            ) as penalty_kind
        )
    from scaled
),

coded as (
    select
        kinded.* replace (
            coalesce(kinded.violation_code, catalogue_names.violation_code, kinded.violation) as violation_code,
            coalesce(kinded.party_scope, '全部') as party_scope,
            coalesce(kinded.penalty_kind, 'range') as penalty_kind,
            coalesce(kinded.value_unit, '元') as value_unit
        ),
        kinded.penalty_kind is not null
        and not kinded.is_unread
        and coalesce(kinded.value_unit <> '', true)
        and not coalesce(kinded.max_value < kinded.min_value, false)
        and not (kinded.is_share_written and kinded.value_unit <> '%')
        and not coalesce(kinded.value_unit in ('%', '倍') and kinded.head_unit = '万元', false) as is_understood
    from kinded
    left join violation_texts on kinded.violation = violation_texts.written
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
    (
        coded.is_understood
        and (
            coded.penalty_kind = 'none'
            or coalesce(coalesce(coded.fine_is, coded.fine_is_text) in ('不予罚款', '不予处罚'), false)
            or coded.min_value is not null
            or coded.max_value is not null
        )
    ) as is_usable,
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
