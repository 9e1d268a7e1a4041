/*
title = "一件案件的类案"
purpose = "一件案件属于哪一组类案，组里有几件，它比多少件罚得重。"
grain = "一件案件一行"
source = "行政处罚法第五条、第三十四条"
reads = ["cases", "case_verdict", "benchmarks"]
notes = ["不限日期，全部同组案件都算；不足规定件数的不给百分位。"]
[params]
record_key = {type = "text", title = "案件"}
least = {rule = "discretion.like_least_cases"}
[columns]
record_key = "记录编号"
benchmark_no = "基准行号"
benchmark_id = "基准编号"
grade = "裁量档次"
party_scope = "按个人或单位"
effective_from = "生效日期"
case_count = {title = "同组案件", unit = "件"}
lighter_count = {title = "罚得更轻", unit = "件"}
same_count = {title = "罚得一样", unit = "件"}
heavier_count = {title = "罚得更重", unit = "件"}
percentile = {title = "百分位", unit = "%"}
*/
with this_case as (
    select
        cases.record_key,
        case_verdict.benchmark_no,
        case_verdict.party_scope,
        case_verdict.fine_fen,
        case
            when case_verdict.high_fen > case_verdict.low_fen
                then (case_verdict.fine_fen - case_verdict.low_fen) / (case_verdict.high_fen - case_verdict.low_fen)
            else case_verdict.fine_fen - case_verdict.low_fen
        end as place
    from cases
    inner join case_verdict
        on
            cases.batch_id = case_verdict.batch_id
            and cases.sheet_no = case_verdict.sheet_no
            and cases.row_no = case_verdict.row_no
    where cases.record_key = $record_key and case_verdict.benchmark_no is not null and case_verdict.fine_fen > 0
),

compared as (
    select
        this_case.record_key,
        count(*) as case_count,
        count(*) filter (like_cases.place < this_case.place) as lighter_count,
        count(*) filter (like_cases.place = this_case.place) as same_count
    from this_case
    inner join (
        select
            benchmark_no,
            party_scope,
            case when high_fen > low_fen then (fine_fen - low_fen) / (high_fen - low_fen) else fine_fen - low_fen end
                as place
        from case_verdict
        where fine_fen > 0
    ) as like_cases
        on
            this_case.benchmark_no = like_cases.benchmark_no
            and this_case.party_scope is not distinct from like_cases.party_scope
    group by this_case.record_key
)

select
    this_case.record_key,
    this_case.benchmark_no,
    benchmarks.benchmark_id,
    benchmarks.grade,
    this_case.party_scope,
    benchmarks.effective_from,
    compared.case_count,
    compared.lighter_count,
    compared.same_count,
    compared.case_count - compared.lighter_count - compared.same_count as heavier_count,
    case
        when compared.case_count >= $least
            then (100 * (compared.lighter_count + 0.5 * compared.same_count) / compared.case_count)::decimal(4, 1)
    end as percentile
from this_case
inner join compared on this_case.record_key = compared.record_key
inner join benchmarks on this_case.benchmark_no = benchmarks.benchmark_no
