/*
title = "同类案件的类"
purpose = "可比案件里有哪些类：违法行为、档次、程序、按个人或单位都一样的是一类。"
grain = "一类一行"
reads = ["compared_cases"]
notes = ["层号从一起编，没有填写的为 0；编号和层号只在这一版数据里有意义。"]
[columns]
kind_key = "同类编号"
violation_no = "违法行为层号"
grade_no = "档次层号"
procedure_no = "程序层号"
scope_no = "当事人层号"
*/
with kinds as (
    select distinct
        kind_key,
        violation_code,
        grade,
        procedure,
        party_scope
    from compared_cases
)

select
    kind_key,
    case when violation_code is null then 0 else dense_rank() over (order by violation_code) end as violation_no,
    case when grade is null then 0 else dense_rank() over (order by grade) end as grade_no,
    case when procedure is null then 0 else dense_rank() over (order by procedure) end as procedure_no,
    case when party_scope is null then 0 else dense_rank() over (order by party_scope) end as scope_no
from kinds
