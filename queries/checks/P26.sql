/*
title = "罚款超出法定幅度"
purpose = "罚款高于法定上限，或者低于法定下限而没有减轻处罚的理由。"
grain = "一件案件一行"
source = "行政处罚法第三十二条；各条款的法定幅度"
reads = ["judged_cases"]
code = "P26"
level = "高"
why = "法定幅度是立法机关划定的界限，任何裁量都不得超出；低于下限必须有法定的减轻情形。"
innocent = ["案由、条款对应有误。", "有减轻情形，台账没有写明。", "按数量、倍数、比例计算的，基数或数量登记有误。", "金额单位写错（元与万元）。"]
excluded = ["有减轻理由而低于法定下限的。", "没有超出法定幅度、只是偏离档次的，列在 D01、D02。"]
advice = "对照条款和决定书核对幅度；确属超出的，应当纠正。"
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
        when verdict = '无法核查' then '法定幅度无法核查：' || reason
        when fine_fen > statute_high_fen
            then
                '罚款 ' || yuan(fine_fen) || ' 元，高于法定上限 ' || yuan(statute_high_fen) || ' 元，多出 '
                || yuan(fine_fen - statute_high_fen) || ' 元'
        else
            '罚款 ' || yuan(fine_fen) || ' 元，低于法定下限 ' || yuan(statute_low_fen) || ' 元，少 '
            || yuan(statute_low_fen - fine_fen) || ' 元，没有减轻处罚的理由'
    end as finding,
    case
        when verdict = '无法核查' then evidence
        else concat_ws(
            '；', '违法行为 ' || violation_code || ' 第 ' || clause_no || ' 条款', '罚款 ' || yuan(fine_fen) || ' 元',
            '法定幅度 ' || yuan(statute_low_fen) || '—' || yuan(statute_high_fen) || ' 元',
            '处罚决定日期 ' || decided_on
        )
    end as evidence,
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
        verdict = '超出法定幅度'
        or (
            verdict = '无法核查'
            and (
                fine_fen is null
                or (statute_low_fen is null and statute_high_fen is null)
            )
        )
    )
    and coalesce(event_on <= $as_of, true)
