/*
title = "案件适用的基准"
purpose = "每件已作决定的案件适用裁量基准的哪一行、幅度是多少；找不到的写明缺什么。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十四条、第三十七条；国办发〔2022〕27号"
reads = ["cases", "benchmarks", "violation_clauses", "scope_fits"]
notes = [
    "基准按违法日期取当时有效的一版；没有违法日期而只有一版的，就用那一版。",
    "档次按登记的裁量档次认，忽略「违法」「情节」等字；数量或序次指向另一档次的，按数量或序次所指的一档核，并写明。",
    "数量写明起止的都含本数，恰在两档之间的按登记的档次。",
    "序次是同一当事人同一违法行为在回溯期内此前受过处罚的件数加一，按此前的处罚决定日期算。",
    "按比例、倍数、数量计算的幅度精确计算，有累计上限的以累计上限为限。",
    "几地基准同时适用的，取地域最近、生效最晚的一行。",
]
[params]
local_jurisdictions = {rule = "discretion.local_jurisdictions"}
[columns]
record_key = "记录编号"
violation_code = "违法行为代码"
clause_no = "条款序号"
benchmark_id = "基准编号"
recorded_benchmark_id = "登记档次的基准编号"
applied_grade = "适用档次"
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
with grade_spellings as (
    select grade from cases
    union
    select grade from benchmarks
),

grade_keys as (
    select
        grade,
        regexp_replace(folded(grade), '违法行为|违法|情节|情形|档次|阶次|档$|的', '', 'g') as grade_key
    from grade_spellings
),

local_rows as (
    select
        benchmarks.* replace (
            coalesce(benchmarks.min_value, 0) as min_value,
            case
                when benchmarks.penalty_kind in ('fixed', 'per_unit_fixed')
                    then coalesce(benchmarks.max_value, benchmarks.min_value)
                else benchmarks.max_value
            end as max_value
        ),
        grade_keys.grade_key,
        coalesce(benchmarks.penalty_kind, 'range') as kind,
        case
            when benchmarks.value_unit = '元' and benchmarks.penalty_kind = 'proportion' then '%'
            when benchmarks.value_unit = '元' and benchmarks.penalty_kind = 'multiple' then '倍'
            else benchmarks.value_unit
        end as counted_in,
        list_position(
            $local_jurisdictions,
            regexp_extract(benchmarks.jurisdiction, '^(' || array_to_string($local_jurisdictions, '|') || ')')
        ) as distance
    from benchmarks inner join grade_keys on benchmarks.grade = grade_keys.grade
    where benchmarks.is_local
),

versions as (
    select
        violation_code,
        clause_no,
        count(distinct concat_ws('/', coalesce(effective_from::varchar, '-'), coalesce(effective_to::varchar, '-'))) > 1
            as differ
    from local_rows
    group by violation_code, clause_no
),

decided as (
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
        cases.act_on,
        coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on) as acted_about,
        cases.grade,
        grade_keys.grade_key,
        cases.quantity,
        try_cast(cases.quantity as decimal(12, 4)) as units,
        try_cast(coalesce(cases.quantity_days, 1) as decimal(7, 2)) as days,
        cases.quantity_days is null as lacks_days,
        try_cast(cases.base_fen as decimal(15, 0)) as base_fen,
        cases.quantity % 1 != 0 or coalesce(cases.quantity_days % 1 != 0, false) as is_fractional,
        versions.violation_code is not null as has_rows,
        coalesce(versions.differ, false) and cases.act_on is null as lacks_act_on
    from cases
    left join grade_keys on cases.grade = grade_keys.grade
    left join versions on cases.violation_code = versions.violation_code and cases.clause_no = versions.clause_no
    where cases.outcome in ('处罚', '不予处罚')
),

-- Every benchmark row of the violation and clause in force when the act happened.
in_force as (
    select
        decided.batch_id,
        decided.sheet_no,
        decided.row_no,
        local_rows.* exclude (batch_id, sheet_no, row_no, violation_code, clause_no),
        scope_fits.fits,
        coalesce(local_rows.grade_key = decided.grade_key, false) as is_recorded,
        try_cast(case
            when local_rows.counted_in = '%' then decided.base_fen * 0.01
            when local_rows.counted_in = '倍' then decided.base_fen
            when not starts_with(local_rows.kind, 'per_unit') then 100
            when not regexp_matches(coalesce(local_rows.per_unit, ''), '[日天]') then 100 * decided.units
            when not decided.lacks_days then 100 * decided.units * decided.days
        end as decimal(20, 6)) as factor,
        (
            local_rows.counted_in in ('%', '倍')
            or (starts_with(local_rows.kind, 'per_unit') and decided.is_fractional)
        ) as is_computed,
        (
            (local_rows.quantity_min is null and local_rows.quantity_max is null)
            or (local_rows.per_unit is not null and local_rows.per_unit != coalesce(local_rows.quantity_var, ''))
            or decided.quantity is null
        ) as is_tierless,
        (
            coalesce(decided.quantity >= local_rows.quantity_min, true)
            and coalesce(decided.quantity <= local_rows.quantity_max, true)
        ) as holds_quantity,
        (local_rows.ordinal_min is not null or local_rows.ordinal_max is not null) as is_ordinal
    from decided
    inner join local_rows
        on decided.violation_code = local_rows.violation_code and decided.clause_no = local_rows.clause_no
    left join scope_fits
        on
            local_rows.party_scope = scope_fits.scope
            and decided.party_scope is not distinct from scope_fits.party_scope
            and decided.party_role is not distinct from scope_fits.party_role
    where
        not decided.lacks_act_on
        and coalesce(decided.act_on >= local_rows.effective_from, true)
        and coalesce(decided.act_on <= local_rows.effective_to, true)
),

offered as (
    select
        batch_id,
        sheet_no,
        row_no,
        count(distinct party_scope) > 1 and bool_or(fits is null) as lacks_party,
        bool_or(fits is distinct from false) as has_rows,
        bool_or(is_recorded and fits is distinct from false) as has_grade
    from in_force
    group by batch_id, sheet_no, row_no
),

fitting as (
    select * from in_force where fits is distinct from false
),

recorded as (
    select * from fitting
    where is_recorded
    qualify row_number() over (
        partition by batch_id, sheet_no, row_no
        order by
            fits asc nulls last,
            party_scope = '全部' asc,
            distance asc nulls last,
            effective_from desc nulls last,
            holds_quantity desc,
            benchmark_id asc
    ) = 1
),

earlier as (
    select
        recorded.batch_id,
        recorded.sheet_no,
        recorded.row_no,
        count(punished.party_key) as earlier_count
    from recorded
    inner join decided
        on
            recorded.batch_id = decided.batch_id
            and recorded.sheet_no = decided.sheet_no
            and recorded.row_no = decided.row_no
    left join cases as punished
        on
            decided.party_key = punished.party_key
            and decided.violation_code = punished.violation_code
            and punished.outcome = '处罚'
            and decided.record_key != punished.record_key
            and decided.acted_about > punished.event_on
            and punished.event_on >= decided.acted_about - to_months(coalesce(recorded.window_months, 0)::integer)
    where recorded.is_ordinal
    group by recorded.batch_id, recorded.sheet_no, recorded.row_no
),

-- The row of the same table that quantity or ordinal point to, where that is not the recorded one.
pointed as (
    select
        fitting.*,
        case when earlier.earlier_count is null then '数量' else '序次' end as pointed_by
    from recorded
    inner join fitting
        on
            recorded.batch_id = fitting.batch_id
            and recorded.sheet_no = fitting.sheet_no
            and recorded.row_no = fitting.row_no
            and recorded.jurisdiction is not distinct from fitting.jurisdiction
            and recorded.effective_from is not distinct from fitting.effective_from
    left join earlier
        on
            recorded.batch_id = earlier.batch_id
            and recorded.sheet_no = earlier.sheet_no
            and recorded.row_no = earlier.row_no
    where
        case
            when recorded.is_ordinal
                then
                    fitting.is_ordinal
                    and coalesce(earlier.earlier_count + 1 >= fitting.ordinal_min, true)
                    and coalesce(earlier.earlier_count + 1 <= fitting.ordinal_max, true)
                    and not (
                        coalesce(earlier.earlier_count + 1 >= recorded.ordinal_min, true)
                        and coalesce(earlier.earlier_count + 1 <= recorded.ordinal_max, true)
                    )
            else
                not recorded.is_tierless
                and not recorded.holds_quantity
                and not fitting.is_tierless
                and fitting.holds_quantity
        end
    qualify row_number() over (
        partition by fitting.batch_id, fitting.sheet_no, fitting.row_no
        order by
            abs(coalesce(fitting.grade_order, 0) - coalesce(recorded.grade_order, 0)) asc,
            fitting.party_scope = '全部' asc,
            fitting.benchmark_id asc
    ) = 1
),

applied as (
    select
        *,
        null::varchar as pointed_by
    from recorded anti join pointed using (batch_id, sheet_no, row_no)
    union all by name
    select * from pointed
),

bounded as (
    select
        *,
        try_cast(min_value as decimal(14, 4)) * factor as low_amount,
        try_cast(max_value as decimal(14, 4)) * factor as high_amount
    from applied
),

-- A bound is shared where another grade of the same table ends or begins there, both including it.
shared as (
    select
        bounded.batch_id,
        bounded.sheet_no,
        bounded.row_no,
        bool_or(
            neighbour.max_inclusive and bounded.min_inclusive and neighbour.max_value = bounded.min_value
        ) as is_low_shared,
        bool_or(
            neighbour.min_inclusive and bounded.max_inclusive and neighbour.min_value = bounded.max_value
        ) as is_high_shared
    from bounded
    inner join fitting as neighbour
        on
            bounded.batch_id = neighbour.batch_id
            and bounded.sheet_no = neighbour.sheet_no
            and bounded.row_no = neighbour.row_no
            and bounded.jurisdiction is not distinct from neighbour.jurisdiction
            and bounded.effective_from is not distinct from neighbour.effective_from
            and bounded.counted_in = neighbour.counted_in
            and bounded.grade_key != neighbour.grade_key
            and neighbour.kind != 'none'
    group by bounded.batch_id, bounded.sheet_no, bounded.row_no
),

statutes as (
    select
        decided.batch_id,
        decided.sheet_no,
        decided.row_no,
        violation_clauses.fine_is,
        violation_clauses.cap_fen,
        (
            violation_clauses.penalty_kind in ('proportion', 'multiple')
            or (starts_with(violation_clauses.penalty_kind, 'per_unit') and decided.is_fractional)
        ) as is_computed,
        case
            when not scope_fits.fits then null
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then decided.base_fen * 0.01
            when not starts_with(coalesce(violation_clauses.penalty_kind, ''), 'per_unit') then 1
            when not regexp_matches(coalesce(violation_clauses.per_unit, ''), '[日天]') then decided.units
            when not decided.lacks_days then decided.units * decided.days
        end as factor,
        try_cast(case
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then violation_clauses.base_min_pct
            else coalesce(violation_clauses.min_fen, 0)
        end as decimal(17, 4)) as low_value,
        try_cast(case
            when violation_clauses.penalty_kind in ('proportion', 'multiple') then violation_clauses.base_max_pct
            else violation_clauses.max_fen
        end as decimal(17, 4)) as high_value
    from decided
    inner join violation_clauses
        on
            decided.violation_code = violation_clauses.violation_code
            and decided.clause_no = violation_clauses.clause_no
    left join scope_fits
        on
            violation_clauses.party_scope = scope_fits.scope
            and decided.party_scope is not distinct from scope_fits.party_scope
            and decided.party_role is not distinct from scope_fits.party_role
)

select
    decided.record_key,
    decided.violation_code,
    decided.clause_no,
    bounded.benchmark_id,
    recorded.benchmark_id as recorded_benchmark_id,
    bounded.grade as applied_grade,
    case
        when bounded.pointed_by is not null
            then '登记档次「' || decided.grade || '」与' || bounded.pointed_by || '不符，按「' || bounded.grade || '」核'
    end as grade_note,
    earlier.earlier_count,
    case when bounded.cap_fen < bounded.low_amount then bounded.cap_fen else bounded.low_amount end as low_amount,
    case when bounded.cap_fen < bounded.high_amount then bounded.cap_fen else bounded.high_amount end as high_amount,
    bounded.min_inclusive,
    bounded.max_inclusive,
    coalesce(bounded.is_computed, false) as is_computed,
    bounded.kind = 'none' or bounded.fine_is in ('不予罚款', '不予处罚') as is_fine_free,
    coalesce(statutes.fine_is, bounded.fine_is) as fine_is,
    coalesce(shared.is_low_shared, false) as is_low_shared,
    coalesce(shared.is_high_shared, false) as is_high_shared,
    case
        when statutes.cap_fen < statutes.low_value * statutes.factor then statutes.cap_fen
        else statutes.low_value * statutes.factor
    end as statute_low,
    case
        when statutes.cap_fen < statutes.high_value * statutes.factor then statutes.cap_fen
        else statutes.high_value * statutes.factor
    end as statute_high,
    coalesce(statutes.is_computed, false) as is_statute_computed,
    case
        when decided.violation_code is null then '案由未对应'
        when decided.clause_no is null then '条款不明'
        when decided.lacks_act_on then '缺违法日期'
        when offered.lacks_party then '缺当事人类别'
        when not coalesce(offered.has_rows, false) then '无适用基准'
        when decided.grade is null then '缺裁量档次'
        when not offered.has_grade then '无适用基准'
        when bounded.factor is null and bounded.kind != 'none' then '缺计罚基数或数量'
        when earlier.earlier_count is not null and decided.party_key is null then '缺当事人标识'
    end as missing,
    decided.batch_id,
    decided.sheet_no,
    decided.row_no
from decided
left join offered
    on decided.batch_id = offered.batch_id and decided.sheet_no = offered.sheet_no and decided.row_no = offered.row_no
left join recorded
    on
        decided.batch_id = recorded.batch_id
        and decided.sheet_no = recorded.sheet_no
        and decided.row_no = recorded.row_no
left join bounded
    on decided.batch_id = bounded.batch_id and decided.sheet_no = bounded.sheet_no and decided.row_no = bounded.row_no
left join shared
    on decided.batch_id = shared.batch_id and decided.sheet_no = shared.sheet_no and decided.row_no = shared.row_no
left join earlier
    on decided.batch_id = earlier.batch_id and decided.sheet_no = earlier.sheet_no and decided.row_no = earlier.row_no
left join statutes
    on
        decided.batch_id = statutes.batch_id
        and decided.sheet_no = statutes.sheet_no
        and decided.row_no = statutes.row_no
