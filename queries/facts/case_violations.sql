/*
title = "案件对应的违法行为"
purpose = "每件案件对应哪一种违法行为、哪一个条款，靠什么对应上。"
grain = "一件案件一行"
reads = ["penalty_case", "case_parties", "violations", "violation_clauses", "benchmarks", "violation_lookup",
    "decided_texts", "text_meanings", "cited_bases", "clause_citations", "scope_fits"]
notes = [
    "违法行为先认代码，再认人对案由的确认，再认案由与目录名称一字不差，再认唯一指向一种违法行为的条文；从不按相似对应。",
    "都认不出的，最后认案由（没有案由的认违法事实）里只指一种违法行为的说法。",
    "条款先认条款序号，再认人的确认，再认引用条文、案由、适用主体和前置条件；仍不止一条或一条也不符的，条款留空。",
    "前置条件说改正与否的看改正情况，说后果的看危害后果，其余看违法事实是否写明；没有填写的，两可。",
]
[params]
not_corrected_words = {rule = "discretion.not_corrected_words"}
precondition_correction_words = {rule = "discretion.precondition_correction_words"}
precondition_harm_words = {rule = "discretion.precondition_harm_words"}
grave_harm_words = {rule = "discretion.grave_harm_words"}
[columns]
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
violation_code = "违法行为代码"
clause_no = "条款序号"
match_how = "对应方式"
*/
with
-- A violation that only the benchmark table knows has the clauses of that table.
clauses as (
    select
        violation_code,
        clause_no,
        party_scope,
        precondition
    from violation_clauses
    union
    select
        violation_code,
        clause_no,
        party_scope,
        null as precondition
    from benchmarks anti join violation_clauses on benchmarks.violation_code = violation_clauses.violation_code
    where is_local
),

conditions as (
    select
        clauses.*,
        case
            when clauses.precondition is null then '无'
            when regexp_matches(clauses.precondition, array_to_string($precondition_correction_words, '|')) then '改正'
            when regexp_matches(clauses.precondition, array_to_string($precondition_harm_words, '|')) then '后果'
            else '事实'
        end as condition_on
    from clauses
),

told_by_facts as (
    select distinct violation_code from conditions where condition_on = '事实'
),

closest as (
    select * from clause_citations
    qualify closeness = max(closeness) over (partition by basis_no)
),

telling as (
    select
        basis_no,
        min(violation_code) as violation_code
    from closest
    group by basis_no
    having count(distinct violation_code) = 1
),

matched as (
    select
        penalty_case.batch_id,
        penalty_case.sheet_no,
        penalty_case.row_no,
        coalesce(
            penalty_case.clause_no,
            case
                when decided_texts.violation_code = coalesce(by_code.violation_code, decided_texts.violation_code)
                    then decided_texts.clause_no
            end
        ) as own_clause_no,
        cited_bases.basis_no,
        case
            when by_code.violation_code is null and decided_texts.is_none then null
            else coalesce(
                by_code.violation_code,
                decided_texts.violation_code,
                by_name.violation_code,
                telling.violation_code,
                text_meanings.violation_code
            )
        end as violation_code,
        by_name.clause_no as named_clause_no,
        case
            when by_code.violation_code is not null then '代码'
            when decided_texts.ledger is not null then '确认'
            when by_name.violation_code is not null then '案由'
            when telling.violation_code is not null then '条文'
            when text_meanings.violation_code is not null then '说法'
        end as match_how,
        regexp_matches(
            coalesce(penalty_case.corrected, penalty_case.corrected_text), array_to_string($not_corrected_words, '|')
        ) as is_not_corrected,
        regexp_matches(penalty_case.harm, array_to_string($grave_harm_words, '|')) as is_grave,
        penalty_case.facts
    from penalty_case
    left join violations as by_code on penalty_case.violation_code = by_code.violation_code and by_code.is_local
    left join violation_lookup as by_name on penalty_case.cause = by_name.written
    left join decided_texts
        on decided_texts.ledger = 'penalty_case' and penalty_case.cause = decided_texts.written
    left join cited_bases
        on
            penalty_case.legal_basis is not distinct from cited_bases.legal_basis
            and penalty_case.violated_article is not distinct from cited_bases.violated_article
    left join telling on cited_bases.basis_no = telling.basis_no
    left join text_meanings on coalesce(penalty_case.cause, penalty_case.facts) = text_meanings.written
),

-- Only where a violation has several clauses and the case does not say which; alike cases are decided once.
open_cases as (
    select
        matched.batch_id,
        matched.sheet_no,
        matched.row_no,
        matched.violation_code,
        matched.named_clause_no,
        matched.basis_no,
        matched.is_not_corrected,
        matched.is_grave,
        case when told_by_facts.violation_code is not null then matched.facts end as told_facts,
        case_parties.party_scope,
        case_parties.party_role
    from matched
    inner join violations on matched.violation_code = violations.violation_code and violations.clause_count > 1
    inner join case_parties
        on
            matched.batch_id = case_parties.batch_id
            and matched.sheet_no = case_parties.sheet_no
            and matched.row_no = case_parties.row_no
    left join told_by_facts on matched.violation_code = told_by_facts.violation_code
    where matched.own_clause_no is null
),

alike as (
    select distinct * exclude (batch_id, sheet_no, row_no) from open_cases
),

situations as (
    select
        *,
        row_number() over () as situation
    from alike
),

candidates as (
    select
        situations.situation,
        conditions.clause_no,
        conditions.precondition,
        coalesce(clause_citations.closeness, 0) as closeness,
        coalesce(situations.named_clause_no = conditions.clause_no, false) as is_named,
        scope_fits.fits as is_party_fit,
        case conditions.condition_on
            when '无' then true
            when '改正' then situations.is_not_corrected
            when '后果' then situations.is_grave
            else case when contains(situations.told_facts, conditions.precondition) then true end
        end as is_met
    from situations
    inner join conditions on situations.violation_code = conditions.violation_code
    left join clause_citations
        on
            situations.basis_no = clause_citations.basis_no
            and conditions.violation_code = clause_citations.violation_code
            and conditions.clause_no = clause_citations.clause_no
    left join scope_fits
        on
            conditions.party_scope = scope_fits.scope
            and situations.party_scope is not distinct from scope_fits.party_scope
            and situations.party_role is not distinct from scope_fits.party_role
),

cited as (
    select * from candidates
    qualify closeness = max(closeness) over (partition by situation)
),

named as (
    select * from cited
    qualify is_named or not bool_or(is_named) over (partition by situation)
),

fitting as (
    select * from named
    where is_party_fit is distinct from false
),

-- Clauses that share their precondition are not told apart by it; one whose own precondition is met beats the plain.
remaining as (
    select * from fitting
    qualify
        count(distinct coalesce(precondition, '')) over (partition by situation) = 1
        or (
            is_met is distinct from false
            and (
                precondition is not null
                or not bool_or(precondition is not null and coalesce(is_met, false)) over (partition by situation)
            )
        )
),

chosen as (
    select
        situation,
        min(clause_no) as clause_no
    from remaining
    group by situation
    having count(distinct clause_no) = 1
),

settled as (
    select
        open_cases.batch_id,
        open_cases.sheet_no,
        open_cases.row_no,
        chosen.clause_no
    from open_cases
    inner join situations
        on
            open_cases.violation_code = situations.violation_code
            and open_cases.named_clause_no is not distinct from situations.named_clause_no
            and open_cases.basis_no is not distinct from situations.basis_no
            and open_cases.is_not_corrected is not distinct from situations.is_not_corrected
            and open_cases.is_grave is not distinct from situations.is_grave
            and open_cases.told_facts is not distinct from situations.told_facts
            and open_cases.party_scope is not distinct from situations.party_scope
            and open_cases.party_role is not distinct from situations.party_role
    inner join chosen on situations.situation = chosen.situation
)

select
    matched.batch_id,
    matched.sheet_no,
    matched.row_no,
    matched.violation_code,
    coalesce(matched.own_clause_no, settled.clause_no, violations.only_clause_no) as clause_no,
    matched.match_how
from matched
left join violations on matched.violation_code = violations.violation_code
left join settled
    on
        matched.batch_id = settled.batch_id
        and matched.sheet_no = settled.sheet_no
        and matched.row_no = settled.row_no
