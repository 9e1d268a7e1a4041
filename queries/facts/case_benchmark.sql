/*
title = "案件适用的基准"
purpose = "每件已作决定的案件适用裁量基准的哪一行、幅度是多少；找不到的写明缺什么。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十四条、第三十七条；国办发〔2022〕27号"
reads = ["cases", "case_situations", "situation_benchmarks", "benchmarks", "violation_clauses", "scope_fits"]
notes = [
    "基准按违法日期取当时有效的一版；没有违法日期而只有一版的，就用那一版。",
    "档次按登记的裁量档次认；数量或序次指向另一档次的，按数量或序次所指的一档核，并写明。",
    "数量写明起止的都含本数，恰在两档之间的按登记的档次。",
    "序次是同一当事人同一违法行为在回溯期内此前受过处罚的件数加一，按此前的处罚决定日期算。",
    "按比例、倍数、数量计算的幅度精确计算，有累计上限的以累计上限为限。",
]
[columns]
record_key = "记录编号"
situation = "情形号"
benchmark_no = "基准行号"
benchmark_id = "基准编号"
applied_grade = "适用的档次"
grade_note = "档次说明"
earlier_count = "此前受罚次数"
low_amount = {title = "下限", unit = "分"}
high_amount = {title = "上限", unit = "分"}
min_inclusive = "含下限"
max_inclusive = "含上限"
is_computed = "计算得出"
is_fine_free = "该档不罚款"
fine_is = "罚款要求"
is_low_shared = "下限与邻档相同"
is_high_shared = "上限与邻档相同"
statute_low = {title = "法定下限", unit = "分"}
statute_high = {title = "法定上限", unit = "分"}
is_statute_computed = "法定幅度计算得出"
missing = "无法核查的原因"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with offered as (
    select
        situation_benchmarks.situation,
        count(distinct benchmarks.party_scope) > 1 and bool_or(situation_benchmarks.fits is null) as lacks_party,
        bool_or(situation_benchmarks.fits is distinct from false) as has_rows,
        bool_or(situation_benchmarks.is_recorded and situation_benchmarks.fits is distinct from false) as has_grade,
        min(situation_benchmarks.benchmark_no) filter (
            situation_benchmarks.is_first and situation_benchmarks.fits is distinct from false
        ) as recorded_no
    from situation_benchmarks
    inner join benchmarks on situation_benchmarks.benchmark_no = benchmarks.benchmark_no
    group by situation_benchmarks.situation
),

-- Only cases whose row depends on the quantity or on earlier cases are looked at one by one.
depending as (
    select
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.record_key,
        cases.party_key,
        cases.violation_code,
        cases.quantity,
        case_situations.situation,
        recorded.benchmark_no,
        recorded.is_ordinal,
        recorded.jurisdiction,
        recorded.effective_from,
        recorded.grade_order,
        recorded.window_months,
        coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on) as acted_about
    from cases
    inner join case_situations
        on
            cases.batch_id = case_situations.batch_id
            and cases.sheet_no = case_situations.sheet_no
            and cases.row_no = case_situations.row_no
    inner join offered on case_situations.situation = offered.situation
    inner join benchmarks as recorded on offered.recorded_no = recorded.benchmark_no
    where recorded.is_ordinal or (recorded.is_tiered and cases.quantity is not null)
),

counted as (
    select
        depending.batch_id,
        depending.sheet_no,
        depending.row_no,
        count(punished.party_key) as earlier_count
    from depending
    left join cases as punished
        on
            depending.party_key = punished.party_key
            and depending.violation_code = punished.violation_code
            and punished.outcome = '处罚'
            and depending.record_key != punished.record_key
            and depending.acted_about > punished.event_on
            and punished.event_on >= depending.acted_about - to_months(coalesce(depending.window_months, 0)::integer)
    where depending.is_ordinal
    group by depending.batch_id, depending.sheet_no, depending.row_no
),

-- The row of the same table that the ordinal or the quantity points to; the recorded grade where it fits as well.
pointed as (
    select
        depending.batch_id,
        depending.sheet_no,
        depending.row_no,
        benchmarks.benchmark_no,
        counted.earlier_count,
        case when not situation_benchmarks.is_recorded then depending.is_ordinal end as by_ordinal
    from depending
    left join counted
        on
            depending.batch_id = counted.batch_id
            and depending.sheet_no = counted.sheet_no
            and depending.row_no = counted.row_no
    inner join situation_benchmarks
        on depending.situation = situation_benchmarks.situation and situation_benchmarks.fits is distinct from false
    inner join benchmarks
        on
            situation_benchmarks.benchmark_no = benchmarks.benchmark_no
            and depending.effective_from is not distinct from benchmarks.effective_from
            and depending.is_ordinal = benchmarks.is_ordinal
    where
        case
            when depending.is_ordinal
                then
                    coalesce(counted.earlier_count + 1 >= benchmarks.ordinal_min, true)
                    and coalesce(counted.earlier_count + 1 <= benchmarks.ordinal_max, true)
            else
                benchmarks.is_tiered
                and coalesce(depending.quantity >= benchmarks.quantity_min, true)
                and coalesce(depending.quantity <= benchmarks.quantity_max, true)
        end
    qualify row_number() over (
        partition by depending.batch_id, depending.sheet_no, depending.row_no
        order by
            situation_benchmarks.is_recorded desc,
            benchmarks.jurisdiction is distinct from depending.jurisdiction asc,
            abs(coalesce(benchmarks.grade_order, 0) - coalesce(depending.grade_order, 0)) asc,
            benchmarks.party_scope = '全部' asc,
            benchmarks.benchmark_no asc
    ) = 1
),

applied as (
    select
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.record_key,
        cases.violation_code,
        cases.clause_no,
        cases.party_key,
        cases.party_scope,
        cases.party_role,
        cases.quantity,
        try_cast(cases.quantity as decimal(12, 4)) as units,
        try_cast(cases.quantity_days as decimal(7, 2)) as days,
        try_cast(cases.base_fen as decimal(15, 0)) as base_fen,
        (cases.quantity % 1 != 0 or coalesce(cases.quantity_days % 1 != 0, false)) as is_fractional,
        case_situations.situation,
        case_situations.grade,
        case_situations.lacks_act_on,
        offered.lacks_party,
        offered.has_rows,
        offered.has_grade,
        pointed.by_ordinal,
        pointed.earlier_count,
        coalesce(pointed.benchmark_no, offered.recorded_no) as benchmark_no
    from cases
    inner join case_situations
        on
            cases.batch_id = case_situations.batch_id
            and cases.sheet_no = case_situations.sheet_no
            and cases.row_no = case_situations.row_no
    left join offered on case_situations.situation = offered.situation
    left join pointed
        on cases.batch_id = pointed.batch_id and cases.sheet_no = pointed.sheet_no and cases.row_no = pointed.row_no
),

factors as (
    select
        applied.*,
        benchmarks.* exclude (
            batch_id, sheet_no, row_no, benchmark_no, violation_code, clause_no, party_scope, grade, grade_key, fine_is
        ),
        benchmarks.grade as applied_grade,
        coalesce(violation_clauses.fine_is, benchmarks.fine_is) as fine_is,
        (benchmarks.penalty_kind = 'none' or benchmarks.fine_is in ('不予罚款', '不予处罚')) as is_fine_free,
        situation_benchmarks.is_low_shared,
        situation_benchmarks.is_high_shared,
        (
            benchmarks.value_unit in ('%', '倍')
            or (starts_with(benchmarks.penalty_kind, 'per_unit') and applied.is_fractional)
        ) as is_computed,
        try_cast(case
            when benchmarks.value_unit = '%' then applied.base_fen * 0.01
            when benchmarks.value_unit = '倍' then applied.base_fen
            when not starts_with(benchmarks.penalty_kind, 'per_unit') then 100
            when regexp_matches(benchmarks.per_unit, '[日天]') then 100 * applied.units * applied.days
            else 100 * applied.units
        end as decimal(20, 6)) as factor,
        (
            violation_clauses.penalty_kind in ('proportion', 'multiple')
            or (starts_with(violation_clauses.penalty_kind, 'per_unit') and applied.is_fractional)
        ) as is_statute_computed,
        try_cast(case
            when not scope_fits.fits then null
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then applied.base_fen * 0.01
            when not coalesce(starts_with(violation_clauses.penalty_kind, 'per_unit'), false) then 1
            when regexp_matches(violation_clauses.per_unit, '[日天]') then applied.units * applied.days
            else applied.units
        end as decimal(20, 6)) as statute_factor,
        try_cast(case
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then violation_clauses.base_min_pct
            else violation_clauses.min_fen
        end as decimal(16, 4)) as statute_min,
        try_cast(case
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then violation_clauses.base_max_pct
            else violation_clauses.max_fen
        end as decimal(16, 4)) as statute_max,
        violation_clauses.cap_fen as statute_cap
    from applied
    left join benchmarks on applied.benchmark_no = benchmarks.benchmark_no
    left join situation_benchmarks
        on
            applied.situation = situation_benchmarks.situation
            and applied.benchmark_no = situation_benchmarks.benchmark_no
    left join violation_clauses
        on
            applied.violation_code = violation_clauses.violation_code
            and applied.clause_no = violation_clauses.clause_no
    left join scope_fits
        on
            violation_clauses.party_scope = scope_fits.scope
            and applied.party_scope is not distinct from scope_fits.party_scope
            and applied.party_role is not distinct from scope_fits.party_role
),

amounts as (
    select
        *,
        try_cast(min_value as decimal(14, 4)) * factor as low_sum,
        try_cast(max_value as decimal(14, 4)) * factor as high_sum,
        statute_min * statute_factor as statute_low_sum,
        statute_max * statute_factor as statute_high_sum
    from factors
)

select
    record_key,
    situation,
    benchmark_no,
    benchmark_id,
    applied_grade,
    case
        when by_ordinal then '登记档次「' || grade || '」与序次不符，按「' || applied_grade || '」核'
        when not by_ordinal then '登记档次「' || grade || '」与数量不符，按「' || applied_grade || '」核'
    end as grade_note,
    earlier_count,
    case when cap_fen < low_sum then cap_fen else low_sum end as low_amount,
    case when cap_fen < high_sum then cap_fen else high_sum end as high_amount,
    min_inclusive,
    max_inclusive,
    coalesce(is_computed, false) as is_computed,
    is_fine_free,
    fine_is,
    coalesce(is_low_shared, false) as is_low_shared,
    coalesce(is_high_shared, false) as is_high_shared,
    case when statute_cap < statute_low_sum then statute_cap else statute_low_sum end as statute_low,
    case when statute_cap < statute_high_sum then statute_cap else statute_high_sum end as statute_high,
    coalesce(is_statute_computed, false) as is_statute_computed,
    case
        when violation_code is null then '案由未对应'
        when clause_no is null then '条款不明'
        when lacks_act_on then '缺违法日期'
        when lacks_party then '缺当事人类别'
        when not coalesce(has_rows, false) then '无适用基准'
        when grade is null then '缺裁量档次'
        when not has_grade then '无适用基准'
        when factor is null and penalty_kind != 'none' then '缺计罚基数或数量'
        when is_ordinal and party_key is null then '缺当事人标识'
    end as missing,
    batch_id,
    sheet_no,
    row_no
from amounts
