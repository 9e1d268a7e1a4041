/*
title = "违法行为名称对应"
purpose = "哪一种名称写法确定地指哪一种违法行为，有的还确定到条款。"
grain = "一种比对形式一行"
reads = ["violation_clauses", "benchmarks", "violations", "violation_texts"]
notes = ["名称括号前的部分、分号隔开的各部分也算名称。", "一种写法可能指两种违法行为的，不对应。", "外地示例不参与对应。"]
[columns]
name_key = "比对形式"
violation_code = "违法行为代码"
clause_no = "条款序号"
*/
with names as (
    select
        violation_name,
        violation_code,
        clause_no
    from violation_clauses where is_local
    union
    select
        violation_name,
        violation_code,
        clause_no
    from benchmarks where is_local
),

keyed as (
    select
        violation_texts.name_key,
        names.violation_code,
        names.clause_no
    from names inner join violation_texts on names.violation_name = violation_texts.written
    inner join violations on names.violation_code = violations.violation_code and violations.is_local
),

parts as (
    select
        name_key,
        violation_code,
        clause_no
    from keyed
    union
    select
        regexp_replace(name_key, '\(.*$', ''),
        violation_code,
        clause_no
    from keyed
    union
    select
        unnest(string_split(name_key, ';')),
        violation_code,
        clause_no
    from keyed
)

select
    name_key,
    min(violation_code) as violation_code,
    case when count(distinct clause_no) = 1 then min(clause_no) end as clause_no
from parts
where name_key != ''
group by name_key
having count(distinct violation_code) = 1
