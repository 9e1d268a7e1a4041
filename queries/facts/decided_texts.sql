/*
title = "人工确认的写法"
purpose = "台账里的哪一种写法，由人确认指哪一种违法行为、哪一个条款，或者不属于目录里的任何一种。"
grain = "一种台账的一种写法一行"
reads = ["text_decision", "violation_texts", "violations"]
notes = ["同一写法后作的决定代替先作的；撤销的不在其中。", "比对形式相同的写法一并确认。", "目录里已经没有的违法行为不算。"]
[columns]
ledger = "台账"
written = "写法"
violation_code = "违法行为代码"
clause_no = "条款序号"
is_none = "不属于目录"
*/
with latest as (
    select
        text_decision.ledger,
        violation_texts.name_key,
        text_decision.violation_code,
        text_decision.clause_no
    from text_decision
    inner join violation_texts on text_decision.written = violation_texts.written
    qualify
        text_decision.decision_no
        = max(text_decision.decision_no) over (partition by text_decision.ledger, violation_texts.name_key)
)

select
    latest.ledger,
    violation_texts.written,
    violations.violation_code,
    latest.clause_no,
    violations.violation_code is null as is_none
from latest
left join violations on latest.violation_code = violations.violation_code and violations.is_local
inner join violation_texts on latest.name_key = violation_texts.name_key
where violations.violation_code is not null or latest.violation_code = '不属于目录'
order by latest.ledger, violation_texts.written
