/*
title = "情形的法定幅度"
purpose = "每种裁量情形登记的档次取基准的哪一行，法定幅度怎样算；哪一种情形为什么核不了。"
grain = "一种情形一行"
reads = ["situations", "situation_benchmarks", "benchmarks", "clause_versions", "scope_fits"]
notes = ["适用主体与条款不符的，没有法定幅度。", "缺什么按固定的先后写一样：案由、条款、违法日期、当事人类别、适用基准、裁量档次。"]
[columns]
situation = "情形号"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
party_role = "当事人身份"
grade_key = "档次比对形式"
period = "版本起日"
lacks_act_on = "缺违法日期"
recorded_no = "登记档次的基准行号"
is_ordinal = "按序次分档"
is_tiered = "按数量分档"
window_months = "回溯月数"
statute_fine_is = "条款的罚款要求"
statute_by = "法定幅度按什么算"
statute_min = {title = "法定下限", unit = "分"}
statute_max = {title = "法定上限", unit = "分"}
statute_cap = {title = "法定累计上限", unit = "分"}
missing = "无法核查的原因"
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
)

select
    situations.*,
    offered.recorded_no,
    recorded.is_ordinal,
    recorded.is_tiered,
    recorded.window_months,
    clause_versions.fine_is as statute_fine_is,
    case
        when clause_versions.penalty_kind in ('proportion', 'multiple') then '基数'
        when not coalesce(starts_with(clause_versions.penalty_kind, 'per_unit'), false) then '定数'
        when regexp_matches(clause_versions.per_unit, '^每?[一]?[日天]$') then '日数'
        when regexp_matches(clause_versions.per_unit, '[日天]') then '数量和日数'
        else '数量'
    end as statute_by,
    try_cast(case
        when not scope_fits.fits then null
        when clause_versions.penalty_kind in ('proportion', 'multiple') then clause_versions.base_min_pct * 0.01
        else clause_versions.min_fen
    end as decimal(18, 4)) as statute_min,
    try_cast(case
        when not scope_fits.fits then null
        when clause_versions.penalty_kind in ('proportion', 'multiple') then clause_versions.base_max_pct * 0.01
        else clause_versions.max_fen
    end as decimal(18, 4)) as statute_max,
    try_cast(clause_versions.cap_fen as decimal(18, 4)) as statute_cap,
    case
        when situations.violation_code is null then '案由未对应'
        when situations.clause_no is null then '条款不明'
        when situations.lacks_act_on then '缺违法日期'
        when offered.lacks_party then '缺当事人类别'
        when not coalesce(offered.has_rows, false) then '无适用基准'
        when situations.grade_key is null then '缺裁量档次'
        when not offered.has_grade then '无适用基准'
    end as missing
from situations
left join offered on situations.situation = offered.situation
left join benchmarks as recorded on offered.recorded_no = recorded.benchmark_no
left join clause_versions
    on
        situations.violation_code = clause_versions.violation_code
        and situations.clause_no = clause_versions.clause_no
        and case
            when situations.period is null then clause_versions.version_count = 1
            else situations.period >= clause_versions.starts_on and situations.period < clause_versions.ends_before
        end
left join scope_fits
    on
        clause_versions.party_scope = scope_fits.scope
        and situations.party_scope is not distinct from scope_fits.party_scope
        and situations.party_role is not distinct from scope_fits.party_role
