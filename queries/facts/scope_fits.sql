/*
title = "主体适用"
purpose = "条款或基准写的适用主体，与案件的当事人是否相符。"
grain = "一种适用主体与一种当事人一行"
reads = ["violation_clauses", "benchmarks", "penalty_case"]
notes = ["登记了当事人身份（施工单位等）的按身份认；没有登记身份时，写明身份的适用主体是否相符为未知，对个人为不符。",
    "「经营者」可以是单位也可以是个人，没有登记身份时为未知。"]
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

parties as (
    select
        party_scopes.party_scope,
        roles.party_role
    from (values ('个人'), ('单位'), (null)) as party_scopes (party_scope)
    cross join (
        select coalesce(party_role, party_role_text) as party_role from penalty_case
        union
        select null
    ) as roles
)

select
    scopes.scope,
    parties.party_scope,
    parties.party_role,
    case
        when scopes.scope = '全部' then true
        when contains(scopes.scope, '个人') then parties.party_scope = '个人'
        when scopes.scope = '单位' then parties.party_scope = '单位'
        when parties.party_role is not null then contains(scopes.scope, replace(parties.party_role, '单位', ''))
        when contains(scopes.scope, '单位') and parties.party_scope = '个人' then false
    end as fits
from scopes cross join parties
