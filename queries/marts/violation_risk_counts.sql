/*
title = "风险评级的计数"
purpose = "每一种违法行为在一段时间里的次数、集中程度、法定上限的层级和处理形式：风险评级的依据。"
grain = "目录中适用于本地的一种违法行为一行；没有对应到违法行为的合为一行"
source = "实施方案三（一）：按表现形式、社会危害程度、发生频率；巩义市风险防控清单的评定办法"
reads = ["violation_events", "violations", "violation_clauses", "scope_fits", "cases", "hearing_cases", "coercions",
    "case_links", "inspections"]
notes = [
    "关联案号对得上案件的检查和投诉只按案件计一次；没有发现问题的检查、不成立的投诉不计。",
    "集中程度看已知的街道、行业和月份中最多的一个，按加权次数；行业只有案件登记。",
    "法定上限看实际被处罚的案件：知道条款的看那一条，不知道的看适用于那一类当事人的；没有处罚过的，个人和单位都看，取较高的。",
    "写明身份的条款（如停车场经营者），有适用于个人的条款时不用于个人。",
    "再犯：同一当事人在这件案件之前的规定月数以内因同一违法行为受过处罚；认不出当事人的不算再犯。",
    "撤案和移送的案件不算再犯，仍在案件之内。",
    "强制认强制台账和处罚案件台账的强制执行一栏。没有关联到案件的强制按案由对应，一个当事人计一件。",
    "先行登记保存是保全证据，不算行政强制。",
    "没有日期的记录不在任何时间段内。起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
person_limits_fen = {rule = "risk.harm_person_limits_fen"}
company_limits_fen = {rule = "risk.harm_company_limits_fen"}
proportion_level = {rule = "risk.harm_proportion_level"}
safety_words = {rule = "risk.public_safety_words"}
no_harm_words = {rule = "risk.no_harm_words"}
refused_words = {rule = "risk.refused_words"}
not_refused_words = {rule = "risk.not_refused_words"}
at_once_words = {rule = "risk.at_once_words"}
not_at_once_words = {rule = "risk.not_at_once_words"}
not_coercion_kinds = {rule = "risk.not_coercion_kinds"}
repeat_months = {rule = "risk.repeat_months"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
category = "类别"
case_count = {title = "案件", unit = "件"}
finding_count = {title = "检查发现", unit = "次"}
complaint_count = {title = "有效投诉", unit = "件"}
guidance_count = {title = "行政指导", unit = "次"}
weighted_count = {title = "加权次数", unit = "次"}
known_total = {title = "已对应的加权次数合计", unit = "次"}
unknown_total = {title = "未对应的加权次数", unit = "次"}
top_street = "最集中的街道"
top_street_count = {title = "该街道的加权次数", unit = "次"}
top_trade = "最集中的行业"
top_trade_count = {title = "该行业的加权次数", unit = "次"}
top_month = "最集中的月份"
top_month_count = {title = "该月的加权次数", unit = "次"}
ceiling_level = "法定上限的层级"
is_safety = "涉及公共安全"
harmful_count = {title = "有危害后果的案件", unit = "件"}
mild_count = {title = "当场改正、简易或不罚的案件", unit = "件"}
refused_count = {title = "拒不改正的案件", unit = "件"}
repeat_count = {title = "再犯的案件", unit = "件"}
grave_count = {title = "重大处罚、强制或移送的案件", unit = "件"}
inspected_count = {title = "针对该行为的检查", unit = "次"}
all_inspected_count = {title = "全部检查", unit = "次"}
month_count = {title = "时段内的月份", unit = "个"}
recorded_month_count = {title = "有记录的月份", unit = "个"}
*/
with span as (
    select
        coalesce($from_on, date_trunc('year', $as_of)::date) as first_on,
        coalesce($to_on, $as_of) as last_on
),

events as (
    select violation_events.*
    from violation_events inner join span on violation_events.happened_on between span.first_on and span.last_on
),

counted as (
    select
        violation_code,
        coalesce(sum(times) filter (event_kind = '案件'), 0)::bigint as case_count,
        coalesce(sum(times) filter (event_kind = '检查'), 0)::bigint as finding_count,
        coalesce(sum(times) filter (event_kind = '投诉'), 0)::bigint as complaint_count,
        coalesce(sum(times) filter (event_kind = '指导'), 0)::bigint as guidance_count,
        sum(weighted_times)::decimal(15, 3) as weighted_count
    from events
    group by violation_code
),

placed as (
    select
        violation_code,
        street,
        trade,
        happened_month,
        grouping(street) as off_street,
        grouping(trade) as off_trade,
        sum(weighted_times)::decimal(15, 3) as weight
    from events
    where violation_code is not null
    group by grouping sets ((violation_code, street), (violation_code, trade), (violation_code, happened_month))
),

tops as (
    select
        violation_code,
        arg_max(street, (weight, street)) filter (off_street = 0 and street is not null) as top_street,
        max(weight) filter (off_street = 0 and street is not null) as top_street_count,
        arg_max(trade, (weight, trade)) filter (off_trade = 0 and trade is not null) as top_trade,
        max(weight) filter (off_trade = 0 and trade is not null) as top_trade_count,
        arg_max(happened_month, (weight, happened_month)) filter (off_street = 1 and off_trade = 1) as top_month,
        max(weight) filter (off_street = 1 and off_trade = 1) as top_month_count
    from placed
    group by violation_code
),

-- Keeping evidence is no coercion.
coerced as (
    select
        coercions.record_key as coercion_key,
        coercions.violation_code,
        coercions.party_name,
        coercions.started_on,
        case_links.record_key
    from coercions
    left join case_links on coercions.case_no = case_links.case_no
    where len(list_filter(coercions.kinds, lambda kind: not list_contains($not_coercion_kinds, kind))) > 0
),

hearing as (
    select record_key from hearing_cases where is_due
),

-- Cases from so long before the window as a repeat may look back.
looked_at as (
    select
        cases.*,
        cases.event_on >= span.first_on as is_inside
    from cases
    inner join span on cases.event_on between span.first_on - to_months($repeat_months) and span.last_on
    where cases.violation_code is not null
),

repeats as (
    select distinct looked_at.record_key
    from looked_at
    inner join looked_at as earlier
        on
            looked_at.violation_code = earlier.violation_code
            and looked_at.party_key = earlier.party_key
            and looked_at.event_on > earlier.event_on
            and looked_at.event_on <= earlier.event_on + to_months($repeat_months)
    where
        looked_at.is_inside and earlier.outcome = '处罚'
        and looked_at.outcome is distinct from '撤案' and looked_at.outcome is distinct from '移送'
),

handled as (
    select
        looked_at.violation_code,
        looked_at.party_name,
        looked_at.party_scope,
        looked_at.clause_no,
        looked_at.outcome,
        coalesce(
            looked_at.procedure = '简易程序' or looked_at.outcome = '不予处罚'
            or (
                regexp_matches(looked_at.corrected, array_to_string($at_once_words, '|'))
                and not regexp_matches(
                    regexp_replace(looked_at.corrected, array_to_string($not_refused_words, '|'), '', 'g'),
                    array_to_string($not_at_once_words, '|')
                )
            ), false
        ) as is_mild,
        coalesce(regexp_matches(
            regexp_replace(looked_at.corrected, array_to_string($not_refused_words, '|'), '', 'g'),
            array_to_string($refused_words, '|')
        ), false) as is_refused,
        coalesce(not regexp_full_match(
            regexp_replace(looked_at.harm, '\s', '', 'g'),
            '((' || array_to_string($no_harm_words, '|') || ')?[，。；、,;.]*)*'
        ), false) as is_harmful,
        (
            coalesce(looked_at.outcome = '移送', false)
            or looked_at.is_enforced
            or looked_at.record_key in (select hearing.record_key from hearing)
            or looked_at.record_key in (select coerced.record_key from coerced where coerced.record_key is not null)
        ) as is_grave,
        repeats.record_key is not null as is_repeat
    from looked_at
    left join repeats on looked_at.record_key = repeats.record_key
    where looked_at.is_inside
),

handling as (
    select
        violation_code,
        count(*) filter (is_harmful) as harmful_count,
        count(*) filter (is_mild) as mild_count,
        count(*) filter (is_refused) as refused_count,
        count(*) filter (is_repeat) as repeat_count,
        count(*) filter (is_grave) as grave_count
    from handled
    group by violation_code
),

-- Coercion that names no case: of a party whose case is grave already it is counted there.
coerced_apart as (
    select
        coerced.violation_code,
        count(distinct coalesce(coerced.party_name, coerced.coercion_key)) as coerced_count
    from coerced
    inner join span on coerced.started_on between span.first_on and span.last_on
    anti join handled
        on
            coerced.violation_code = handled.violation_code
            and coerced.party_name = handled.party_name
            and handled.is_grave
    where coerced.record_key is null and coerced.violation_code is not null
    group by coerced.violation_code
),

clause_levels as (
    select
        violation_clauses.violation_code,
        violation_clauses.clause_no,
        scope_fits.party_scope,
        -- A clause for parking operators is not for every natural person, unless the violation has no other.
        coalesce(scope_fits.fits, scope_fits.party_scope = '单位' or not coalesce(bool_or(scope_fits.fits) over (
            partition by violation_clauses.violation_code, scope_fits.party_scope
        ), false)) as is_likely,
        case
            when violation_clauses.base_kind is not null or violation_clauses.base_max_pct is not null
                then $proportion_level
            else 1 + len(list_filter(
                case scope_fits.party_scope when '个人' then $person_limits_fen else $company_limits_fen end,
                lambda most: most < coalesce(violation_clauses.cap_fen, violation_clauses.max_fen)
            ))
        end as level
    from violation_clauses
    inner join scope_fits
        on
            violation_clauses.party_scope = scope_fits.scope
            and scope_fits.party_role is null
            and scope_fits.party_scope is not null
            and scope_fits.fits is distinct from false
    where violation_clauses.is_local and (
        violation_clauses.max_fen is not null
        or violation_clauses.base_kind is not null
        or violation_clauses.base_max_pct is not null
    )
),

punished as (
    select distinct
        violation_code,
        clause_no,
        party_scope
    from handled
    where outcome = '处罚' and (clause_no is not null or party_scope is not null)
),

punished_levels as (
    select
        punished.violation_code,
        max(clause_levels.level) as level
    from punished
    inner join clause_levels
        on
            punished.violation_code = clause_levels.violation_code
            and coalesce(punished.clause_no = clause_levels.clause_no, clause_levels.is_likely)
            and coalesce(punished.party_scope = clause_levels.party_scope, clause_levels.is_likely)
    group by punished.violation_code
),

ceilings as (
    select
        clause_levels.violation_code,
        coalesce(
            any_value(punished_levels.level), max(clause_levels.level) filter (clause_levels.is_likely)
        ) as ceiling_level
    from clause_levels
    left join punished_levels on clause_levels.violation_code = punished_levels.violation_code
    group by clause_levels.violation_code
),

inspected as (
    select
        inspections.violation_code,
        count(*) as inspected_count
    from inspections inner join span on inspections.inspected_on between span.first_on and span.last_on
    group by inspections.violation_code
),

totals as (
    select
        coalesce(sum(weighted_count) filter (violation_code is not null), 0)::decimal(15, 3) as known_total,
        coalesce(sum(weighted_count) filter (violation_code is null), 0)::decimal(15, 3) as unknown_total
    from counted
),

all_inspected as (
    select coalesce(sum(inspected_count), 0)::bigint as all_inspected_count from inspected
),

months as (
    select
        date_diff('month', span.first_on, span.last_on) + 1 as month_count,
        (select count(distinct happened_month) from events) as recorded_month_count
    from span
),

listed as (
    select
        violation_code,
        violation_name,
        category
    from violations where is_local
    union all
    select
        null as violation_code,
        '未对应' as violation_name,
        null as category
    from counted where violation_code is null
)

select
    listed.violation_code,
    listed.violation_name,
    listed.category,
    coalesce(counted.case_count, 0) as case_count,
    coalesce(counted.finding_count, 0) as finding_count,
    coalesce(counted.complaint_count, 0) as complaint_count,
    coalesce(counted.guidance_count, 0) as guidance_count,
    coalesce(counted.weighted_count, 0)::decimal(15, 3) as weighted_count,
    totals.known_total,
    totals.unknown_total,
    tops.top_street,
    tops.top_street_count,
    tops.top_trade,
    tops.top_trade_count,
    tops.top_month,
    tops.top_month_count,
    ceilings.ceiling_level,
    coalesce(regexp_matches(listed.violation_name, array_to_string($safety_words, '|')), false) as is_safety,
    coalesce(handling.harmful_count, 0) as harmful_count,
    coalesce(handling.mild_count, 0) as mild_count,
    coalesce(handling.refused_count, 0) as refused_count,
    coalesce(handling.repeat_count, 0) as repeat_count,
    coalesce(handling.grave_count, 0) + coalesce(coerced_apart.coerced_count, 0) as grave_count,
    coalesce(inspected.inspected_count, 0) as inspected_count,
    all_inspected.all_inspected_count,
    months.month_count,
    months.recorded_month_count
from listed
cross join totals
cross join all_inspected
cross join months
left join counted on listed.violation_code is not distinct from counted.violation_code
left join tops on listed.violation_code = tops.violation_code
left join handling on listed.violation_code = handling.violation_code
left join coerced_apart on listed.violation_code = coerced_apart.violation_code
left join ceilings on listed.violation_code = ceilings.violation_code
left join inspected on listed.violation_code = inspected.violation_code
order by listed.violation_code is null, listed.violation_code
