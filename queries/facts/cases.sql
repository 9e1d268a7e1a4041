/*
title = "案件"
purpose = "每件行政处罚案件：单位、当事人、违法行为、日期、金额和办理结果，都已统一口径。"
grain = "一件案件一行（取最新一次填报）"
source = "行政处罚法；对应与认定的口径见各项说明"
reads = ["penalty_case", "batch", "sheet", "sheet_column", "cell_issue", "unit_names", "units", "violations",
    "violation_clauses", "benchmarks", "violation_lookup", "clause_citations", "scope_fits"]
notes = [
    "违法行为先认代码，再认案由与目录名称一字不差，再认唯一指向一种违法行为的条文；从不按相似对应。",
    "条款先认条款序号，再认引用条文、案由、适用主体和前置条件；仍不止一条的，条款留空。",
    "个体工商户按设置归入个人或单位；姓名隐去的当事人没有标识。",
    "罚款金额空着与填 0 分开保存。",
    "发生日取决定日期，没有的依次取立案、发现、违法日期。",
]
[params]
sole_trader_counts_as = {rule = "discretion.sole_trader_counts_as"}
masked_name = {rule = "cases.masked_name_pattern"}
withdrawn_words = {rule = "cases.withdrawn_words"}
transferred_words = {rule = "cases.transferred_words"}
unpunished_words = {rule = "cases.unpunished_words"}
open_words = {rule = "cases.open_words"}
penalty_words = {rule = "cases.penalty_words"}
mitigation_words = {rule = "discretion.mitigation_words"}
exemption_words = {rule = "discretion.exemption_words"}
aggravation_words = {rule = "discretion.aggravation_words"}
negation_words = {rule = "discretion.negation_words"}
not_corrected_words = {rule = "discretion.not_corrected_words"}
precondition_correction_words = {rule = "discretion.precondition_correction_words"}
precondition_harm_words = {rule = "discretion.precondition_harm_words"}
grave_harm_words = {rule = "discretion.grave_harm_words"}
[columns]
record_key = "记录编号"
own_key = "系统编号"
case_no = "案号"
decision_no = "处罚决定书文号"
case_name = "案件名称"
unit = "承办单位"
unit_written = "填写的单位"
party_key = "当事人标识"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
party_role = "当事人身份"
party_scope = "按个人或单位"
cause = "案由"
facts = "违法事实"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
match_how = "对应方式"
procedure = "程序"
source_kind = "案件来源"
street = "街道"
grid = "网格"
trade = "行业"
grade = "裁量档次"
act_on = "违法日期"
found_on = "发现日期"
filed_on = "立案日期"
order_on = "责令改正日期"
investigated_on = "调查终结日期"
reviewed_on = "法制审核日期"
discussed_on = "集体讨论日期"
notified_on = "告知日期"
hearing_from = "听证开始日期"
hearing_to = "听证结束日期"
testing_from = "鉴定检测开始日期"
testing_to = "鉴定检测结束日期"
suspended_from = "中止开始日期"
suspended_to = "中止结束日期"
extended_on = "延期审批日期"
decided_on = "处罚决定日期"
served_on = "送达日期"
paid_on = "缴纳日期"
closed_on = "结案日期"
disclosed_on = "公示日期"
archived_on = "归档日期"
deviation_approved_on = "偏离审批日期"
event_on = "发生日"
event_month = "发生月"
fine_fen = {title = "罚款金额", unit = "分"}
is_fine_blank = "罚款金额空着"
proposed_fine_fen = {title = "拟罚款金额", unit = "分"}
confiscated_fen = {title = "没收金额", unit = "分"}
paid_fen = {title = "实缴金额", unit = "分"}
surcharge_fen = {title = "加处罚款", unit = "分"}
base_fen = {title = "计罚基数", unit = "分"}
quantity = "计罚数量"
quantity_days = "计罚日数"
penalty_kinds = "处罚种类"
penalty_content = "处罚内容"
corrected = "改正情况"
harm = "危害后果"
outcome = "办理结果"
case_status = "案件状态"
officers = {title = "承办人", private = true}
legal_basis = "处罚依据"
violated_article = "违反条款"
discretion_factors = "裁量因素"
is_mitigated = "有减轻理由"
is_exempted = "有不予处罚理由"
is_aggravated = "有从重理由"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with
-- A blank fine is 0 in a decided case; a fine nobody could read, or without a column, is unknown.
fine_columns as (
    select distinct
        batch_id,
        sheet_no
    from sheet_column where field = 'fine_amount'
),

unread_fines as (
    select distinct
        batch_id,
        sheet_no,
        row_no
    from cell_issue where field = 'fine_amount' and effect = 'cell_unknown'
),

written as (
    select
        penalty_case.* exclude (party_role, corrected),
        coalesce(penalty_case.party_role, penalty_case.party_role_text) as party_role,
        coalesce(penalty_case.corrected, penalty_case.corrected_text) as corrected,
        coalesce(penalty_case.status, penalty_case.status_text) as case_status,
        batch.file,
        sheet.sheet,
        coalesce(penalty_case.unit, batch.unit, sheet.reporting_unit) as unit_or_sender,
        fine_columns.batch_id is not null and unread_fines.batch_id is null and penalty_case.fine_amount_fen is null
            as is_fine_blank,
        case
            when
                regexp_matches(upper(penalty_case.uscc), '^[0-9A-Z]{8,18}$')
                and not contains(penalty_case.uscc, '00000000')
                then upper(penalty_case.uscc)
        end as company_code,
        case when regexp_matches(upper(penalty_case.id_no), '^[0-9A-Z]{8,18}$') then upper(penalty_case.id_no) end
            as person_code,
        concat_ws('；', penalty_case.discretion_factors, penalty_case.no_penalty_text, penalty_case.penalty_content)
            as grounds,
        concat_ws('；', case_status, array_to_string(penalty_case.penalty_type, '、'), penalty_case.penalty_content)
            as handling
    from penalty_case
    inner join batch on penalty_case.batch_id = batch.batch_id
    inner join sheet on penalty_case.batch_id = sheet.batch_id and penalty_case.sheet_no = sheet.sheet_no
    left join
        fine_columns
        on penalty_case.batch_id = fine_columns.batch_id and penalty_case.sheet_no = fine_columns.sheet_no
    left join unread_fines
        on
            penalty_case.batch_id = unread_fines.batch_id
            and penalty_case.sheet_no = unread_fines.sheet_no
            and penalty_case.row_no = unread_fines.row_no
),

-- Words after a negation, up to the end of the clause, give no ground.
said as (
    select
        *,
        regexp_replace(grounds, '(' || array_to_string($negation_words, '|') || ')[^，。；;,]*', '', 'g') as said_grounds,
        coalesce(party_type, case
            when starts_with(company_code, '92') then '个体工商户'
            when length(company_code) = 18 then '法人及非法人组织'
            when company_code is null and person_code is not null then '自然人'
        end) as party_kind
    from written
),

judged as (
    select
        *,
        regexp_matches(said_grounds, array_to_string($mitigation_words, '|')) as is_mitigated,
        coalesce(no_penalty, false)
        or regexp_matches(said_grounds, array_to_string($exemption_words, '|')) as is_exempted,
        regexp_matches(said_grounds, array_to_string($aggravation_words, '|'))
        and length(regexp_replace(
            said_grounds, '(' || array_to_string($aggravation_words, '|') || '|处罚|情节|[，。；：:;,、\s])', '', 'g'
        )) > 1 as is_aggravated,
        case party_kind
            when '自然人' then '个人'
            when '法人及非法人组织' then '单位'
            when '个体工商户' then $sole_trader_counts_as
            else case when regexp_matches(party_role, '(单位|企业)$') then '单位' end
        end as party_scope,
        coalesce(
            'c' || md5(company_code),
            'p' || md5(person_code),
            case
                when not regexp_matches(party_name, $masked_name)
                    then 'n' || md5(lower(regexp_replace(translate(party_name, '（）', '()'), '\s', '', 'g')))
            end
        ) as party_key,
        case
            when fine_amount_fen > 0 and (decision_date is not null or decision_no is not null) then '处罚'
            when
                regexp_matches(case_status, array_to_string($withdrawn_words, '|'))
                or regexp_matches(penalty_content, array_to_string($withdrawn_words, '|')) then '撤案'
            when
                regexp_matches(case_status, array_to_string($transferred_words, '|'))
                or (decision_no is null and regexp_matches(penalty_content, array_to_string($transferred_words, '|')))
                then '移送'
            when no_penalty or regexp_matches(handling, array_to_string($unpunished_words, '|')) then '不予处罚'
            when decision_date is not null or decision_no is not null then '处罚'
            when regexp_matches(case_status, array_to_string($open_words, '|')) then '在办'
            when fine_amount_fen > 0 or regexp_matches(handling, array_to_string($penalty_words, '|')) then '处罚'
            when close_date is null then '在办'
        end as outcome
    from said
),

closest_citations as (
    select * from clause_citations
    qualify closeness = max(closeness) over (partition by legal_basis, violated_article)
),

telling_citations as (
    select
        legal_basis,
        violated_article,
        min(violation_code) as violation_code
    from closest_citations
    group by legal_basis, violated_article
    having count(distinct violation_code) = 1
),

matched as (
    select
        judged.*,
        by_name.clause_no as named_clause_no,
        coalesce(by_code.violation_code, by_name.violation_code, by_article.violation_code) as matched_code,
        case
            when by_code.violation_code is not null then '代码'
            when by_name.violation_code is not null then '案由'
            when by_article.violation_code is not null then '条文'
        end as match_how
    from judged
    left join violations as by_code on judged.violation_code = by_code.violation_code and by_code.is_local
    left join violation_lookup as by_name on judged.cause = by_name.written
    left join telling_citations as by_article
        on
            judged.legal_basis is not distinct from by_article.legal_basis
            and judged.violated_article is not distinct from by_article.violated_article
),

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
    from benchmarks anti join violation_clauses using (violation_code)
    where is_local
),

-- Only where a violation has several clauses and the case does not say which.
open_clauses as (
    select
        matched.batch_id,
        matched.sheet_no,
        matched.row_no,
        clauses.clause_no,
        clauses.precondition,
        coalesce(clause_citations.closeness, 0) as closeness,
        coalesce(matched.named_clause_no = clauses.clause_no, false) as is_named,
        scope_fits.fits as scope_fits,
        case
            when clauses.precondition is null then true
            when regexp_matches(clauses.precondition, array_to_string($precondition_correction_words, '|'))
                then regexp_matches(matched.corrected, array_to_string($not_corrected_words, '|'))
            when regexp_matches(clauses.precondition, array_to_string($precondition_harm_words, '|'))
                then regexp_matches(matched.harm, array_to_string($grave_harm_words, '|'))
            when
                contains(concat_ws('；', matched.facts, matched.discretion_factors), clauses.precondition)
                then true
        end as precondition_met
    from matched
    inner join violations on matched.matched_code = violations.violation_code and violations.clause_count > 1
    inner join clauses on violations.violation_code = clauses.violation_code
    left join clause_citations
        on
            matched.legal_basis is not distinct from clause_citations.legal_basis
            and matched.violated_article is not distinct from clause_citations.violated_article
            and clauses.violation_code = clause_citations.violation_code
            and clauses.clause_no = clause_citations.clause_no
    left join scope_fits
        on
            clauses.party_scope = scope_fits.scope
            and matched.party_scope is not distinct from scope_fits.party_scope
            and matched.party_role is not distinct from scope_fits.party_role
    where matched.clause_no is null
),

cited_clauses as (
    select * from open_clauses
    qualify closeness = max(closeness) over (partition by batch_id, sheet_no, row_no)
),

named_clauses as (
    select * from cited_clauses
    qualify is_named or not bool_or(is_named) over (partition by batch_id, sheet_no, row_no)
),

fitting_clauses as (
    select * from named_clauses where scope_fits is distinct from false
),

-- Clauses that share their precondition are not told apart by it; one whose own precondition is met beats the plain.
remaining_clauses as (
    select * from fitting_clauses
    qualify
        count(distinct coalesce(precondition, '')) over (partition by batch_id, sheet_no, row_no) = 1
        or (
            precondition_met is distinct from false
            and (
                precondition is not null
                or not bool_or(precondition is not null and precondition_met is not distinct from true)
                    over (partition by batch_id, sheet_no, row_no)
            )
        )
),

chosen_clauses as (
    select
        batch_id,
        sheet_no,
        row_no,
        min(clause_no) as clause_no
    from remaining_clauses
    group by batch_id, sheet_no, row_no
    having count(distinct clause_no) = 1
)

select
    matched.record_key,
    matched.own_key,
    matched.case_no,
    matched.decision_no,
    matched.case_name,
    unit_names.unit,
    matched.unit as unit_written,
    matched.party_key,
    matched.party_name,
    matched.party_kind,
    matched.party_role,
    matched.party_scope,
    matched.cause,
    matched.facts,
    violations.violation_code,
    violations.violation_name,
    coalesce(matched.clause_no, chosen_clauses.clause_no, violations.only_clause_no) as clause_no,
    matched.match_how,
    matched.procedure,
    coalesce(matched.case_source, matched.case_source_text) as source_kind,
    coalesce(matched.street, case when not regexp_matches(units.area, '[、,，;；/]') then units.area end) as street,
    matched.grid,
    matched.trade,
    matched.discretion_grade as grade,
    matched.violation_date as act_on,
    matched.found_date as found_on,
    matched.filing_date as filed_on,
    matched.order_date as order_on,
    matched.invest_end_date as investigated_on,
    matched.legal_review_date as reviewed_on,
    matched.collective_date as discussed_on,
    matched.notice_served_date as notified_on,
    matched.hearing_from,
    matched.hearing_to,
    matched.testing_from,
    matched.testing_to,
    matched.suspended_from,
    matched.suspended_to,
    matched.extension_date as extended_on,
    matched.decision_date as decided_on,
    matched.decision_served_date as served_on,
    matched.paid_date as paid_on,
    matched.close_date as closed_on,
    matched.publish_date as disclosed_on,
    matched.archive_date as archived_on,
    matched.deviation_approved_date as deviation_approved_on,
    coalesce(matched.decision_date, matched.filing_date, matched.found_date, matched.violation_date) as event_on,
    strftime(
        coalesce(matched.decision_date, matched.filing_date, matched.found_date, matched.violation_date), '%Y-%m'
    ) as event_month,
    matched.fine_amount_fen as fine_fen,
    matched.is_fine_blank,
    matched.proposed_fine_fen,
    matched.confiscated_amount_fen as confiscated_fen,
    matched.paid_amount_fen as paid_fen,
    matched.surcharge_fen,
    matched.base_amount_fen as base_fen,
    matched.quantity,
    matched.quantity_days,
    matched.penalty_type as penalty_kinds,
    matched.penalty_content,
    matched.corrected,
    matched.harm,
    matched.outcome,
    matched.case_status,
    list_concat(matched.officers, matched.co_officers) as officers,
    matched.legal_basis,
    matched.violated_article,
    matched.discretion_factors,
    coalesce(matched.is_mitigated, false) as is_mitigated,
    coalesce(matched.is_exempted, false) as is_exempted,
    coalesce(matched.is_aggravated, false) as is_aggravated,
    matched.batch_id,
    matched.sheet_no,
    matched.row_no,
    matched.file,
    matched.sheet
from matched
left join unit_names on matched.unit_or_sender = unit_names.written
left join units on unit_names.unit = units.unit
left join violations on matched.matched_code = violations.violation_code
left join chosen_clauses
    on
        matched.batch_id = chosen_clauses.batch_id
        and matched.sheet_no = chosen_clauses.sheet_no
        and matched.row_no = chosen_clauses.row_no
