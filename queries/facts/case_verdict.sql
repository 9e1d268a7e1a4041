/*
title = "裁量核查"
purpose = "每件已作决定的案件适用裁量基准的哪一行、幅度多少，罚款相对于基准和法定幅度处在什么位置；算不出的写明缺什么。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十二条、第三十三条、第三十四条、第三十七条；国办发〔2022〕27号"
reads = ["cases", "case_situations", "situation_statutes", "situation_benchmarks", "benchmarks"]
notes = [
    "基准按违法日期取当时有效的一版；没有违法日期而只有一版的，就用那一版。",
    "档次按登记的裁量档次认；数量或序次指向另一档次的，按数量或序次所指的一档核，并写明。",
    "数量写明起止的都含本数，恰在两档之间的按登记的档次；登记档次的适用条件写「或」的，数量不推翻登记的档次。",
    "序次是同一当事人同一违法行为在回溯期内此前受过处罚的件数加一，按此前的处罚决定日期算；没有回溯期的数全部。",
    "按比例、倍数、数量计算的幅度精确计算，有累计上限的以累计上限为限；差额在允许尾差以内视为相等。",
    "「以上」「以下」含本数；恰在相邻两档共有的界点上，两档都符合，不算偏离。",
    "低于法定下限而没有减轻理由的、高于法定上限的，一律为超出法定幅度，不论是否登记档次；有减轻理由而低于法定下限的为低于档次。",
    "已作决定的案件罚款空着与填 0 同样对待；应当罚款而没有罚的为应有罚款而无，除非有不予处罚的理由。",
    "偏离只是线索：是否有正当理由由人核实。",
]
[params]
rounding_tolerance_fen = {rule = "discretion.rounding_tolerance_fen"}
[columns]
record_key = "记录编号"
unit = "承办单位"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
event_on = "发生日"
decided_on = "处罚决定日期"
benchmark_no = "基准行号"
benchmark_id = "基准编号"
applied_grade = "适用档次"
grade_by = "档次依据"
earlier_count = "此前受罚次数"
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
fine_fen = {title = "罚款金额", unit = "分"}
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
statute_low_fen = {title = "法定下限", unit = "分"}
statute_high_fen = {title = "法定上限", unit = "分"}
position = "在幅度中的位置"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with decided as (
    select
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.record_key,
        cases.unit,
        cases.party_key,
        cases.grade,
        cases.event_on,
        cases.decided_on,
        case_situations.acted_about,
        cases.outcome,
        cases.is_mitigated,
        cases.is_exempted,
        cases.is_aggravated,
        cases.deviation_approved_on,
        cases.quantity,
        try_cast(cases.quantity as decimal(12, 4)) as units,
        try_cast(cases.quantity_days as decimal(7, 2)) as days,
        try_cast(cases.base_fen as decimal(15, 0)) as base,
        coalesce(cases.quantity % 1 != 0 or cases.quantity_days % 1 != 0, false) as is_fractional,
        coalesce(cases.fine_fen, case
            when
                cases.is_fine_blank
                or cases.outcome = '不予处罚'
                or (len(cases.penalty_kinds) > 0 and not list_contains(cases.penalty_kinds, '罚款')) then 0
        end) as fine_fen,
        situation_statutes.*
    from cases
    inner join case_situations
        on
            cases.batch_id = case_situations.batch_id
            and cases.sheet_no = case_situations.sheet_no
            and cases.row_no = case_situations.row_no
    inner join situation_statutes
        on
            case_situations.violation_code is not distinct from situation_statutes.violation_code
            and case_situations.clause_no is not distinct from situation_statutes.clause_no
            and case_situations.party_scope is not distinct from situation_statutes.party_scope
            and case_situations.party_role is not distinct from situation_statutes.party_role
            and case_situations.grade_key is not distinct from situation_statutes.grade_key
            and case_situations.period is not distinct from situation_statutes.period
            and case_situations.lacks_act_on = situation_statutes.lacks_act_on
),

-- Earlier punishments of the same party, counted only where a row depends on them.
earlier as (
    select
        decided.batch_id,
        decided.sheet_no,
        decided.row_no,
        count(*) as earlier_count
    from decided
    inner join cases as punished
        on
            decided.party_key = punished.party_key
            and decided.violation_code = punished.violation_code
            and punished.outcome = '处罚'
            and decided.record_key != punished.record_key
            and decided.acted_about > punished.event_on
            and (
                decided.window_months is null
                or punished.event_on >= decided.acted_about - to_months(decided.window_months::integer)
            )
    where decided.is_ordinal
    group by decided.batch_id, decided.sheet_no, decided.row_no
),

numbered as (
    select
        decided.*,
        case when is_ordinal then coalesce(earlier.earlier_count, 0) end as earlier_count,
        case
            when is_ordinal then coalesce(earlier.earlier_count, 0) + 1
            when is_tiered then decided.quantity
        end as number
    from decided
    left join earlier
        on
            decided.batch_id = earlier.batch_id
            and decided.sheet_no = earlier.sheet_no
            and decided.row_no = earlier.row_no
),

asked as (
    select distinct
        situation,
        recorded_no,
        number
    from numbered
    where number is not null
),

-- The row of the same table that the ordinal or the quantity points to; the recorded grade where it fits as well.
pointed as (
    select
        asked.situation,
        asked.number,
        benchmarks.benchmark_no
    from asked
    inner join benchmarks as recorded on asked.recorded_no = recorded.benchmark_no
    inner join situation_benchmarks
        on asked.situation = situation_benchmarks.situation and situation_benchmarks.fits is distinct from false
    inner join benchmarks
        on
            situation_benchmarks.benchmark_no = benchmarks.benchmark_no
            and recorded.effective_from is not distinct from benchmarks.effective_from
            and recorded.is_ordinal = benchmarks.is_ordinal
            -- 「三次以上或者拒不拆除」: the number alone does not speak against a grade that has another ground.
            and not coalesce(contains(recorded.circumstance, '或'), false)
    where
        case
            when recorded.is_ordinal
                then
                    coalesce(asked.number >= benchmarks.ordinal_min, true)
                    and coalesce(asked.number <= benchmarks.ordinal_max, true)
            else
                benchmarks.is_tiered
                and coalesce(asked.number >= benchmarks.quantity_min, true)
                and coalesce(asked.number <= benchmarks.quantity_max, true)
        end
    qualify row_number() over (
        partition by asked.situation, asked.number
        order by
            situation_benchmarks.is_recorded desc,
            benchmarks.jurisdiction is distinct from recorded.jurisdiction asc,
            abs(coalesce(benchmarks.grade_order, 0) - coalesce(recorded.grade_order, 0)) asc,
            contains(benchmarks.party_scope, '个体') desc,
            benchmarks.party_scope = '全部' asc,
            benchmarks.benchmark_no asc
    ) = 1
),

multiplied as (
    select
        numbered.*,
        terms.* exclude (situation, fine_is, is_fine_free, fits, is_first),
        coalesce(terms.is_fine_free, false) as is_fine_free,
        coalesce(numbered.statute_fine_is, terms.fine_is) as fine_is,
        case
            when pointed.benchmark_no is null then '登记'
            when numbered.is_ordinal then '序次'
            else '数量'
        end as grade_by,
        case terms.bound_by
            when '基数' then numbered.base
            when '数量' then numbered.units
            when '日数' then numbered.days
            when '数量和日数' then numbered.units * numbered.days
        end as factor,
        case numbered.statute_by
            when '基数' then numbered.base
            when '数量' then numbered.units
            when '日数' then numbered.days
            when '数量和日数' then numbered.units * numbered.days
        end as statute_factor,
        case
            when numbered.fine_fen > 99999999999999 then 99999999999999 else numbered.fine_fen
        end::decimal(18, 4) as fine
    from numbered
    left join pointed on numbered.situation = pointed.situation and numbered.number = pointed.number
    left join situation_benchmarks as terms
        on
            numbered.situation = terms.situation
            and coalesce(pointed.benchmark_no, numbered.recorded_no) = terms.benchmark_no
),

multiplied_out as (
    select
        *,
        case when bound_by = '定数' then min_each else try_cast(min_each * factor as decimal(18, 4)) end as low_sum,
        case when bound_by = '定数' then max_each else try_cast(max_each * factor as decimal(18, 4)) end as high_sum,
        case
            when statute_by = '定数' then statute_min else try_cast(statute_min * statute_factor as decimal(18, 4))
        end as statute_low_sum,
        case
            when statute_by = '定数' then statute_max else try_cast(statute_max * statute_factor as decimal(18, 4))
        end as statute_high_sum
    from multiplied
),

bounded as (
    select
        * replace (
            coalesce(missing, case
                when low_sum is null or (high_sum is null and max_each is not null) then '缺计罚基数或数量'
                when is_ordinal and party_key is null then '缺当事人标识'
            end) as missing
        ),
        case when cap_fen < low_sum then cap_fen else low_sum end as low_amount,
        case when cap_fen < high_sum then cap_fen else high_sum end as high_amount,
        case when statute_cap < statute_low_sum then statute_cap else statute_low_sum end as statute_low,
        case when statute_cap < statute_high_sum then statute_cap else statute_high_sum end as statute_high,
        case
            when bound_by = '基数' or (bound_by != '定数' and is_fractional) then $rounding_tolerance_fen
            else 0
        end::decimal(18, 4) as tolerance,
        case
            when statute_by = '基数' or (statute_by != '定数' and is_fractional) then $rounding_tolerance_fen
            else 0
        end::decimal(18, 4) as statute_tolerance
    from multiplied_out
),

placed as (
    select
        *,
        fine > statute_high + statute_tolerance as is_above_statute,
        fine > 0 and fine < statute_low - statute_tolerance as is_below_statute,
        fine < low_amount - tolerance or (not min_inclusive and fine <= low_amount) as is_below,
        fine > high_amount + tolerance or (not max_inclusive and fine >= high_amount) as is_above,
        (is_low_shared and abs(fine - low_amount) <= tolerance)
        or (is_high_shared and abs(fine - high_amount) <= tolerance) as is_on_shared_bound
    from bounded
),

judged as (
    select
        *,
        case
            when is_above_statute or (is_below_statute and not is_mitigated) then '超出法定幅度'
            when missing is not null then '无法核查'
            when fine_fen is null then '无法核查'
            when fine_fen = 0 and (is_fine_free or is_exempted or outcome = '不予处罚' or contains(fine_is, '可')) then '档内'
            when fine_fen = 0 and fine_is is null then '无法核查'
            when fine_fen = 0 then '应有罚款而无'
            when is_fine_free then '应无罚款而有'
            when is_below or is_below_statute then '低于档次'
            when is_above then '高于档次'
            when is_on_shared_bound then '恰在界上'
            else '档内'
        end as verdict,
        case when missing is null then round(low_amount)::bigint end as low_fen,
        case when missing is null then round(high_amount)::bigint end as high_fen
    from placed
)

select
    record_key,
    unit,
    violation_code,
    clause_no,
    party_scope,
    event_on,
    decided_on,
    case when missing is null then benchmark_no end as benchmark_no,
    case when missing is null then benchmark_id end as benchmark_id,
    applied_grade,
    case when missing is null then grade_by end as grade_by,
    earlier_count,
    verdict,
    case
        when verdict in ('档内', '恰在界上', '无法核查') then null
        when deviation_approved_on is not null then '已批准调整适用'
        when verdict = '低于档次' and is_mitigated then '已说明'
        when verdict = '高于档次' and is_aggravated then '已说明'
        else '无理由'
    end as deviation_state,
    case
        when verdict = '无法核查' then coalesce(missing, case when fine_fen is null then '缺罚款金额' else '罚款要求不明' end)
        when is_above_statute then '高于法定上限'
        when is_below_statute and not is_mitigated then '低于法定下限，没有减轻理由'
        when is_below_statute then '低于法定下限，有减轻理由'
        when not is_recorded then '登记档次「' || grade || '」与' || grade_by || '不符，按「' || applied_grade || '」核'
    end as reason,
    fine_fen,
    low_fen,
    high_fen,
    round(statute_low)::bigint as statute_low_fen,
    round(statute_high)::bigint as statute_high_fen,
    case
        when fine_fen > 0 and not is_fine_free and high_fen > low_fen
            then struct_pack(num := fine_fen - low_fen, den := high_fen - low_fen)
    end as position,
    batch_id,
    sheet_no,
    row_no
from judged
