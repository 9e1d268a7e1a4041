/*
title = "情形可用的基准"
purpose = "每种裁量情形下当时有效、主体相符的基准各行，哪一行是登记的档次，界点是否与邻档相同。"
grain = "一种情形与一行基准一行"
reads = ["situations", "benchmarks", "scope_fits"]
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
benchmark_id = "基准编号"
applied_grade = "适用档次"
fine_is = "罚款要求"
is_fine_free = "该档不罚款"
bound_by = "幅度按什么算"
min_each = {title = "每一份的下限", unit = "分"}
max_each = {title = "每一份的上限", unit = "分"}
cap_fen = {title = "累计上限", unit = "分"}
min_inclusive = "含下限"
max_inclusive = "含上限"
*/
with in_force as (
    select
        situations.situation,
        benchmarks.*,
        scope_fits.fits,
        -- Yuan in fen; shares of a base that is in fen already.
        case benchmarks.value_unit when '%' then 0.01 when '倍' then 1 else 100 end as scale,
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
            and here.per_unit is not distinct from there.per_unit
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
                contains(in_force.party_scope, '个体') desc,
                in_force.party_scope = '全部' asc,
                in_force.distance asc nulls last,
                in_force.effective_from desc nulls last,
                in_force.benchmark_no asc
        ) = 1
    ) as is_first,
    coalesce(shared.is_low_shared, false) as is_low_shared,
    coalesce(shared.is_high_shared, false) as is_high_shared,
    in_force.benchmark_id,
    in_force.grade as applied_grade,
    in_force.fine_is,
    (
        in_force.penalty_kind = 'none'
        or coalesce(in_force.fine_is in ('不予罚款', '不予处罚'), false)
        or coalesce(in_force.max_value = 0, false)
    ) as is_fine_free,
    case
        when in_force.penalty_kind = 'none' then '定数'
        when in_force.value_unit in ('%', '倍') then '基数'
        when not starts_with(in_force.penalty_kind, 'per_unit') then '定数'
        when regexp_matches(in_force.per_unit, '^每?[一]?[日天]$') then '日数'
        when regexp_matches(in_force.per_unit, '[日天]') then '数量和日数'
        else '数量'
    end as bound_by,
    try_cast(in_force.min_value * in_force.scale as decimal(18, 4)) as min_each,
    try_cast(in_force.max_value * in_force.scale as decimal(18, 4)) as max_each,
    try_cast(in_force.cap_fen as decimal(18, 4)) as cap_fen,
    in_force.min_inclusive,
    in_force.max_inclusive
from in_force
left join shared on in_force.situation = shared.situation and in_force.benchmark_no = shared.benchmark_no
