/*
title = "决定的罚款高于告知的"
purpose = "处罚决定的罚款比告知书上拟处罚的多。"
grain = "一件案件一行"
source = "行政处罚法第四十五条"
reads = ["cases"]
code = "P08"
level = "高"
why = "不得因当事人陈述、申辩而给予更重的处罚；加重而不重新告知，当事人没有机会为加重的部分申辩。"
innocent = ["告知以后查明新的事实，已经重新告知，台账只登记了第一次。", "拟罚款金额、罚款金额单位写错（元与万元）。"]
excluded = ["没有登记拟罚款金额的，无法核查。", "简易程序的案件。"]
advice = "查告知书与决定书；加重而没有重新告知的，应当纠正。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with judged as (
    select
        *,
        case
            when fine_fen > proposed_fine_fen then '加重'
            when fine_fen = 0 or is_fine_blank then null
            when fine_fen is null then '缺罚款金额'
            else '缺拟罚款金额'
        end as what
    from cases
    where
        outcome = '处罚' and procedure is distinct from '简易程序' and coalesce(event_on <= $as_of, true)
        and coalesce(fine_fen > proposed_fine_fen, true)
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what <> '加重' then '无法核查' when is_fine_mixed then '存疑' else '确定' end as certainty,
    case when what <> '加重' then what when is_fine_mixed then '金额一栏是罚没合计，可能把没收的算在内' end as doubt,
    case
        when what = '加重'
            then
                '告知拟罚款 ' || yuan(proposed_fine_fen) || ' 元，决定罚款 ' || yuan(fine_fen) || ' 元，多出 '
                || yuan(fine_fen - proposed_fine_fen) || ' 元'
        else '罚款是否加重无法核查：' || what
    end as finding,
    concat_ws('；', '拟罚款 ' || yuan(proposed_fine_fen) || ' 元', '罚款 ' || yuan(fine_fen) || ' 元', '陈述申辩 ' || defence)
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
