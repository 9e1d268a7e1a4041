/*
title = "核查过的案件"
purpose = "每件核查过裁量的案件，连同它的记录编号、决定日期和写给人看的依据。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
stored = false
reads = ["case_verdict"]
notes = ["各条裁量规则都读这里，依据只写一处。"]
[columns]
record_key = "记录编号"
unit = "承办单位"
event_on = "发生日"
decided_on = "处罚决定日期"
violation_code = "违法行为代码"
clause_no = "条款序号"
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
applied_grade = "适用档次"
fine_fen = {title = "罚款金额", unit = "分"}
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
statute_low_fen = {title = "法定下限", unit = "分"}
statute_high_fen = {title = "法定上限", unit = "分"}
evidence = "依据的内容"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
select
    record_key,
    unit,
    event_on,
    decided_on,
    violation_code,
    clause_no,
    verdict,
    deviation_state,
    reason,
    applied_grade,
    fine_fen,
    low_fen,
    high_fen,
    statute_low_fen,
    statute_high_fen,
    case
        when verdict = '无法核查' then '处罚决定日期 ' || decided_on
        else concat_ws(
            '；', '档次 ' || applied_grade, '罚款 ' || yuan(fine_fen) || ' 元',
            '幅度 ' || yuan(low_fen) || '—' || yuan(high_fen) || ' 元', '基准 ' || benchmark_id, '处罚决定日期 ' || decided_on
        )
    end as evidence,
    batch_id,
    sheet_no,
    row_no
from case_verdict
