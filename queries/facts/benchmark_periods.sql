/*
title = "基准和法定幅度的版本期间"
purpose = "每一违法行为条款的裁量基准和法定幅度，从哪天到哪天都是同一版。"
grain = "一个条款的一段期间一行"
reads = ["benchmarks", "clause_versions"]
notes = ["生效、失效日期都没有的只有一段；外地示例不计。"]
[columns]
violation_code = "违法行为代码"
clause_no = "条款序号"
starts_on = "从"
ends_before = "到（不含）"
has_versions = "各段不同"
is_first = "头一段"
*/
with turns as (
    select
        violation_code,
        clause_no,
        unnest([date '0001-01-01', effective_from, effective_to + 1]) as starts_on,
        concat_ws('/', coalesce(effective_from::varchar, '-'), coalesce(effective_to::varchar, '-')) as version
    from benchmarks
    where is_local
    union all
    select
        violation_code,
        clause_no,
        unnest([date '0001-01-01', starts_on, ends_before]),
        '法定/' || starts_on
    from clause_versions
    where is_local and (version_count > 1 or starts_on > date '0001-01-01' or ends_before < date '9999-12-31')
),

starts as (
    select
        violation_code,
        clause_no,
        starts_on
    from turns
    where starts_on < date '9999-12-31'
    group by violation_code, clause_no, starts_on
),

versions as (
    select
        violation_code,
        clause_no,
        count(distinct version) filter (not starts_with(version, '法定')) > 1
        or count(distinct version) filter (starts_with(version, '法定')) > 1 as has_versions
    from turns
    group by violation_code, clause_no
)

select
    starts.violation_code,
    starts.clause_no,
    starts.starts_on,
    lead(starts.starts_on, 1, date '9999-12-31')
        over (partition by starts.violation_code, starts.clause_no order by starts.starts_on)
        as ends_before,
    versions.has_versions,
    starts.starts_on = date '0001-01-01' as is_first
from starts
inner join versions on starts.violation_code = versions.violation_code and starts.clause_no = versions.clause_no
order by starts.violation_code, starts.clause_no, starts.starts_on
