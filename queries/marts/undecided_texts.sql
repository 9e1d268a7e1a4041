/*
title = "待确认的写法"
purpose = "台账里对应不上违法行为或条款的写法，等人确认指哪一种。"
grain = "一种台账的一种写法一行"
reads = ["cases", "inspections", "complaints"]
notes = ["写着代码的、引用条文能认出的不在其中。", "确认以后，写法相同的以后都照此认；没有确认的从不按相似认定。"]
[params]
ledger = {type = "text", title = "台账代号"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
ledger = "台账"
written = "写法"
lacking = "缺什么"
violation_code = "违法行为代码"
record_count = {title = "记录", unit = "条"}
first_on = "最早日期"
last_on = "最晚日期"
*/
with unmatched as (
    select
        'penalty_case' as ledger,
        cause as written,
        case when violation_code is null then '违法行为' else '条款' end as lacking,
        violation_code,
        event_on as happened_on
    from cases
    where cause is not null and (violation_code is null or clause_no is null)
    union all
    select
        'inspection' as ledger,
        violation_written as written,
        '违法行为' as lacking,
        null as violation_code,
        inspected_on as happened_on
    from inspections
    where violation_written is not null and violation_code is null
    union all
    select
        'complaint' as ledger,
        category as written,
        '违法行为' as lacking,
        null as violation_code,
        accepted_on as happened_on
    from complaints
    where category is not null and violation_code is null
)

select
    ledger,
    written,
    lacking,
    violation_code,
    count(*) as record_count,
    min(happened_on) as first_on,
    max(happened_on) as last_on
from unmatched
where $ledger is null or ledger = $ledger
group by ledger, written, lacking, violation_code
order by record_count desc, ledger desc, written asc, lacking asc, violation_code asc
limit $row_limit offset $row_offset
