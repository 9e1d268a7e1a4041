/*
title = "罚款高于档次而没有理由"
purpose = "罚款在法定幅度之内，但高于登记档次的幅度，没有写明理由，也没有批准。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["judged_cases"]
code = "D02"
level = "高"
why = "当事人受到的处罚重于同类，裁量明显不当的可能被变更或者撤销。"
innocent = ["裁量档次登记错了。", "有从轻、减轻、从重的理由或者经批准调整适用，台账没有写明。", "计罚的基数、数量登记有误。"]
excluded = ["无法对照基准的，只在 D01 计一次。", "写明从重理由或者有偏离审批的。", "恰在相邻两档界点上的。", "超出法定幅度的，列在 P26。"]
advice = "查裁量说明和审批材料；没有理由的，应当纠正。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when doubt is not null then '存疑' else '确定' end as certainty,
    doubt,
    '罚款 ' || yuan(fine_fen) || ' 元，高于' || coalesce('「' || applied_grade || '」', '') || '幅度上限 '
    || yuan(high_fen) || ' 元 ' || yuan(fine_fen - high_fen) || ' 元，没有理由' as finding,
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
    verdict = '高于档次' and deviation_state = '无理由'
    and coalesce(event_on <= $as_of, true)
