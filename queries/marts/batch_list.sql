/*
title = "已载入的批次"
purpose = "哪些文件已经载入，各有多少行采用、退回。"
grain = "一个批次（一个文件）一行"
reads = ["batch", "sheet", "cell_issue"]
notes = ["读出的行数＝新增＋更新＋未变＋退回；标题、合计、签字等行另计为搁置。", "已撤回的批次不在其中，见日志。", "载入时间为北京时间。"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
batch_id = "批次"
file = "文件"
unit = "单位"
period = "报送期间"
ledgers = "台账"
loaded_at = "载入时间"
actor = "载入人"
rows_read = {title = "读出行数", unit = "行"}
accepted = {title = "新增", unit = "行"}
updated = {title = "更新", unit = "行"}
unchanged = {title = "未变", unit = "行"}
returned = {title = "退回", unit = "行"}
set_aside = {title = "搁置", unit = "行"}
issue_count = {title = "问题", unit = "处"}
sha256 = "文件校验值"
*/
with counted as (
    select
        batch_id,
        array_agg(distinct ledger order by ledger) filter (where ledger is not null) as ledgers,
        sum(rows_read)::bigint as rows_read,
        sum(accepted)::bigint as accepted,
        sum(updated)::bigint as updated,
        sum(unchanged)::bigint as unchanged,
        sum(returned)::bigint as returned,
        sum(set_aside)::bigint as set_aside
    from sheet
    group by batch_id
),

issues as (
    select
        batch_id,
        count(*) as issue_count
    from cell_issue
    group by batch_id
)

select
    batch.batch_id,
    batch.file,
    batch.unit,
    batch.period,
    counted.ledgers,
    in_china(batch.loaded_at) as loaded_at,
    batch.actor,
    coalesce(counted.rows_read, 0) as rows_read,
    coalesce(counted.accepted, 0) as accepted,
    coalesce(counted.updated, 0) as updated,
    coalesce(counted.unchanged, 0) as unchanged,
    coalesce(counted.returned, 0) as returned,
    coalesce(counted.set_aside, 0) as set_aside,
    coalesce(issues.issue_count, 0) as issue_count,
    batch.sha256
from batch
left join counted on batch.batch_id = counted.batch_id
left join issues on batch.batch_id = issues.batch_id
where $batch_id is null or batch.batch_id = $batch_id
order by batch.batch_id desc
