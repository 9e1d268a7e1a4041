/*
title = "应当罚款而没有罚"
purpose = "条款规定应当罚款，作出了处罚决定而没有罚款，也没有不予处罚的理由。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["judged_cases"]
code = "D03"
level = "高"
why = "应罚不罚，是不履行职责，也使守法的人吃亏。"
innocent = ["罚款金额漏填。", "有不予处罚、减轻处罚的理由，台账没有写明。", "案由、条款对应有误。"]
excluded = ["无法对照基准的，只在 D01 计一次。", "条款写可以罚款、可以并处罚款的。", "写明不予处罚理由的。", "有偏离审批的。"]
advice = "查决定书；确未罚款的，核对有没有不予处罚的法定理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when doubt is not null then '存疑' else '确定' end as certainty,
    doubt,
    '条款规定应当罚款' || coalesce(' ' || yuan(low_fen) || '—' || yuan(high_fen) || ' 元', '') || '，没有罚款' as finding,
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
    verdict = '应有罚款而无' and deviation_state = '无理由'
    and coalesce(event_on <= $as_of, true)
