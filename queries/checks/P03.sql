/*
title = "超过追责期限"
purpose = "违法行为发生超过二年才发现，仍给予处罚。"
grain = "一件案件一行"
source = "行政处罚法第三十六条"
reads = ["cases"]
code = "P03"
level = "高"
why = "超过追责期限的，不再给予行政处罚；处罚了的，应当撤销。"
innocent = [
    "违法行为有连续或者继续状态的，从行为终了之日起算，例如违法建设到改正为止。",
    "涉及公民生命健康安全、金融安全且有危害后果的，期限为五年。",
    "别的机关早已发现，或者早有投诉举报、媒体报道。",
    "违法日期年份写错。",
]
excluded = ["不予处罚、撤案、移送和在办的案件。", "立案日距违法行为不到二年的，发现只会更早，不列。"]
advice = "查明违法行为何时终了、最早何时被发现；确已超过期限的，应当撤销处罚。"
[params]
as_of = {type = "date", title = "统计截止日"}
limitation_years = {rule = "procedure.limitation_years", title = "追责期限"}
long_limitation_years = {rule = "procedure.long_limitation_years", title = "较长的追责期限"}
*/
with timed as (
    select
        *,
        coalesce(found_on, filed_on, decided_on) as known_on,
        (act_on + to_years($limitation_years::integer))::date as limit_on,
        (act_on + to_years($long_limitation_years::integer))::date as long_limit_on
    from cases
    where
        outcome = '处罚' and coalesce(event_on <= $as_of, true)
        and coalesce(coalesce(found_on, filed_on, decided_on) - act_on > $limitation_years::integer * 365, true)
),

judged as (
    select
        *,
        case when act_on is null then '缺违法日期' when known_on is null then '缺发现日期' when known_on > limit_on then '超期' end
            as what
    from timed
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what = '超期' then '存疑' else '无法核查' end as certainty,
    case
        when what <> '超期' then what
        else concat_ws(
            '；', '违法行为如有连续或者继续状态，从终了之日起算',
            case when known_on <= long_limit_on then '涉及生命健康安全且有危害后果的为五年' end,
            case when found_on is null then '没有发现日期，按立案或者决定日期算' end
        )
    end as doubt,
    case
        when what <> '超期' then '追责期限无法核查：' || what
        else
            act_on || ' 发生，' || known_on || case when found_on is null then ' 立案或者决定' else ' 发现' end
            || '，追责期限 ' || limit_on || ' 届满，超过 ' || (known_on - limit_on) || ' 日'
    end as finding,
    concat_ws('；', '违法日期 ' || act_on, '发现日期 ' || found_on, '立案日期 ' || filed_on, '处罚决定日期 ' || decided_on)
        as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null
