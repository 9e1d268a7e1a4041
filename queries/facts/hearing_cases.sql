/*
title = "应当告知听证的案件"
purpose = "罚款、没收达到听证数额或者属于应听证种类的处罚案件；说不清是否达到的也列出，写明缺什么。"
grain = "一件案件一行"
source = "行政处罚法第六十三条；河南省行政处罚听证办法（省政府令第204号）"
stored = false
reads = ["case_course", "legal_days", "rule"]
notes = [
    "数额按告知时拟罚款、决定的罚款、没收金额中最大的一项，含本数。",
    "个体工商户按设置归入个人或单位；介于两个数额之间的，两种归法结果不同。",
    "没有配置数额的时段，罚款案件一律说不清。",
    "申请听证的期限是告知以后五个工作日（2021年7月15日以前三个）。",
]
[columns]
record_key = "记录编号"
unit = "承办单位"
party_kind = "当事人类型"
party_scope = "按个人或单位"
amount_fen = {title = "最大数额", unit = "分"}
line_fen = {title = "听证数额", unit = "分"}
kinds = "应听证的种类"
is_due = "应告知听证"
missing = "无法核查的原因"
doubt = "存疑原因"
event_on = "发生日"
notified_on = "告知日期"
heard_on = "听证日期"
hearing_told_on = "听证告知日期"
hearing_words = "听证一栏写的"
defence = "陈述申辩"
decided_on = "处罚决定日期"
asked_until_on = "听证申请期届满日"
is_estimated = "暂估"
workdays_waited = {title = "告知到决定", unit = "工作日"}
reviewed_on = "法制审核日期"
is_reviewed = "经过法制审核"
discussed_on = "集体讨论日期"
is_discussed = "经过集体讨论"
is_hearing_blank = "听证一栏空着"
is_hearing_of_notice = "听证一栏登记的是告知"
is_reviewed_blank = "法制审核空着"
is_discussed_blank = "集体讨论空着"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with limits as (
    select
        valid_from,
        valid_to,
        max(value) filter (where name = 'procedure.hearing_line_person_fen')::bigint as person_fen,
        max(value) filter (where name = 'procedure.hearing_line_company_fen')::bigint as company_fen
    from rule
    where name in ('procedure.hearing_line_person_fen', 'procedure.hearing_line_company_fen')
    group by valid_from, valid_to
),

settings as (
    select list(words) as hearing_kinds
    from rule
    where name = 'procedure.hearing_kinds'
),

asking as (
    select
        value::integer as request_workdays,
        valid_from,
        valid_to
    from rule
    where name = 'procedure.hearing_request_workdays'
),

valued as (
    select
        case_course.*,
        limits.person_fen,
        limits.company_fen,
        case case_course.party_scope when '个人' then limits.person_fen when '单位' then limits.company_fen end as line_fen,
        greatest(case_course.fine_fen, case_course.proposed_fine_fen, case_course.confiscated_fen) as amount_fen,
        list_filter(case_course.penalty_kinds, lambda kind: list_contains(settings.hearing_kinds, kind)) as kinds
    from case_course
    cross join settings
    left join limits
        on coalesce(case_course.notified_on, case_course.decided_on) between limits.valid_from and limits.valid_to
    where
        case_course.outcome = '处罚' and case_course.procedure is distinct from '简易程序'
        and (
            greatest(case_course.fine_fen, case_course.proposed_fine_fen, case_course.confiscated_fen) is null
            or greatest(case_course.fine_fen, case_course.proposed_fine_fen, case_course.confiscated_fen) > 0
            or len(case_course.penalty_kinds) > 0
        )
),

judged as (
    select
        *,
        case
            when len(kinds) > 0 then true
            when amount_fen = 0 or amount_fen < least(person_fen, company_fen) then false
            when amount_fen >= greatest(person_fen, company_fen) or amount_fen >= line_fen then true
            when amount_fen < line_fen then false
        end as is_due
    from valued
)

select
    judged.record_key,
    judged.unit,
    judged.party_kind,
    judged.party_scope,
    judged.amount_fen,
    coalesce(line_fen, case when is_due then greatest(person_fen, company_fen) end) as line_fen,
    judged.kinds,
    judged.is_due,
    case
        when is_due then null
        when amount_fen is null then '缺罚款金额'
        when coalesce(notified_on, decided_on) is null then '缺告知和决定日期'
        when person_fen is null then '听证数额没有配置（2021年12月1日以前）'
        else '缺当事人类型'
    end as missing,
    nullif(concat_ws(
        '；',
        case
            when coalesce(len(kinds), 0) = 0 and party_kind = '个体工商户' and amount_fen < company_fen
                then '个体工商户按' || party_scope || '核，有的地方按单位'
        end,
        case when procedure is null then '程序类型不明' end
    ), '') as doubt,
    judged.event_on,
    judged.notified_on,
    judged.heard_on,
    judged.hearing_told_on,
    judged.hearing_words,
    judged.defence,
    judged.decided_on,
    last_days.day as asked_until_on,
    last_days.is_estimated,
    decision_days.workday_no - notice_days.workday_no as workdays_waited,
    judged.reviewed_on,
    judged.is_reviewed,
    judged.discussed_on,
    judged.is_discussed,
    judged.is_hearing_blank,
    judged.is_hearing_of_notice,
    judged.is_reviewed_blank,
    judged.is_discussed_blank,
    judged.batch_id,
    judged.sheet_no,
    judged.row_no
from judged
left join asking on judged.notified_on between asking.valid_from and asking.valid_to
left join legal_days as notice_days on judged.notified_on = notice_days.day
left join legal_days as decision_days on judged.decided_on = decision_days.day
left join legal_days as last_days
    on notice_days.workday_no + asking.request_workdays = last_days.workday_no and last_days.is_workday
where judged.is_due or judged.is_due is null
