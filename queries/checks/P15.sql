/*
title = "加处罚款超过限额"
purpose = "加处罚款超过每日百分之三，或者超过罚款本身。"
grain = "一件案件一行"
source = "行政处罚法第七十二条；行政强制法第四十五条"
reads = ["clock_paying"]
code = "P15"
level = "高"
why = "加处罚款是执行手段，超过法定数额的部分没有依据，应当退还。"
innocent = ["加处罚款栏填的是罚款与加处罚款的合计。", "罚款金额、缴纳日期填错。"]
excluded = ["没有加处罚款的案件。", "复议、诉讼期间不计算加处罚款；扣除后只会更少，不另扣。"]
advice = "核对加处罚款的计算和缴款凭证；多收的应当退还。"
[params]
as_of = {type = "date", title = "统计截止日"}
surcharge_daily_pct = {rule = "procedure.surcharge_daily_pct", title = "每日百分比"}
payment_days = {rule = "procedure.payment_days", title = "缴款期限"}
rounding_tolerance_fen = {rule = "discretion.rounding_tolerance_fen", title = "允许的尾差"}
*/
with counted as (
    select
        *,
        case when paid_on > due_on then paid_on - due_on when paid_on <= due_on then 0 end as late_days,
        case when paid_on > end_on then paid_on - end_on when paid_on <= end_on then 0 end as most_late_days
    from clock_paying
    where
        (surcharge_fen > 0 or (surcharge_fen is null and paid_on - received_on > $payment_days::integer))
        and coalesce(event_on <= $as_of, true)
),

bounded as (
    select
        *,
        case
            when late_days is not null then least(fine_fen, fine_fen * late_days * $surcharge_daily_pct::bigint // 100)
        end as allowed_fen,
        case
            when most_late_days is not null
                then least(fine_fen, fine_fen * most_late_days * $surcharge_daily_pct::bigint // 100)
        end as most_allowed_fen
    from counted
),

judged as (
    select
        *,
        case
            when surcharge_fen = 0 or (surcharge_fen is null and is_surcharge_told) then null
            when surcharge_fen is null and late_days > 0 then '缺加处罚款'
            when surcharge_fen is null then null
            when fine_fen is null then '缺罚款金额'
            when surcharge_fen > fine_fen + $rounding_tolerance_fen::bigint then '超过本金'
            when surcharge_fen > allowed_fen + $rounding_tolerance_fen::bigint then '超过计算'
            when allowed_fen is null then '缺送达或者缴纳日期'
        end as what
    from bounded
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case
        when what like '缺%' then '无法核查'
        when what = '超过计算' and surcharge_fen <= most_allowed_fen + $rounding_tolerance_fen::bigint then '存疑'
        else '确定'
    end as certainty,
    case
        when what like '缺%' then what
        when what = '超过计算' and surcharge_fen <= most_allowed_fen + $rounding_tolerance_fen::bigint
            then '缴款期限末日不顺延的话没有超过'
    end as doubt,
    case
        when what like '缺%' then '加处罚款无法核查：' || what
        when what = '超过本金'
            then
                '加处罚款 ' || yuan(surcharge_fen) || ' 元，超过罚款本身 ' || yuan(fine_fen) || ' 元，多出 '
                || yuan(surcharge_fen - fine_fen) || ' 元'
        else
            '逾期 ' || late_days || ' 日，加处罚款至多 ' || yuan(allowed_fen) || ' 元，实际 '
            || yuan(surcharge_fen) || ' 元，多出 ' || yuan(surcharge_fen - allowed_fen) || ' 元'
    end as finding,
    concat_ws(
        '；', '罚款 ' || yuan(fine_fen) || ' 元', '加处罚款 ' || yuan(surcharge_fen) || ' 元', '收到决定书 ' || received_on,
        '缴纳日期 ' || paid_on
    ) as evidence,
    coalesce(case when what not like '缺%' then paid_on end, event_on) as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null and coalesce(case when what not like '缺%' then paid_on end, event_on, $as_of) <= $as_of
