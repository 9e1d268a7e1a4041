/*
title = "义务逐日的依据"
purpose = "每项义务每个承担单位，哪天有几条台账行算应做、几条做到、几份佐证。"
grain = "一个方案一项义务一个单位一天一种情形一行"
source = "各年方案规则文件"
reads = ["obligation_rows"]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
unit = "单位"
ledger = "台账"
happened_on = "日期"
due_on = "应做日期"
met_on = "做到日期"
is_due = "应做"
is_met = "做到"
is_evidence = "算佐证"
decides = "可凭此判断完成"
point = "方面"
lot = "哪一份"
row_count = "台账行数"
amount = "次数"
*/
select
    plan_year,
    obligation_id,
    unit,
    ledger,
    happened_on,
    due_on,
    met_on,
    is_due,
    is_met,
    is_evidence,
    decides,
    point,
    lot,
    count(*) as row_count,
    sum(amount)::bigint as amount
from obligation_rows
group by all
order by all
