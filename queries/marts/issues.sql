/*
title = "问题清单"
purpose = "台账里读不出或有疑问的单元格，逐个列出位置、原值和改法。"
grain = "一处问题一行"
reads = ["cell_issue", "batch", "sheet"]
notes = ["影响为“该格按未知处理”的，行照样采用，用到该格的统计和核查按未知处理。"]
[params]
batch_id = {type = "int", title = "批次"}
code = {type = "text", title = "问题代码"}
effect = {type = "text", title = "影响"}
[columns]
batch_id = "批次"
file = "文件"
sheet_no = "工作表序号"
sheet = "工作表"
row = "行"
address = "单元格"
column_no = "列序号"
header = "列名"
value = {title = "原值", private = true}
code = "问题代码"
ledger = "台账"
field = "字段"
message = {title = "问题和怎么改", free_text = true}
effect = "影响"
*/
select
    cell_issue.batch_id,
    batch.file,
    cell_issue.sheet_no,
    sheet.sheet,
    cell_issue.row_no as row,
    case
        when cell_issue.column_no is null then null
        when cell_issue.column_no <= 26 then chr(64 + cell_issue.column_no)
        else chr(64 + (cell_issue.column_no - 1) // 26) || chr(65 + (cell_issue.column_no - 1) % 26)
    end || cell_issue.row_no as address,
    cell_issue.column_no,
    cell_issue.header,
    cell_issue.value,
    cell_issue.code,
    sheet.ledger,
    cell_issue.field,
    cell_issue.message,
    case cell_issue.effect
        when 'row_returned' then '整行退回'
        when 'cell_unknown' then '该格按未知处理'
        else '提示'
    end as effect
from cell_issue
inner join batch on cell_issue.batch_id = batch.batch_id
left join sheet on cell_issue.batch_id = sheet.batch_id and cell_issue.sheet_no = sheet.sheet_no
where
    ($batch_id is null or cell_issue.batch_id = $batch_id)
    and ($code is null or cell_issue.code = $code)
    and (
        $effect is null
        or $effect = case cell_issue.effect
            when 'row_returned' then '整行退回'
            when 'cell_unknown' then '该格按未知处理'
            else '提示'
        end
    )
order by
    cell_issue.batch_id desc,
    cell_issue.sheet_no asc,
    cell_issue.row_no asc,
    cell_issue.column_no asc,
    cell_issue.code asc
