/*
title = "案件情形"
purpose = "每件已作决定的案件属于哪一种裁量情形：违法行为、条款、主体、档次和当时有效的基准版本都相同的为一种。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
reads = ["cases", "benchmarks", "grade_names"]
notes = ["基准版本按违法日期定；没有违法日期而各版不同的，定不出。"]
[columns]
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
situation = "情形号"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
party_role = "当事人身份"
grade = "登记的档次"
grade_key = "档次比对形式"
period = "版本起日"
lacks_act_on = "缺违法日期"
*/
with versions as (
    select
        violation_code,
        clause_no,
        count(distinct concat_ws('/', coalesce(effective_from::varchar, '-'), coalesce(effective_to::varchar, '-'))) > 1
            as differ
    from benchmarks
    where is_local
    group by violation_code, clause_no
),

dated as (
    select
        violation_code,
        clause_no,
        unnest([effective_from, effective_to + 1, date '0001-01-01']) as starts_on
    from benchmarks
    where is_local and (effective_from is not null or effective_to is not null)
),

turns as (
    select distinct
        violation_code,
        clause_no,
        starts_on
    from dated
    where starts_on is not null
),

-- Between two turns the same rows are in force.
periods as (
    select
        *,
        lead(starts_on, 1, date '9999-12-31')
            over (partition by violation_code, clause_no order by starts_on)
            as ends_before
    from turns
),

decided as (
    select
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.violation_code,
        cases.clause_no,
        cases.party_scope,
        cases.party_role,
        cases.grade,
        grade_names.grade_key,
        periods.starts_on as period,
        (coalesce(versions.differ, false) and cases.act_on is null) as lacks_act_on
    from cases
    left join grade_names on cases.grade = grade_names.grade
    left join versions on cases.violation_code = versions.violation_code and cases.clause_no = versions.clause_no
    left join periods
        on
            cases.violation_code = periods.violation_code
            and cases.clause_no = periods.clause_no
            and cases.act_on >= periods.starts_on
            and cases.act_on < periods.ends_before
    where cases.outcome in ('处罚', '不予处罚')
),

alike as (
    select distinct * exclude (batch_id, sheet_no, row_no) from decided
),

situations as (
    select
        *,
        row_number() over () as situation
    from alike
)

select
    decided.batch_id,
    decided.sheet_no,
    decided.row_no,
    situations.situation,
    decided.violation_code,
    decided.clause_no,
    decided.party_scope,
    decided.party_role,
    decided.grade,
    decided.grade_key,
    decided.period,
    decided.lacks_act_on
from decided
inner join situations
    on
        decided.violation_code is not distinct from situations.violation_code
        and decided.clause_no is not distinct from situations.clause_no
        and decided.party_scope is not distinct from situations.party_scope
        and decided.party_role is not distinct from situations.party_role
        and decided.grade is not distinct from situations.grade
        and decided.period is not distinct from situations.period
        and decided.lacks_act_on = situations.lacks_act_on
