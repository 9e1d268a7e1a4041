/*
title = "缴款超过十五日"
purpose = "当事人收到决定书之日起十五日内没有缴纳罚款，也没有登记延期或者分期。"
grain = "一件案件一行"
source = "行政处罚法第六十六条、第六十七条"
reads = ["clock_paying"]
code = "P14"
level = "中"
why = "逾期不缴的，应当加处罚款、催告、申请强制执行；听任不缴，等于罚而不执。"
innocent = ["经批准延期或者分期缴纳。", "缴纳日期栏填的是入库或者登记日期。", "已经申请法院强制执行。"]
excluded = ["没有罚款的案件。", "登记了延期或者分期的案件。", "复议、诉讼期间不停止执行，不作扣除。"]
advice = "查缴款凭证；确未缴纳的，核对是否加处罚款、催告和申请强制执行。"
[params]
as_of = {type = "date", title = "统计截止日"}
payment_days = {rule = "procedure.payment_days", title = "缴款期限"}
*/
with judged as (
    select
        *,
        case
            when coalesce(is_deferred, false) then null
            when paid_on > due_on then '超期'
            when due_on is null then '缺送达日期'
            when paid_on is not null or due_on >= $as_of then null
            when is_paid then '缺缴纳日期'
            when not is_paid or is_paid_blank then '未缴'
            else '缺缴纳日期'
        end as what
    from clock_paying
    where received_on is null or paid_on is null or due_on is null or paid_on - received_on > $payment_days::integer
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；',
            case when fine_fen is null then '罚款金额不明' end,
            case when not is_deferral_told then '台账没有登记延期、分期，可能经批准' end,
            case
                when what = '未缴' and is_paid is null and closed_on is not null then '已经结案，缴纳日期可能漏填'
            end,
            case when is_estimated then '未含调休，暂估' end
        ), '') as doubt
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what like '缺%' then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when what like '缺%' then what else doubt end as doubt,
    case
        when what like '缺%' then '缴款期限无法核查：' || what
        when what = '未缴'
            then received_on || ' 收到决定书，缴款期限 ' || due_on || ' 届满，没有缴纳罚款'
        else
            received_on || ' 收到决定书，' || paid_on || ' 缴纳，期限 ' || due_on || ' 届满，超期 '
            || (paid_on - due_on) || ' 日'
    end as finding,
    concat_ws('；', '收到决定书 ' || received_on, '缴纳日期 ' || paid_on, '罚款 ' || yuan(fine_fen) || ' 元') as evidence,
    case when what like '缺%' then event_on else due_on + 1 end as occurred_on,
    case when what not like '缺%' then due_on end as due_on,
    case when what not like '缺%' then paid_on end as done_on,
    case when what not like '缺%' then '日' end as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
where coalesce(case when what like '缺%' then event_on else due_on + 1 end <= $as_of, true)
