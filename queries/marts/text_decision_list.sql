/*
title = "写法确认记录"
purpose = "谁在什么时候确认哪一种写法指哪一种违法行为，理由是什么，现在还算不算。"
grain = "一次决定一行"
reads = ["text_decision", "violation_texts", "decided_texts", "violations"]
notes = ["文字里的证件号码和电话隐去中间几位。", "同一写法后作的决定代替先作的；没有违法行为代码的是撤销，「不属于目录」是确认哪一种都不是。"]
[columns]
decision_no = "决定序号"
ledger = "台账"
field = "字段"
written = {title = "写法", free_text = true}
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
is_in_force = "现行"
why = "理由"
actor = "决定人"
decided_at = "决定时间"
*/
select
    text_decision.decision_no,
    text_decision.ledger,
    null::varchar as field,
    text_decision.written,
    text_decision.violation_code,
    violations.violation_name,
    text_decision.clause_no,
    (
        decided_texts.ledger is not null
        and text_decision.decision_no
        = max(text_decision.decision_no) over (partition by text_decision.ledger, violation_texts.name_key)
    ) as is_in_force,
    text_decision.why,
    text_decision.actor,
    text_decision.decided_at
from text_decision
inner join violation_texts on text_decision.written = violation_texts.written
left join decided_texts
    on text_decision.ledger = decided_texts.ledger and text_decision.written = decided_texts.written
left join violations on text_decision.violation_code = violations.violation_code
order by text_decision.decision_no desc
