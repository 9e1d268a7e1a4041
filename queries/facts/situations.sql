/*
title = "裁量情形"
purpose = "已作决定的案件有哪几种裁量情形：违法行为、条款、当事人、档次和当时有效的基准版本都相同的为一种。"
grain = "一种情形一行"
reads = ["cases", "benchmark_periods", "grade_names"]
notes = [
    "基准和法定幅度的版本按违法日期定；没有违法日期而各版不同的，定不出。",
    "没有违法日期，而发现、立案、决定时还在头一段的，行为只能更早，就在头一段。",
]
[columns]
situation = "情形号"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
party_role = "当事人身份"
grade_key = "档次比对形式"
period = "版本起日"
lacks_act_on = "缺违法日期"
*/
with alike as (
    select distinct
        cases.violation_code,
        cases.clause_no,
        cases.party_scope,
        cases.party_role,
        grade_names.grade_key,
        case
            when
                cases.act_on is not null
                or (
                    benchmark_periods.is_first
                    and coalesce(cases.found_on, cases.filed_on, cases.decided_on) is not null
                )
                then benchmark_periods.starts_on
        end as period,
        coalesce(
            benchmark_periods.has_versions and cases.act_on is null
            and not (
                benchmark_periods.is_first
                and coalesce(cases.found_on, cases.filed_on, cases.decided_on) is not null
            ),
            false
        ) as lacks_act_on
    from cases
    left join grade_names on cases.grade = grade_names.grade
    left join benchmark_periods
        on
            cases.violation_code = benchmark_periods.violation_code
            and cases.clause_no = benchmark_periods.clause_no
            and coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on, date '0001-01-01')
            >= benchmark_periods.starts_on
            and coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on, date '0001-01-01')
            < benchmark_periods.ends_before
    where cases.outcome in ('处罚', '不予处罚')
)

select
    row_number() over (
        order by violation_code, clause_no, party_scope, party_role, grade_key, period, lacks_act_on
    ) as situation,
    *
from alike
