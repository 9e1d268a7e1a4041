/*
title = "情形可用的基准"
purpose = "每种裁量情形下当时有效、主体相符的基准各行，哪一行是登记的档次，界点是否与邻档相同。"
grain = "一种情形与一行基准一行"
reads = ["case_situations", "benchmarks", "scope_fits"]
notes = [
    "几地基准同时适用的，取主体最具体、地域最近、生效最晚的一张表。",
    "界点相同指同一张表里另一档在此结束或开始，双方都含本数。",
]
[columns]
situation = "情形号"
benchmark_no = "基准行号"
fits = "主体相符"
is_recorded = "是登记的档次"
is_first = "登记档次取这一行"
is_low_shared = "下限与邻档相同"
is_high_shared = "上限与邻档相同"
*/
with situations as (
    select distinct * exclude (batch_id, sheet_no, row_no) from case_situations
),

in_force as (
    select
        situations.situation,
        benchmarks.*,
        scope_fits.fits,
        coalesce(benchmarks.grade_key = situations.grade_key, false) as is_recorded
    from situations
    inner join benchmarks
        on
            situations.violation_code = benchmarks.violation_code
            and situations.clause_no = benchmarks.clause_no
            and benchmarks.is_local
            and benchmarks.is_usable
    left join scope_fits
        on
            benchmarks.party_scope = scope_fits.scope
            and situations.party_scope is not distinct from scope_fits.party_scope
            and situations.party_role is not distinct from scope_fits.party_role
    where
        not situations.lacks_act_on
        and coalesce(situations.period >= benchmarks.effective_from, true)
        and coalesce(situations.period <= benchmarks.effective_to, true)
),

shared as (
    select
        here.situation,
        here.benchmark_no,
        bool_or(there.max_inclusive and here.min_inclusive and there.max_value = here.min_value) as is_low_shared,
        bool_or(there.min_inclusive and here.max_inclusive and there.min_value = here.max_value) as is_high_shared
    from in_force as here
    inner join in_force as there
        on
            here.situation = there.situation
            and here.jurisdiction is not distinct from there.jurisdiction
            and here.effective_from is not distinct from there.effective_from
            and here.value_unit = there.value_unit
            and here.grade_key != there.grade_key
    where there.penalty_kind != 'none' and there.fits is distinct from false
    group by here.situation, here.benchmark_no
)

select
    in_force.situation,
    in_force.benchmark_no,
    in_force.fits,
    in_force.is_recorded,
    (
        in_force.is_recorded
        and row_number() over (
            partition by in_force.situation, in_force.is_recorded
            order by
                in_force.fits is not distinct from false asc,
                in_force.fits is null asc,
                in_force.party_scope = '全部' asc,
                in_force.distance asc nulls last,
                in_force.effective_from desc nulls last,
                in_force.benchmark_no asc
        ) = 1
    ) as is_first,
    coalesce(shared.is_low_shared, false) as is_low_shared,
    coalesce(shared.is_high_shared, false) as is_high_shared
from in_force
left join shared on in_force.situation = shared.situation and in_force.benchmark_no = shared.benchmark_no
