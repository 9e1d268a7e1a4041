/*
title = "不应罚款而罚了"
purpose = "登记的档次不罚款，却处了罚款。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["judged_cases"]
code = "D04"
level = "高"
why = "基准规定这一档不罚款，罚款没有依据。"
innocent = ["裁量档次登记错了。", "有从轻、减轻、从重的理由或者经批准调整适用，台账没有写明。", "计罚的基数、数量登记有误。"]
excluded = ["无法对照基准的，只在 D01 计一次。", "有偏离审批的。"]
advice = "查决定书和裁量说明；没有理由的，应当退还罚款。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when doubt is not null then '存疑' else '确定' end as certainty,
    doubt,
    '登记档次' || coalesce('「' || applied_grade || '」', '') || '不罚款，罚了 ' || yuan(fine_fen) || ' 元' as finding,
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
    verdict = '应无罚款而有' and deviation_state = '无理由'
    and coalesce(event_on <= $as_of, true)
