/*
title = "原始行"
purpose = "上传文件中的一行，逐格列出原文、对应的字段和发现的问题。"
grain = "该行的一列一行"
reads = ["raw_row", "sheet_column", "sheet", "batch", "cell_issue"]
notes = ["行号就是原文件里的行号；原文一字不改。"]
[params]
batch_id = {type = "int", title = "批次"}
sheet_no = {type = "int", title = "工作表序号"}
row_no = {type = "int", title = "行"}
[columns]
column_no = "列序号"
address = "单元格"
header = "原列名"
field = "字段"
raw = {title = "原文", private = true}
issue = {title = "问题", free_text = true}
ledger = "台账"
file = "文件"
sheet = "工作表"
row = "行"
fate = "结果"
reason = "原因"
record_key = "记录编号"
*/
with this_row as (
    select
        *,
        cells_of(line) as cells
    from raw_row
    where batch_id = $batch_id and sheet_no = $sheet_no and row_no = $row_no
),

places as (
    select column_no from sheet_column
    where batch_id = $batch_id and sheet_no = $sheet_no
    union
    select unnest(generate_series(1, len(cells))) as column_no from this_row
),

issues as (
    select
        column_no,
        string_agg(message, '；' order by code, message) as issue
    from cell_issue
    where batch_id = $batch_id and sheet_no = $sheet_no and row_no = $row_no
    group by column_no
)

select
    places.column_no,
    case
        when places.column_no <= 26 then chr(64 + places.column_no::integer)
        else chr(64 + ((places.column_no - 1) // 26)::integer) || chr(65 + ((places.column_no - 1) % 26)::integer)
    end || this_row.row_no as address,
    sheet_column.header,
    sheet_column.field,
    this_row.cells[places.column_no] as raw,
    issues.issue,
    sheet.ledger,
    batch.file,
    sheet.sheet,
    this_row.row_no as row,
    this_row.fate,
    this_row.reason,
    this_row.record_key
from this_row
cross join places
inner join batch on this_row.batch_id = batch.batch_id
inner join sheet on this_row.batch_id = sheet.batch_id and this_row.sheet_no = sheet.sheet_no
left join sheet_column
    on
        this_row.batch_id = sheet_column.batch_id
        and this_row.sheet_no = sheet_column.sheet_no
        and places.column_no = sheet_column.column_no
left join issues on places.column_no = issues.column_no
order by places.column_no
