/*
title = "关联案号"
purpose = "检查、投诉、强制、调解、抽查台账里写的关联案号指哪一件案件。"
grain = "一种写法一行"
reads = ["cases", "inspection", "complaint", "coercion", "mediation", "spot_check"]
notes = ["案号忽略括号种类、空格、「第」「号」和前导零；写处罚决定书文号的，一字不差才算。", "对不上任何案件的写法不列出。"]
[columns]
case_no = "关联案号"
record_key = "案件"
*/
with written as (
    select case_no from inspection
    union
    select case_no from complaint
    union
    select case_no from coercion
    union
    select case_no from mediation
    union
    select case_no from spot_check
),

spelled as (
    select
        case_no,
        unnest([document_key(case_no), case_no]) as case_key
    from written
    where case_no is not null
),

case_keys as (
    select
        record_key as case_key,
        record_key
    from cases
    union
    select
        decision_no as case_key,
        record_key
    from cases
    where decision_no is not null
)

select
    spelled.case_no,
    min(case_keys.record_key) as record_key
from spelled
inner join case_keys on spelled.case_key = case_keys.case_key
group by spelled.case_no
