/*
title = "案件属于哪种裁量情形"
purpose = "每件已作决定的案件凭什么归到一种裁量情形：违法行为、条款、当事人、档次，和当时有效的是哪一版。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
stored = false
reads = ["cases", "benchmark_periods", "grade_names"]
notes = [
    "基准和法定幅度的版本按违法日期定；没有违法日期而各版不同的，定不出。",
    "没有违法日期，而发现、立案、决定时还在头一段的，行为只能更早，就在头一段。",
    "行为不晚于违法日期；没有的，依次不晚于发现、立案、处罚决定日期。",
]
[columns]
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
party_role = "当事人身份"
grade_key = "档次比对形式"
period = "版本起日"
lacks_act_on = "缺违法日期"
acted_about = "行为不晚于"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with decided as (
    select
        violation_code,
        clause_no,
        party_scope,
        party_role,
        grade,
        act_on,
        coalesce(act_on, found_on, filed_on, decided_on) as acted_about,
        batch_id,
        sheet_no,
        row_no
    from cases
    where outcome in ('处罚', '不予处罚')
)

select
    decided.violation_code,
    decided.clause_no,
    decided.party_scope,
    decided.party_role,
    grade_names.grade_key,
    case
        when decided.act_on is not null or (benchmark_periods.is_first and decided.acted_about is not null)
            then benchmark_periods.starts_on
    end as period,
    coalesce(
        benchmark_periods.has_versions and decided.act_on is null
        and not (benchmark_periods.is_first and decided.acted_about is not null),
        false
    ) as lacks_act_on,
    decided.acted_about,
    decided.batch_id,
    decided.sheet_no,
    decided.row_no
from decided
left join grade_names on decided.grade = grade_names.grade
left join benchmark_periods
    on
        decided.violation_code = benchmark_periods.violation_code
        and decided.clause_no = benchmark_periods.clause_no
        and coalesce(decided.acted_about, date '0001-01-01') >= benchmark_periods.starts_on
        and coalesce(decided.acted_about, date '0001-01-01') < benchmark_periods.ends_before
