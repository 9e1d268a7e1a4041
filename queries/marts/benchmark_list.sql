/*
title = "裁量基准表"
purpose = "裁量基准逐行列出：幅度、主体、有效期、来源，外地的标为外地示例、从不套用。"
grain = "基准的一行一行"
source = "行政处罚法第三十四条"
reads = ["benchmarks", "violations", "batch"]
notes = ["没有生效、失效日期的视为一直有效。", "幅度的单位见数值单位和计量单位；只有文字没有金额的、金额或单位读不准的不能用来核查。"]
[params]
violation_code = {type = "text", title = "违法行为代码"}
use = {type = "text", title = "用途"}
on_day = {type = "date", title = "这一天有效"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
benchmark_id = "基准编号"
use = "用途"
violation_code = "违法行为代码"
violation_name = "违法行为"
clause_no = "条款序号"
party_scope = "适用主体"
grade = "裁量档次"
circumstance = "适用条件"
low = "下限数值"
high = "上限数值"
value_unit = "数值单位"
per_unit = "计量单位"
cap_fen = {title = "累计上限", unit = "分"}
fine_is = "罚款要求"
companions = "应当同时"
effective_from = "生效日期"
effective_to = "失效日期"
jurisdiction = "适用地域"
source = "来源"
file = "文件"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
select
    benchmarks.benchmark_id,
    case
        when not benchmarks.is_local or not coalesce(violations.is_local, true) then '外地示例'
        when benchmarks.is_usable then '套用'
        when benchmarks.max_value is not null or benchmarks.min_value > 0 then '读不准'
        else '没有金额'
    end as use,
    benchmarks.violation_code,
    coalesce(benchmarks.violation_name, violations.violation_name) as violation_name,
    benchmarks.clause_no,
    benchmarks.party_scope,
    benchmarks.grade,
    benchmarks.circumstance,
    case when benchmarks.max_value is not null or benchmarks.min_value > 0 then benchmarks.min_value end as low,
    benchmarks.max_value as high,
    benchmarks.value_unit,
    benchmarks.per_unit,
    benchmarks.cap_fen,
    benchmarks.fine_is,
    benchmarks.companions,
    benchmarks.effective_from,
    benchmarks.effective_to,
    benchmarks.jurisdiction,
    benchmarks.source,
    batch.file,
    benchmarks.batch_id,
    benchmarks.sheet_no,
    benchmarks.row_no as row
from benchmarks
inner join batch on benchmarks.batch_id = batch.batch_id
left join violations on benchmarks.violation_code = violations.violation_code
where
    ($violation_code is null or benchmarks.violation_code = $violation_code)
    and ($use is null or use = $use)
    and (
        $on_day is null
        or (
            coalesce(benchmarks.effective_from <= $on_day, true) and coalesce(benchmarks.effective_to >= $on_day, true)
        )
    )
order by
    benchmarks.is_local desc,
    benchmarks.violation_code asc,
    benchmarks.clause_no asc,
    benchmarks.effective_from asc nulls first,
    benchmarks.grade_order asc,
    benchmarks.benchmark_no asc
limit $row_limit offset $row_offset
