/*
title = "罚款低于档次而没有理由"
purpose = "罚款在法定幅度之内，但低于登记档次的幅度，没有写明理由，也没有批准。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["judged_cases"]
code = "D01"
level = "中"
why = "同样的违法、同样的档次，罚款应当在同一幅度之内；无故从轻，对别人不公。"
innocent = ["裁量档次登记错了。", "有从轻、减轻、从重的理由或者经批准调整适用，台账没有写明。", "计罚的基数、数量登记有误。"]
excluded = ["无法对照基准的案件在这里计数，D02、D03、D04 不再重复。", "写明减轻理由或者有偏离审批的。", "恰在相邻两档界点上的。", "超出法定幅度的，列在 P26。"]
advice = "查裁量说明和审批材料；没有理由的，按裁量不当处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when verdict = '无法核查' then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when verdict = '无法核查' then reason else doubt end as doubt,
    case
        when verdict = '无法核查' then '裁量无法核查：' || reason
        else
            '罚款 ' || yuan(fine_fen) || ' 元，低于' || coalesce('「' || applied_grade || '」', '') || '幅度下限 '
            || yuan(low_fen) || ' 元 ' || yuan(low_fen - fine_fen) || ' 元，没有理由'
    end as finding,
    evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged_cases
where
    (
        verdict = '无法核查'
        or (verdict = '低于档次' and deviation_state = '无理由')
    )
    and coalesce(event_on <= $as_of, true)
