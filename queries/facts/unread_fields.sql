/*
title = "读不出的字段"
purpose = "每一行里哪些字段填了而读不出：读不出不等于没有填。"
grain = "一行一行"
reads = ["cell_issue"]
[columns]
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
fields = "字段"
*/
select
    batch_id,
    sheet_no,
    row_no,
    list(distinct field order by field) as fields
from cell_issue
where effect = 'cell_unknown' and field is not null
group by batch_id, sheet_no, row_no
