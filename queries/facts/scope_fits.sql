/*
title = "主体适用"
purpose = "条款或基准写的适用主体，与案件的当事人是否相符。"
grain = "一种适用主体与一种当事人一行"
reads = ["violation_clauses", "benchmarks", "penalty_case"]
notes = ["登记了当事人身份（施工单位等）的按身份认；没有登记身份时，写明身份的适用主体是否相符为未知，对个人为不符。",
    "「经营者」可以是单位也可以是个人，没有登记身份时为未知。",
    "「法人或者其他组织」是单位，「公民」「自然人」是个人，两样都写的不分；写明个体工商户的，个体工商户相符。"]
[params]
person_scope_words = {rule = "discretion.person_scope_words"}
company_scope_words = {rule = "discretion.company_scope_words"}
any_scope_words = {rule = "discretion.any_scope_words"}
sole_trader_counts_as = {rule = "discretion.sole_trader_counts_as"}
[columns]
scope = "适用主体"
party_scope = "当事人按个人或单位"
party_role = "当事人身份"
fits = "相符"
*/
with scopes as (
    select party_scope as scope from violation_clauses
    union
    select party_scope from benchmarks
),

parted as (
    select
        scope,
        list_filter(
            list_transform(
                regexp_split_to_array(scope, '[、，,;；/（）()\s]|以及|或者|[和及与或]'),
                lambda part: regexp_replace(part, '^[对含]', '')
            ),
            lambda part: part <> ''
        ) as parts
    from scopes
),

meant as (
    select
        scope,
        regexp_matches(scope, array_to_string($person_scope_words, '|')) as is_person,
        list_has_any(parts, $company_scope_words) as is_company,
        contains(scope, '个体') as is_trader,
        len(list_filter(parts, lambda part: not list_contains($any_scope_words, part))) = 0 as is_anybody
    from parted
),

parties as (
    select
        party_scopes.party_scope,
        roles.party_role
    from (values ('个人'), ('单位'), (null)) as party_scopes (party_scope)
    cross join (
        select coalesce(party_role, party_role_text) as party_role from penalty_case
        union
        select unnest(['个体工商户', null])
    ) as roles
)

select
    meant.scope,
    parties.party_scope,
    parties.party_role,
    case
        when meant.is_anybody or (meant.is_person and meant.is_company) then true
        when meant.is_trader and parties.party_role = '个体工商户' then true
        when meant.is_person then parties.party_scope = '个人'
        when meant.is_company then parties.party_scope = '单位'
        -- One who counts as the other kind is no sole trader; of the same kind, one with another role may be.
        when meant.is_trader
            then case when parties.party_scope <> $sole_trader_counts_as or parties.party_role is null then false end
        when parties.party_role <> '个体工商户' then contains(meant.scope, replace(parties.party_role, '单位', ''))
        when contains(meant.scope, '单位') and parties.party_scope = '个人' then false
    end as fits
from meant cross join parties
