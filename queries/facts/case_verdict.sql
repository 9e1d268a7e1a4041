/*
title = "裁量核查"
purpose = "每件已作决定的案件，罚款相对于裁量基准和法定幅度处在什么位置。"
grain = "一件已作决定（处罚或不予处罚）的案件一行"
source = "行政处罚法第三十二条、第三十三条、第三十四条；国办发〔2022〕27号"
reads = ["cases", "case_benchmark"]
notes = [
    "「以上」「以下」含本数；恰在相邻两档共有的界点上，两档都符合，不算偏离。",
    "低于法定下限而没有减轻理由的、高于法定上限的，一律为超出法定幅度，不论是否登记档次。",
    "已作决定的案件罚款空着与填 0 同样对待；应当罚款而没有罚的为应有罚款而无，除非有不予处罚的理由。",
    "按比例、倍数或非整数数量计算的，差额在允许尾差以内视为相等。",
    "偏离只是线索：是否有正当理由由人核实。",
]
[params]
rounding_tolerance_fen = {rule = "discretion.rounding_tolerance_fen"}
[columns]
record_key = "记录编号"
verdict = "核查结果"
deviation_state = "偏离状态"
reason = "说明"
fine_fen = {title = "罚款金额", unit = "分"}
low_fen = {title = "幅度下限", unit = "分"}
high_fen = {title = "幅度上限", unit = "分"}
position = "在幅度中的位置"
benchmark_id = "基准编号"
applied_grade = "适用档次"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with fined as (
    select
        case_benchmark.*,
        cases.outcome,
        cases.is_mitigated,
        cases.is_exempted,
        cases.is_aggravated,
        cases.deviation_approved_on,
        coalesce(cases.fine_fen, case
            when
                cases.is_fine_blank
                or cases.outcome = '不予处罚'
                or (len(cases.penalty_kinds) > 0 and not list_contains(cases.penalty_kinds, '罚款')) then 0
        end) as fine_fen,
        case when case_benchmark.is_computed then $rounding_tolerance_fen else 0 end as tolerance,
        case when case_benchmark.is_statute_computed then $rounding_tolerance_fen else 0 end as statute_tolerance
    from case_benchmark
    inner join cases
        on
            case_benchmark.batch_id = cases.batch_id
            and case_benchmark.sheet_no = cases.sheet_no
            and case_benchmark.row_no = cases.row_no
),

placed as (
    select
        *,
        fine_fen > statute_high + statute_tolerance as is_above_statute,
        fine_fen > 0 and fine_fen < statute_low - statute_tolerance as is_below_statute,
        fine_fen < low_amount - tolerance or (not min_inclusive and fine_fen <= low_amount) as is_below,
        fine_fen > high_amount + tolerance or (not max_inclusive and fine_fen >= high_amount) as is_above,
        (is_low_shared and abs(fine_fen - low_amount) <= tolerance)
        or (is_high_shared and abs(fine_fen - high_amount) <= tolerance) as is_on_shared_bound
    from fined
),

judged as (
    select
        *,
        case
            when is_above_statute or (is_below_statute and not is_mitigated) then '超出法定幅度'
            when missing is not null then '无法核查'
            when fine_fen is null then '无法核查'
            when fine_fen = 0 and (is_fine_free or is_exempted or outcome = '不予处罚' or contains(fine_is, '可')) then '档内'
            when fine_fen = 0 and fine_is is null then '无法核查'
            when fine_fen = 0 then '应有罚款而无'
            when is_fine_free then '应无罚款而有'
            when is_below then '低于档次'
            when is_above then '高于档次'
            when is_on_shared_bound then '恰在界上'
            else '档内'
        end as verdict
    from placed
)

select
    record_key,
    verdict,
    case
        when verdict in ('档内', '恰在界上', '无法核查') then null
        when deviation_approved_on is not null then '已批准调整适用'
        when verdict = '低于档次' and is_mitigated then '已说明'
        when verdict = '高于档次' and is_aggravated then '已说明'
        else '无理由'
    end as deviation_state,
    case
        when verdict = '无法核查' then coalesce(missing, case when fine_fen is null then '缺罚款金额' else '罚款要求不明' end)
        when is_above_statute then '高于法定上限'
        when is_below_statute and not is_mitigated then '低于法定下限，没有减轻理由'
        when is_below_statute then '低于法定下限，有减轻理由'
        else grade_note
    end as reason,
    fine_fen,
    case when missing is null then round(low_amount)::bigint end as low_fen,
    case when missing is null then round(high_amount)::bigint end as high_fen,
    case
        when missing is null and fine_fen > 0 and not is_fine_free and high_amount > low_amount
            then
                struct_pack(num := fine_fen - round(low_amount)::bigint, den := round(high_amount - low_amount)::bigint)
    end as position,
    case when missing is null then benchmark_id end as benchmark_id,
    applied_grade,
    batch_id,
    sheet_no,
    row_no
from judged
