/*
title = "缴款期限"
purpose = "收到决定书到缴纳罚款：哪天届满。"
grain = "一件有罚款的处罚案件一行"
source = "行政处罚法第六十六条、第六十七条"
stored = false
reads = ["case_course", "legal_days", "rule"]
notes = ["简易程序没有填送达日期的，从决定之日起算。", "复议、诉讼期间不停止执行，不作扣除。"]
[columns]
record_key = "记录编号"
unit = "承办单位"
event_on = "发生日"
fine_fen = {title = "罚款金额", unit = "分"}
surcharge_fen = {title = "加处罚款", unit = "分"}
received_on = "收到日期"
paid_on = "缴纳日期"
is_paid = "已缴纳"
is_deferred = "延期或分期"
closed_on = "结案日期"
end_on = "末日（不顺延）"
due_on = "期限届满日"
is_estimated = "暂估"
is_paid_blank = "缴纳日期空着"
is_deferral_told = "有延期分期一列"
is_surcharge_told = "有加处罚款一列"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with settings as (
    select max(value)::integer as payment_days
    from rule
    where name = 'procedure.payment_days'
),

received as (
    select
        case_course.*,
        coalesce(case_course.served_on, case when case_course.procedure = '简易程序' then case_course.decided_on end)
            as received_on,
        settings.payment_days
    from case_course cross join settings
    where case_course.outcome = '处罚' and coalesce(case_course.fine_fen, 1) > 0
)

select
    received.record_key,
    received.unit,
    received.event_on,
    received.fine_fen,
    received.surcharge_fen,
    received.received_on,
    received.paid_on,
    received.is_paid,
    received.is_deferred,
    received.closed_on,
    received.received_on + received.payment_days as end_on,
    last_days.ends_on as due_on,
    last_days.is_estimated,
    received.is_paid_blank,
    received.is_deferral_told,
    received.is_surcharge_told,
    received.batch_id,
    received.sheet_no,
    received.row_no
from received
left join legal_days as last_days on received.received_on + received.payment_days = last_days.day
