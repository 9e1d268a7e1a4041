/*
title = "应填列填写情况"
purpose = "每种台账应填的列填了多少、读得出多少。"
grain = "一种台账一个应填列一行"
reads = ["ledger_field", "sheet", "sheet_column", "raw_row", "cell_issue"]
notes = ["应填的列是填报模板里必填和尽量填的列。", "只数采用的行；表里没有这一列的，算没有填。", "填了而读不出的，算填了，不算读得出。"]
[params]
batch_id = {type = "int", title = "批次"}
ledger = {type = "text", title = "台账"}
[columns]
ledger = "台账代号"
ledger_label = "台账"
field = "字段"
field_label = "列"
row_count = {title = "行数", unit = "行"}
filled_count = {title = "已填", unit = "行"}
read_count = {title = "读得出", unit = "行"}
filled = "填写率"
*/
with taken as (
    select
        sheet.ledger,
        raw_row.batch_id,
        raw_row.sheet_no,
        raw_row.row_no,
        cells_of(raw_row.line) as cells
    from raw_row
    inner join sheet on raw_row.batch_id = sheet.batch_id and raw_row.sheet_no = sheet.sheet_no
    where raw_row.fate in ('采用', '更新', '未变') and ($batch_id is null or raw_row.batch_id = $batch_id)
),

totals as (
    select
        ledger,
        count(*) as row_count
    from taken
    group by ledger
),

filled as (
    select
        taken.ledger,
        sheet_column.field,
        count(distinct concat_ws('.', taken.batch_id, taken.sheet_no, taken.row_no)) as filled_count
    from taken
    inner join sheet_column on taken.batch_id = sheet_column.batch_id and taken.sheet_no = sheet_column.sheet_no
    where trim(taken.cells[sheet_column.column_no]) not in ('', '/', '-', '—')
    group by taken.ledger, sheet_column.field
),

unread as (
    select
        taken.ledger,
        cell_issue.field,
        count(distinct concat_ws('.', taken.batch_id, taken.sheet_no, taken.row_no)) as unread_count
    from taken
    inner join cell_issue
        on
            taken.batch_id = cell_issue.batch_id
            and taken.sheet_no = cell_issue.sheet_no
            and taken.row_no = cell_issue.row_no
    where cell_issue.effect = 'cell_unknown'
    group by taken.ledger, cell_issue.field
)

select
    ledger_field.ledger,
    ledger_field.ledger_label,
    ledger_field.field,
    ledger_field.field_label,
    totals.row_count,
    coalesce(filled.filled_count, 0) as filled_count,
    greatest(coalesce(filled.filled_count, 0) - coalesce(unread.unread_count, 0), 0) as read_count,
    { 'num': coalesce(filled.filled_count, 0), 'den': totals.row_count } as filled
from ledger_field
inner join totals on ledger_field.ledger = totals.ledger
left join filled on ledger_field.ledger = filled.ledger and ledger_field.field = filled.field
left join unread on ledger_field.ledger = unread.ledger and ledger_field.field = unread.field
where ledger_field.is_required and ($ledger is null or ledger_field.ledger = $ledger)
order by ledger_field.ledger, ledger_field.field_no
