/*
title = "对当事人的处理和以后"
purpose = "同一当事人因同一违法行为受指导、警告、罚款，以后哪一天又犯。"
grain = "一个当事人的一种违法行为、最早的一次处理一行"
source = "实施方案三（二）：行政指导；行政处罚法第九条：警告、罚款"
stored = false
reads = ["cases", "guidances", "inspections", "violations", "case_links", "rule"]
notes = [
    "当事人按没有隐去的名称认，忽略大小写、空格和括号的全角半角；同名的当作同一个。",
    "只看最早的一次处理：后面的处理受前面的影响，不能比。",
    "又犯看以后的案件（按发现日，没有的依次取立案、违法、决定日）和检查发现；已立案的检查只按案件计。",
    "撤案和移送的案件不算又犯。",
    "警告是只警告没有罚款的案件；没有违法行为、没有日期的不在其中。",
]
[columns]
treatment = "处理"
violation_code = "违法行为代码"
violation_name = "违法行为"
party_scope = "按个人或单位"
treated_on = "处理日期"
relapsed_on = "又犯日期"
unit = "单位"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
with treated as (
    select
        '指导' as treatment,
        violation_code,
        party_name,
        case when party_kind = '法人及非法人组织' then '单位' when party_kind is not null then '个人' end as party_scope,
        guided_on as treated_on,
        unit,
        record_key,
        batch_id,
        sheet_no,
        row_no
    from guidances
    where guidance_count = 1
    union all
    select
        case when fine_fen > 0 then '罚款' else '警告' end,
        violation_code,
        party_name,
        party_scope,
        coalesce(decided_on, event_on),
        unit,
        record_key,
        batch_id,
        sheet_no,
        row_no
    from cases
    where outcome = '处罚' and (fine_fen > 0 or list_contains(penalty_kinds, '警告'))
),

offended as (
    select
        violation_code,
        party_name,
        coalesce(found_on, filed_on, act_on, event_on) as happened_on
    from cases
    where outcome is distinct from '撤案' and outcome is distinct from '移送'
    union all
    select
        inspections.violation_code,
        coalesce(inspections.object_name, inspections.party_name),
        inspections.inspected_on
    from inspections anti join case_links on inspections.case_no = case_links.case_no
    where inspections.has_problem
),

masked_name as (
    select any_value(words) as pattern
    from rule where name = 'cases.masked_name_pattern'
),

spellings as (
    select distinct party_name from treated
    where party_name is not null
    union
    select distinct party_name from offended
    where party_name is not null
),

names as (
    select
        spellings.party_name,
        translate(lower(spellings.party_name), '（） 　', '()') as name_key
    from spellings cross join masked_name
    where not regexp_matches(spellings.party_name, masked_name.pattern)
),

first_treated as (
    select
        treated.*,
        names.name_key
    from treated inner join names on treated.party_name = names.party_name
    where treated.violation_code is not null and treated.treated_on is not null
    qualify
        row_number() over (
            partition by names.name_key, treated.violation_code
            order by
                treated.treated_on, list_position(['罚款', '警告', '指导'], treated.treatment), treated.batch_id,
                treated.sheet_no, treated.row_no
        ) = 1
),

offences as (
    select
        names.name_key,
        offended.violation_code,
        offended.happened_on
    from offended inner join names on offended.party_name = names.party_name
)

select
    first_treated.treatment,
    first_treated.violation_code,
    any_value(violations.violation_name) as violation_name,
    first_treated.party_scope,
    first_treated.treated_on,
    min(offences.happened_on) as relapsed_on,
    first_treated.unit,
    first_treated.record_key,
    first_treated.batch_id,
    first_treated.sheet_no,
    first_treated.row_no as row
from first_treated
inner join violations on first_treated.violation_code = violations.violation_code
left join offences
    on
        first_treated.name_key = offences.name_key
        and first_treated.violation_code = offences.violation_code
        and first_treated.treated_on < offences.happened_on
group by
    first_treated.treatment, first_treated.violation_code, first_treated.party_scope, first_treated.treated_on,
    first_treated.unit, first_treated.record_key, first_treated.batch_id, first_treated.sheet_no, first_treated.row_no
