/*
title = "案件"
purpose = "每件行政处罚案件：单位、当事人、违法行为、日期、金额和办理结果，都已统一口径。"
grain = "一件案件一行（取最新一次填报）"
source = "行政处罚法；对应与认定的口径见各项说明"
reads = ["penalty_case", "batch", "sheet", "sheet_column", "cell_issue", "unit_names", "units", "violations",
    "case_parties", "case_violations"]
notes = [
    "违法行为、条款和当事人怎样认定，见「案件对应的违法行为」「案件当事人」。",
    "罚款金额空着与填 0 分开保存；读不出的、没有这一列的为未知。",
    "发生日取决定日期，没有的依次取立案、发现、违法日期。",
    "理由的字样前面有否定的不算理由；从重须另写明理由。",
    "「听证告知」一栏的日期是告知听证的日期，不是举行听证的日期。",
]
[params]
withdrawn_words = {rule = "cases.withdrawn_words"}
transferred_words = {rule = "cases.transferred_words"}
unpunished_words = {rule = "cases.unpunished_words"}
open_words = {rule = "cases.open_words"}
penalty_words = {rule = "cases.penalty_words"}
mitigation_words = {rule = "discretion.mitigation_words"}
exemption_words = {rule = "discretion.exemption_words"}
exemption_reason_words = {rule = "discretion.exemption_reason_words"}
aggravation_words = {rule = "discretion.aggravation_words"}
negation_words = {rule = "discretion.negation_words"}
denial_words = {rule = "discretion.denial_words"}
request_words = {rule = "discretion.request_words"}
first_offence_words = {rule = "fairness.first_offence_words"}
daily_fine_words = {rule = "discretion.daily_fine_words"}
enforced_words = {rule = "risk.enforced_words"}
not_enforced_words = {rule = "risk.not_enforced_words"}
[columns]
record_key = "记录编号"
own_key = "系统编号"
case_no = "案号"
decision_no = "处罚决定书文号"
unit = "承办单位"
unit_written = "填写的单位"
party_key = "当事人标识"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
party_role = "当事人身份"
party_scope = "按个人或单位"
cause = "案由"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
match_how = "对应方式"
procedure = "程序"
source_kind = "案件来源"
street = "街道"
trade = "行业"
grade = "裁量档次"
act_on = "违法日期"
found_on = "发现日期"
filed_on = "立案日期"
order_on = "责令改正日期"
order_due_on = "改正期限"
investigated_on = "调查终结日期"
reviewed_on = "法制审核日期"
is_reviewed = "经过法制审核"
discussed_on = "集体讨论日期"
is_discussed = "经过集体讨论"
notified_on = "告知日期"
has_notice_no = "有告知书文号"
defence = "陈述申辩"
heard_on = "听证日期"
hearing_told_on = "听证告知日期"
hearing_words = "听证一栏写的"
is_hearing_of_notice = "听证一栏登记的是告知"
hearing_from = "听证开始日期"
hearing_to = "听证结束日期"
testing_from = "鉴定检测开始日期"
testing_to = "鉴定检测结束日期"
suspended_from = "中止开始日期"
suspended_to = "中止结束日期"
extended_on = "延期审批日期"
decided_on = "处罚决定日期"
served_on = "送达日期"
service_method = "送达方式"
paid_on = "缴纳日期"
is_paid = "已缴纳"
is_collected_on_spot = "当场收缴"
collected_how = "收缴方式一栏写的"
is_deferred = "延期或分期"
closed_on = "结案日期"
disclosed_on = "公示日期"
archived_on = "归档日期"
deviation_approved_on = "偏离审批日期"
event_on = "发生日"
event_month = "发生月"
fine_fen = {title = "罚款金额", unit = "分"}
is_fine_blank = "罚款金额空着"
is_fine_mixed = "罚款与没收合计"
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
discretion_factors = "裁量因素"
is_mitigated = "有减轻理由"
is_exempted = "有不予处罚理由"
is_exemption_told = "写明为什么不予处罚"
is_aggravated = "有从重理由"
is_called_first = "写作首次违法"
is_daily_fine = "写明按日连续处罚"
is_enforced = "强制执行"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with
-- A blank fine is 0 in a decided case; a fine nobody could read, or without a column, is unknown.
fine_columns as (
    select
        batch_id,
        sheet_no,
        bool_or(contains(header, '罚没')) as is_of_both
    from sheet_column where field = 'fine_amount'
    group by batch_id, sheet_no
),

-- 「听证告知」 says when the right was told of, not when a hearing was held.
notice_columns as (
    select distinct
        batch_id,
        sheet_no
    from sheet_column where field = 'hearing' and contains(header, '告知')
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
        penalty_case.*,
        batch.file,
        sheet.sheet,
        coalesce(penalty_case.status, penalty_case.status_text) as case_status,
        coalesce(penalty_case.unit, batch.unit, sheet.reporting_unit) as unit_or_sender,
        (fine_columns.batch_id is not null and unread_fines.batch_id is null and penalty_case.fine_amount_fen is null)
            as is_fine_blank,
        notice_columns.batch_id is not null as is_hearing_of_notice,
        case when not is_hearing_of_notice then penalty_case.hearing end as heard_on,
        case when is_hearing_of_notice then penalty_case.hearing end as hearing_told_on,
        coalesce(
            fine_columns.is_of_both and (
                penalty_case.confiscated_amount_fen > 0
                or contains(array_to_string(penalty_case.penalty_type, '；'), '没收')
                or contains(penalty_case.penalty_content, '没收')
            ),
            false
        ) as is_fine_mixed,
        concat_ws('；', penalty_case.discretion_factors, penalty_case.no_penalty_text, penalty_case.penalty_content)
            as grounds,
        concat_ws('；', case_status, array_to_string(penalty_case.penalty_type, '、'), penalty_case.penalty_content)
            as handling
    from penalty_case
    inner join batch on penalty_case.batch_id = batch.batch_id
    inner join sheet on penalty_case.batch_id = sheet.batch_id and penalty_case.sheet_no = sheet.sheet_no
    left join fine_columns
        on penalty_case.batch_id = fine_columns.batch_id and penalty_case.sheet_no = fine_columns.sheet_no
    left join notice_columns
        on penalty_case.batch_id = notice_columns.batch_id and penalty_case.sheet_no = notice_columns.sheet_no
    left join unread_fines
        on
            penalty_case.batch_id = unread_fines.batch_id
            and penalty_case.sheet_no = unread_fines.sheet_no
            and penalty_case.row_no = unread_fines.row_no
),

-- Words after a negation, up to the end of the clause, give no ground; nor does a clause that says 不成立, with the
-- request in the clause before it, nor 「减轻情节：无」. Most texts name no ground at all.
said as (
    select
        *,
        case
            when
                regexp_matches(
                    grounds,
                    array_to_string(
                        list_concat(
                            $mitigation_words, $exemption_words, $exemption_reason_words, $aggravation_words,
                            $first_offence_words
                        ),
                        '|'
                    )
                )
                then regexp_replace(
                    regexp_replace(
                        grounds,
                        '([^，。；;,]*(' || array_to_string($request_words, '|') || ')[^，。；;,]*[，,])?[^，。；;,]*('
                        || array_to_string($denial_words, '|') || ')|[^，。；;,]*[：:]\s*(无|否|没有)\s*($|[，。；;,])',
                        '', 'g'
                    ),
                    '(' || array_to_string($negation_words, '|') || ')[^，。；;,]*', '', 'g'
                )
        end as said_grounds
    from written
),

judged as (
    select
        *,
        regexp_matches(said_grounds, array_to_string($mitigation_words, '|')) as is_mitigated,
        (
            coalesce(no_penalty, false) or regexp_matches(said_grounds, array_to_string($exemption_words, '|'))
        ) as is_exempted,
        regexp_matches(said_grounds, array_to_string($exemption_reason_words, '|')) as is_exemption_told,
        (
            regexp_matches(said_grounds, array_to_string($aggravation_words, '|'))
            and length(regexp_replace(
                said_grounds, '(' || array_to_string($aggravation_words, '|') || '|处罚|情节|[，。；：:;,、\s])', '', 'g'
            )) > 1
        ) as is_aggravated,
        (
            regexp_matches(said_grounds, array_to_string($first_offence_words, '|'))
            or regexp_matches(case_status, array_to_string($first_offence_words, '|'))
        ) as is_called_first,
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
)

select
    judged.record_key,
    judged.own_key,
    judged.case_no,
    judged.decision_no,
    unit_names.unit,
    judged.unit as unit_written,
    case_parties.party_key,
    judged.party_name,
    case_parties.party_kind,
    case_parties.party_role,
    case_parties.party_scope,
    judged.cause,
    violations.violation_code,
    violations.violation_name,
    case_violations.clause_no,
    case_violations.match_how,
    judged.procedure,
    coalesce(judged.case_source, judged.case_source_text) as source_kind,
    coalesce(judged.street, case when not regexp_matches(units.area, '[、,，;；/]') then units.area end) as street,
    judged.trade,
    judged.discretion_grade as grade,
    judged.violation_date as act_on,
    judged.found_date as found_on,
    judged.filing_date as filed_on,
    judged.order_date as order_on,
    coalesce(judged.order_deadline, judged.order_date + judged.order_deadline_int::integer) as order_due_on,
    judged.invest_end_date as investigated_on,
    judged.legal_review_date as reviewed_on,
    coalesce(judged.legal_review_date_bool, judged.legal_review_date is not null or null) as is_reviewed,
    judged.collective_date as discussed_on,
    coalesce(judged.collective_date_bool, judged.collective_date is not null or null) as is_discussed,
    judged.notice_served_date as notified_on,
    judged.notice_no is not null as has_notice_no,
    coalesce(judged.defence, judged.defence_text) as defence,
    judged.heard_on,
    judged.hearing_told_on,
    judged.hearing_text as hearing_words,
    judged.is_hearing_of_notice,
    judged.hearing_from,
    judged.hearing_to,
    judged.testing_from,
    judged.testing_to,
    judged.suspended_from,
    judged.suspended_to,
    judged.extension_date as extended_on,
    judged.decision_date as decided_on,
    judged.decision_served_date as served_on,
    judged.service_method,
    judged.paid_date as paid_on,
    case
        when judged.paid_status in ('未缴纳', '已申请强制执行') then false
        when judged.paid_status = '已缴纳' or judged.paid_amount_fen >= judged.fine_amount_fen then true
    end as is_paid,
    judged.onsite_collect as is_collected_on_spot,
    judged.onsite_collect_text as collected_how,
    judged.instalment as is_deferred,
    judged.close_date as closed_on,
    judged.publish_date as disclosed_on,
    judged.archive_date as archived_on,
    judged.deviation_approved_date as deviation_approved_on,
    coalesce(judged.decision_date, judged.filing_date, judged.found_date, judged.violation_date) as event_on,
    strftime(
        coalesce(judged.decision_date, judged.filing_date, judged.found_date, judged.violation_date), '%Y-%m'
    ) as event_month,
    judged.fine_amount_fen as fine_fen,
    judged.is_fine_blank,
    judged.is_fine_mixed,
    judged.proposed_fine_fen,
    judged.confiscated_amount_fen as confiscated_fen,
    judged.paid_amount_fen as paid_fen,
    judged.surcharge_fen,
    judged.base_amount_fen as base_fen,
    judged.quantity,
    judged.quantity_days,
    judged.penalty_type as penalty_kinds,
    judged.penalty_content,
    coalesce(judged.corrected, judged.corrected_text) as corrected,
    judged.harm,
    judged.outcome,
    judged.case_status,
    list_concat(judged.officers, judged.co_officers) as officers,
    judged.legal_basis,
    judged.discretion_factors,
    coalesce(judged.is_mitigated, false) as is_mitigated,
    coalesce(judged.is_exempted, false) as is_exempted,
    coalesce(judged.is_exemption_told, false) as is_exemption_told,
    coalesce(judged.is_aggravated, false) as is_aggravated,
    coalesce(judged.is_called_first, false) as is_called_first,
    coalesce(regexp_matches(judged.penalty_content, array_to_string($daily_fine_words, '|')), false) as is_daily_fine,
    judged.enforcement is not null
    or coalesce(judged.paid_status = '已申请强制执行', false)
    or coalesce(
        regexp_matches(
            regexp_replace(judged.enforcement_text, array_to_string($not_enforced_words, '|'), '', 'g'),
            array_to_string($enforced_words, '|')
        ),
        false
    ) as is_enforced,
    judged.batch_id,
    judged.sheet_no,
    judged.row_no,
    judged.file,
    judged.sheet
from judged
inner join case_parties
    on
        judged.batch_id = case_parties.batch_id
        and judged.sheet_no = case_parties.sheet_no
        and judged.row_no = case_parties.row_no
inner join case_violations
    on
        judged.batch_id = case_violations.batch_id
        and judged.sheet_no = case_violations.sheet_no
        and judged.row_no = case_violations.row_no
left join unit_names on judged.unit_or_sender = unit_names.written
left join units on unit_names.unit = units.unit
left join violations on case_violations.violation_code = violations.violation_code
