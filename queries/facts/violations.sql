/*
title = "违法行为"
purpose = "违法行为目录，加上只在裁量基准表里出现的违法行为。"
grain = "一种违法行为一行"
reads = ["violation_clauses", "benchmarks"]
notes = ["目录里没有、只有省内别的市县的基准写到的，不适用于本地。"]
[params]
elsewhere_words = {rule = "discretion.elsewhere_words"}
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
category = "类别"
is_local = "本地适用"
clause_count = "条款数"
only_clause_no = "唯一的条款序号"
*/
with in_catalogue as (
    select
        violation_code,
        arg_min(violation_name, clause_no) as violation_name,
        arg_min(category, clause_no) as category,
        bool_or(is_local) as is_local,
        count(distinct clause_no) as clause_count,
        min(clause_no) as first_clause_no
    from violation_clauses
    group by violation_code
),

only_in_benchmarks as (
    select
        violation_code,
        arg_min(violation_name, (clause_no, benchmark_id)) as violation_name,
        bool_or(
            is_local and not coalesce(regexp_matches(jurisdiction, array_to_string($elsewhere_words, '|')), false)
        ) as is_local,
        count(distinct clause_no) as clause_count,
        min(clause_no) as first_clause_no
    from benchmarks anti join in_catalogue on benchmarks.violation_code = in_catalogue.violation_code
    group by violation_code
)

select
    violation_code,
    violation_name,
    category,
    is_local,
    clause_count,
    case when clause_count = 1 then first_clause_no end as only_clause_no
from in_catalogue
union all
select
    violation_code,
    violation_name,
    null as category,
    is_local,
    clause_count,
    case when clause_count = 1 then first_clause_no end as only_clause_no
from only_in_benchmarks
order by violation_code
