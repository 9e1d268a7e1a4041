/*
title = "抽查名单：指导和调解卷宗"
purpose = "可以抽来评查的行政指导和行政调解卷宗。"
grain = "一次指导或者一件调解一行"
source = "实施方案三（二）、三（五）"
reads = ["guidances", "mediations"]
notes = ["按期统计的简易指导没有卷宗，不列入；形式没有写的列入。", "没有归档的权重高。"]
[params]
unit = {type = "text", title = "单位"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
weight_unfiled = {rule = "sampling.weight_unfiled"}
[columns]
object_id = "对象编号"
stratum = "分层"
weight = "权重"
amount_fen = {title = "金额", unit = "分"}
file_no = "卷宗编号"
party_name = {title = "指导对象", private = true}
party_kind = "当事人类型"
applicant = {title = "申请人", private = true}
respondent = {title = "被申请人", private = true}
topic = {title = "指导事项", free_text = true}
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
with files as (
    select
        '指导 ' || record_key as object_id,
        unit,
        is_filed,
        guided_on as file_on,
        guidance_no as file_no,
        party_name,
        party_kind,
        null as applicant,
        null as respondent,
        topic,
        batch_id,
        sheet_no,
        row_no
    from guidances
    where coalesce(is_written, true)
    union all
    select
        '调解 ' || record_key as object_id,
        unit,
        is_filed,
        accepted_on as file_on,
        mediation_no as file_no,
        null as party_name,
        null as party_kind,
        applicant,
        respondent,
        null as topic,
        batch_id,
        sheet_no,
        row_no
    from mediations
)

select
    object_id,
    coalesce(unit, '未填单位') as stratum,
    (1 + case when is_filed is false then $weight_unfiled else 0 end)::integer as weight,
    null::bigint as amount_fen,
    file_no,
    party_name,
    party_kind,
    applicant,
    respondent,
    topic,
    batch_id,
    sheet_no,
    row_no as row
from files
where
    ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($from_on is null or file_on >= $from_on)
    and ($to_on is null or file_on <= $to_on)
order by object_id
