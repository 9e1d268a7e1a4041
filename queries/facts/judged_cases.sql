/*
title = "核查过的案件"
purpose = "每件核查过裁量的案件，连同它的记录编号、决定日期和写给人看的依据。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
stored = false
reads = ["case_verdict", "cases", "benchmarks", "benchmark_periods", "clause_versions", "data_span", "rule",
    "violation_lookup"]
notes = [
    "各条裁量规则都读这里，依据和存疑原因只写一处。",
    "换一种读法结果可能不同的为存疑：个体工商户按个人还是单位、罚款含不含加处罚款和没收、按日连续处罚、几个违法行为合计、决定时已有新版本、此前受罚次数可能不全、数量落在各档之外、档次只在较早的一版里、基准是省内别的市县的。",
]
[columns]
record_key = "记录编号"
unit = "承办单位"
event_on = "发生日"
decided_on = "处罚决定日期"
violation_code = "违法行为代码"
clause_no = "条款序号"
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
applied_grade = "适用档次"
fine_fen = {title = "罚款金额", unit = "分"}
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
statute_low_fen = {title = "法定下限", unit = "分"}
statute_high_fen = {title = "法定上限", unit = "分"}
evidence = "依据的内容"
doubt = "存疑原因"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with scopes as (
    select violation_code
    from (
        select
            violation_code,
            party_scope
        from clause_versions
        union
        select
            violation_code,
            party_scope
        from benchmarks
        where is_local
    ) as written
    group by violation_code
    having count(distinct party_scope) > 1
),

-- A later table repeats a grade of this one that nobody ended: the whole table was replaced, this grade dropped.
replaced as (
    select
        here.benchmark_no,
        min(there.effective_from) as replaced_on
    from benchmarks as here
    inner join benchmarks as there
        on
            here.violation_code = there.violation_code
            and here.clause_no = there.clause_no
            and here.jurisdiction is not distinct from there.jurisdiction
            and there.is_usable
            and coalesce(here.effective_from, date '0001-01-01') < there.effective_from
    inner join benchmarks as beside
        on
            here.violation_code = beside.violation_code
            and here.clause_no = beside.clause_no
            and here.jurisdiction is not distinct from beside.jurisdiction
            and here.effective_from is not distinct from beside.effective_from
            and there.grade_key = beside.grade_key
            and coalesce(there.effective_from <= beside.effective_to, true)
    group by here.benchmark_no
),

marks as (
    select
        max(words) filter (where name = 'discretion.several_causes_marks') as several_causes,
        string_agg(words, '|') filter (where name = 'discretion.elsewhere_words') as elsewhere
    from rule
    where name in ('discretion.several_causes_marks', 'discretion.elsewhere_words')
)

select
    case_verdict.record_key,
    case_verdict.unit,
    case_verdict.event_on,
    case_verdict.decided_on,
    case_verdict.violation_code,
    case_verdict.clause_no,
    case_verdict.verdict,
    case_verdict.deviation_state,
    case_verdict.reason,
    case_verdict.applied_grade,
    case_verdict.fine_fen,
    case_verdict.low_fen,
    case_verdict.high_fen,
    case_verdict.statute_low_fen,
    case_verdict.statute_high_fen,
    case
        when case_verdict.verdict = '无法核查' then '处罚决定日期 ' || case_verdict.decided_on
        else concat_ws(
            '；', '档次 ' || case_verdict.applied_grade, '罚款 ' || yuan(case_verdict.fine_fen) || ' 元',
            '幅度 ' || yuan(case_verdict.low_fen) || '—' || yuan(case_verdict.high_fen) || ' 元',
            '基准 ' || case_verdict.benchmark_id, '处罚决定日期 ' || case_verdict.decided_on
        )
    end as evidence,
    nullif(concat_ws(
        '；',
        case
            when
                cases.party_kind = '个体工商户' and scopes.violation_code is not null
                and not coalesce(contains(benchmarks.party_scope, '个体'), false)
                then '个体工商户按个人还是按单位适用条款，结果可能不同'
        end,
        case when cases.surcharge_fen > 0 then '登记了加处罚款，罚款金额可能把它算在内' end,
        case
            when
                case_verdict.verdict = '应有罚款而无' and cases.is_fine_blank
                and (list_contains(cases.penalty_kinds, '罚款') or contains(cases.penalty_content, '罚款'))
                then '处罚种类或者内容写了罚款，金额可能漏填'
        end,
        -- What the clause itself fixes holds whatever the benchmark.
        case
            when
                regexp_matches(benchmarks.jurisdiction, marks.elsewhere)
                and case_verdict.verdict <> '超出法定幅度'
                and (case_verdict.verdict <> '应有罚款而无' or case_verdict.statute_high_fen is null)
                then '基准是「' || benchmarks.jurisdiction || '」的，是否适用于本地请核对'
        end,
        case when cases.is_fine_mixed then '金额一栏是罚没合计，可能把没收的算在内' end,
        case when cases.is_daily_fine then '写明按日连续处罚，金额可能是几日合计' end,
        case
            when
                case_verdict.fine_fen > least(case_verdict.high_fen, case_verdict.statute_high_fen)
                and cases.match_how is distinct from '确认'
                -- 「占用道路、地下通道摆摊」 may be the name of one.
                and named.violation_code is null
                and len(list_filter(
                    regexp_split_to_array(cases.cause, marks.several_causes), lambda part: length(trim(part)) >= 4
                )) > 1
                then '案由写了几个违法行为，罚款可能是合计'
        end,
        case
            when
                case_verdict.grade_by = '登记' and benchmarks.is_tiered
                and not coalesce(contains(benchmarks.circumstance, '或'), false)
                and (cases.quantity < benchmarks.quantity_min or cases.quantity > benchmarks.quantity_max)
                then '登记的数量不在「' || case_verdict.applied_grade || '」的范围内，也不在别的档次'
        end,
        case
            when later.starts_on > coalesce(cases.act_on, cases.found_on, cases.filed_on) then '决定时已有新的版本，新的较轻的从新'
        end,
        case
            when coalesce(cases.act_on, cases.found_on, cases.filed_on) >= replaced.replaced_on
                then '「' || case_verdict.applied_grade || '」只在较早的一版基准里，那一版没有写失效日期'
        end,
        case
            when case_verdict.earlier_count is not null and starts_with(cases.party_key, 'n') then '此前受罚次数只凭名称认定'
            when
                case_verdict.earlier_count is not null
                and (
                    benchmarks.window_months is null
                    or coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on)
                    - to_months(benchmarks.window_months::integer) < data_span.first_on
                )
                then '此前的处罚可能在已有台账之前'
        end
    ), '') as doubt,
    case_verdict.batch_id,
    case_verdict.sheet_no,
    case_verdict.row_no
from case_verdict
inner join cases
    on
        case_verdict.batch_id = cases.batch_id
        and case_verdict.sheet_no = cases.sheet_no
        and case_verdict.row_no = cases.row_no
left join violation_lookup as named on cases.cause = named.written
left join scopes on case_verdict.violation_code = scopes.violation_code
left join benchmarks on case_verdict.benchmark_no = benchmarks.benchmark_no
left join replaced on case_verdict.benchmark_no = replaced.benchmark_no
left join benchmark_periods as later
    on
        later.has_versions
        and case_verdict.violation_code = later.violation_code
        and case_verdict.clause_no = later.clause_no
        and case_verdict.decided_on >= later.starts_on
        and case_verdict.decided_on < later.ends_before
cross join data_span
cross join marks
