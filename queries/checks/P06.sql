/*
title = "当场收缴罚款不合规定"
purpose = "当场收缴的罚款超过一百元，或者不是当场作出的决定，或者没有按期上缴。"
grain = "一件案件一行"
source = "行政处罚法第六十八条、第六十九条、第七十一条"
reads = ["case_course", "rule", "calendar_day"]
code = "P06"
level = "中"
why = "罚款决定与罚款收缴分离；当场收缴是例外，范围和上缴时间都有限。"
innocent = [
    "不当场收缴事后难以执行的，可以当场收缴。",
    "边远、水上、交通不便地区，当事人提出当场缴纳的。",
    "现场扫码缴入国库的，不是当场收缴。",
]
excluded = ["没有当场收缴的案件。", "写明扫码、转账、银行、非税缴款的。"]
advice = "查罚没票据和上缴凭证；核实是否属于事后难以执行的。"
[params]
as_of = {type = "date", title = "统计截止日"}
on_the_spot_words = {rule = "procedure.on_the_spot_words", title = "表示当场收缴的字样"}
not_on_the_spot_words = {rule = "procedure.not_on_the_spot_words", title = "表示没有当场收缴的字样"}
hand_in_workdays = {rule = "procedure.hand_in_workdays", title = "上缴期限合计"}
*/
with limits as (
    select
        value::bigint as limit_fen,
        valid_from,
        valid_to
    from rule
    where name = 'procedure.on_the_spot_limit_fen'
),

collected as (
    select
        *,
        case
            when is_collected_on_spot is not null then is_collected_on_spot
            when regexp_matches(collected_how, array_to_string($not_on_the_spot_words, '|')) then false
            when regexp_matches(collected_how, array_to_string($on_the_spot_words, '|')) then true
        end as is_on_the_spot
    from case_course
    where
        outcome = '处罚' and coalesce(fine_fen, 1) > 0 and coalesce(event_on <= $as_of, true)
        and (procedure = '简易程序' or is_collected_on_spot or collected_how is not null)
),

judged as (
    select
        collected.*,
        limits.limit_fen,
        case
            when collected.is_on_the_spot and collected.procedure = '普通程序' then '普通程序'
            when collected.is_on_the_spot and collected.fine_fen > limits.limit_fen then '超限'
            when collected.is_on_the_spot and collected.fine_fen is null then '缺罚款金额'
            when collected.is_on_the_spot and limits.limit_fen is null then '缺决定日期'
            when collected.is_on_the_spot and collected.paid_on > collected.decided_on then '上缴'
            when collected.is_on_the_spot is not null or collected.fine_fen <= limits.limit_fen then null
            when collected.procedure = '简易程序' then '缺收缴方式'
        end as what
    from collected
    left join limits on collected.decided_on between limits.valid_from and limits.valid_to
),

counted as (
    select
        judged.*,
        paid.workday_no - decided.workday_no as workdays_used
    from judged
    left join calendar_day as decided on judged.decided_on = decided.day
    left join calendar_day as paid on judged.paid_on = paid.day
    where judged.what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what like '缺%' then '无法核查' else '存疑' end as certainty,
    case what
        when '普通程序' then '边远、交通不便地区当事人提出的，可以当场缴纳'
        when '超限' then '不当场收缴事后难以执行的，可以当场收缴；台账没有登记'
        when '上缴' then '缴纳日期可能是银行入账日期'
        else what
    end as doubt,
    case what
        when '普通程序' then '普通程序的罚款 ' || yuan(fine_fen) || ' 元当场收缴'
        when '超限'
            then
                '当场收缴罚款 ' || yuan(fine_fen) || ' 元，超过 ' || yuan(limit_fen) || ' 元的限额 '
                || yuan(fine_fen - limit_fen) || ' 元'
        when '上缴'
            then
                decided_on || ' 当场收缴，' || paid_on || ' 上缴，用了 ' || workdays_used || ' 个工作日，期限合计 '
                || $hand_in_workdays || ' 个工作日，超期 ' || (workdays_used - $hand_in_workdays) || ' 个工作日'
        else '当场收缴无法核查：' || what
    end as finding,
    concat_ws(
        '；', '程序 ' || procedure, '罚款 ' || yuan(fine_fen) || ' 元', '当场收缴 ' || case when is_on_the_spot then '是' end,
        '处罚决定日期 ' || decided_on, '缴纳日期 ' || paid_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from counted
where what <> '上缴' or workdays_used > $hand_in_workdays
