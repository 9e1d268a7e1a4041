/*
title = "罚款低于档次而没有理由"
purpose = "罚款在法定幅度之内，但低于登记档次的幅度，没有写明理由，也没有批准。"
grain = "一件案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["case_verdict", "cases"]
code = "D01"
level = "中"
why = "同样的违法、同样的档次，罚款应当在同一幅度之内；无故从轻，对别人不公。"
innocent = ["裁量档次登记错了。", "有从轻、减轻、从重的理由或者经批准调整适用，台账没有写明。", "计罚的基数、数量登记有误。"]
excluded = ["无法对照基准的案件在这里计数，D02、D03、D04 不再重复。", "写明减轻理由或者有偏离审批的。", "恰在相邻两档界点上的。", "超出法定幅度的，列在 P26。"]
advice = "查裁量说明和审批材料；没有理由的，按裁量不当处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with judged as (
    select
        cases.record_key,
        cases.unit,
        cases.event_on,
        cases.decided_on,
        case_verdict.verdict,
        case_verdict.reason,
        case_verdict.fine_fen,
        case_verdict.low_fen,
        case_verdict.high_fen,
        case_verdict.benchmark_id,
        case_verdict.applied_grade,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no
    from case_verdict
    inner join cases
        on
            case_verdict.batch_id = cases.batch_id
            and case_verdict.sheet_no = cases.sheet_no
            and case_verdict.row_no = cases.row_no
    where
        (
            case_verdict.verdict = '无法核查'
            or (case_verdict.verdict = '低于档次' and case_verdict.deviation_state = '无理由')
        )
        and coalesce(cases.event_on <= $as_of, true)
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case verdict when '无法核查' then '无法核查' else '确定' end as certainty,
    case verdict when '无法核查' then reason end as doubt,
    case
        when verdict = '无法核查' then '裁量无法核查：' || reason
        else
            '罚款 ' || yuan(fine_fen) || ' 元，低于' || coalesce('「' || applied_grade || '」', '') || '幅度下限 '
            || yuan(low_fen) || ' 元 ' || yuan(low_fen - fine_fen) || ' 元，没有理由'
    end as finding,
    concat_ws(
        '；', '档次 ' || applied_grade, '罚款 ' || yuan(fine_fen) || ' 元',
        '幅度 ' || yuan(low_fen) || '—' || yuan(high_fen) || ' 元', '基准 ' || benchmark_id, '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
order by record_key
