/*
title = "可比案件"
purpose = "每件案件在单位比较里怎样算：哪天进入时段、哪天算成熟、哪些指标能算、各是多少。"
grain = "一件案件一行"
source = "行政处罚法第六十条；口径见各指标的说明"
reads = ["cases", "officer_lists", "clock_deciding", "case_verdict", "disclosures", "leniency_list", "violation_lookup",
    "units", "publicity", "sheet_fields"]
notes = [
    "时段按立案日期，没有立案日期的按发生日。",
    "结案的当天、当场处罚和没有立案日期的作出决定当天、立案满规定天数的那天起算成熟，取最早的一天。",
    "不能知道的为空，不进分母：结果不明、没有档次幅度、没有程序等。",
    "超期的期限见「办案期限」：扣除听证、鉴定检测、中止，加上批准的延长，末日是休息日的顺延。",
    "哪天决定不知道的、扣除的起止日期不全的，不论早晚，超没超期都不算。",
    "首违免罚只看清单列为首违不罚的违法行为、写明改正了、没有登记较重危害后果的，以及本系统里同一当事人没有更早案件的案件。",
    "案件台账没有公示日期一列的，只算双公示台账从最早一条的决定日期到最晚一条的公示日期说得到的；别的公示没有不知道。",
    "承办人是同一案件全部承办人、协办人，不分先后。",
    "同类的编号由违法行为、档次、程序、按个人或单位算出，只在这一版数据里有意义，见「同类案件的类」。",
]
[params]
mature_days = {rule = "fairness.mature_days"}
first_exempt_kinds = {rule = "fairness.first_exempt_kinds"}
not_corrected_words = {rule = "discretion.not_corrected_words"}
no_harm_words = {rule = "risk.no_harm_words"}
slight_harm_words = {rule = "fairness.slight_harm_words"}
[columns]
happened_on = "进入时段的日期"
unit = "承办单位"
above_unit = "中队并入的单位"
street = "街道"
party_kind = "当事人类型"
source_kind = "案件来源"
officer_pair = {title = "承办人", private = true}
violation_code = "违法行为代码"
grade = "裁量档次"
procedure = "程序"
party_scope = "按个人或单位"
kind_key = "同类编号"
mature_on = "成熟日"
outcome = "办理结果"
is_reduced = "减轻或低于档次"
is_at_ceiling = "顶格"
position_permille = "在幅度中的位置"
decision_due_on = "应决定日"
ended_on = "决定或结案日"
publish_due_on = "应公示日"
published_on = "公示日期"
is_first_exempted = "首违免罚"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with exempting as (
    select distinct coalesce(leniency_list.violation_code, violation_lookup.violation_code) as violation_code
    from leniency_list
    left join violation_lookup on leniency_list.item = violation_lookup.written
    where list_contains($first_exempt_kinds, coalesce(leniency_list.kind, leniency_list.kind_text))
),

listed as (
    select cases.party_key
    from cases
    inner join exempting on cases.violation_code = exempting.violation_code
),

-- Only parties that can be told apart have a first case.
firsts as (
    select
        party_key,
        min(event_on) as first_on
    from cases
    where party_key in (select listed.party_key from listed)
    group by party_key
),

first_cases as (
    select
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.outcome = '不予处罚' as is_first_exempted
    from cases
    inner join exempting on cases.violation_code = exempting.violation_code
    inner join firsts on cases.party_key = firsts.party_key and cases.event_on = firsts.first_on
    where
        cases.outcome in ('处罚', '不予处罚')
        -- Nothing written of a correction is none that could be held against who did not exempt.
        and not regexp_matches(cases.corrected, array_to_string($not_corrected_words, '|'))
        and coalesce(regexp_full_match(
            regexp_replace(cases.harm, '\s', '', 'g'),
            '((' || array_to_string($no_harm_words, '|') || '|[^，。；、,;.]*('
            || array_to_string($slight_harm_words, '|') || '))?[，。；、,;.]*)*'
        ), true)
),

-- Half a year's list of publications does not say that the other half was not published.
published as (
    select
        min(coalesce(decided_on, published_on)) as first_on,
        max(published_on) as last_on
    from publicity
)

select
    coalesce(cases.filed_on, cases.event_on) as happened_on,
    cases.unit,
    units.above_unit,
    cases.street,
    cases.party_kind,
    cases.source_kind,
    officer_lists.officer_pair,
    cases.violation_code,
    coalesce(case_verdict.applied_grade, cases.grade) as grade,
    cases.procedure,
    cases.party_scope,
    hash(
        cases.violation_code, coalesce(case_verdict.applied_grade, cases.grade), cases.procedure, cases.party_scope
    ) as kind_key,
    least(
        cases.closed_on,
        case when cases.procedure = '简易程序' or cases.filed_on is null then cases.decided_on end,
        cases.filed_on + $mature_days::integer
    ) as mature_on,
    cases.outcome,
    case
        when cases.outcome = '处罚' and case_verdict.verdict <> '无法核查'
            then cases.is_mitigated or case_verdict.verdict = '低于档次'
    end as is_reduced,
    case
        when case_verdict.position is not null and case_verdict.verdict <> '超出法定幅度'
            then case_verdict.fine_fen >= case_verdict.high_fen
    end as is_at_ceiling,
    case
        when case_verdict.position is not null and case_verdict.verdict <> '超出法定幅度'
            then
                greatest(0, least(1000, (1000 * case_verdict.position.num) // case_verdict.position.den))::integer
    end as position_permille,
    -- A case whose day of decision nobody wrote down is left out whole: counting it only where its closing tells it was
    -- in time would make its unit look quick.
    case
        when
            cases.procedure is not null
            and not clock_deciding.is_pause_open
            and (
                cases.decided_on is not null
                or (cases.outcome in ('撤案', '移送') and cases.closed_on is not null)
                or (cases.outcome = '在办' and clock_deciding.is_decided_blank)
            )
            then clock_deciding.due_on
    end as decision_due_on,
    coalesce(cases.decided_on, cases.closed_on) as ended_on,
    case
        when
            disclosures.is_due
            and disclosures.is_published is not null
            and (
                list_contains(sheet_fields.fields, 'publish_date')
                or (cases.decided_on >= published.first_on and disclosures.due_on <= published.last_on)
            )
            then disclosures.due_on
    end as publish_due_on,
    disclosures.published_on,
    first_cases.is_first_exempted,
    cases.batch_id,
    cases.sheet_no,
    cases.row_no
from cases
cross join published
left join units on cases.unit = units.unit
left join sheet_fields on cases.batch_id = sheet_fields.batch_id and cases.sheet_no = sheet_fields.sheet_no
left join officer_lists on array_to_string(cases.officers, chr(31)) = officer_lists.officers_written
left join clock_deciding
    on
        cases.batch_id = clock_deciding.batch_id
        and cases.sheet_no = clock_deciding.sheet_no
        and cases.row_no = clock_deciding.row_no
left join case_verdict
    on
        cases.batch_id = case_verdict.batch_id
        and cases.sheet_no = case_verdict.sheet_no
        and cases.row_no = case_verdict.row_no
left join disclosures
    on
        disclosures.ledger = 'penalty_case'
        and cases.batch_id = disclosures.batch_id
        and cases.sheet_no = disclosures.sheet_no
        and cases.row_no = disclosures.row_no
left join first_cases
    on
        cases.batch_id = first_cases.batch_id
        and cases.sheet_no = first_cases.sheet_no
        and cases.row_no = first_cases.row_no
