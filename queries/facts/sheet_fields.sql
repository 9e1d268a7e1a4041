/*
title = "各表有哪些字段"
purpose = "每张工作表认出了哪些字段：没有这一列，就不能说没有填。"
grain = "一张工作表一行"
reads = ["sheet_column"]
[columns]
batch_id = "批次"
sheet_no = "表号"
fields = "字段"
*/
select
    batch_id,
    sheet_no,
    list(distinct field order by field) as fields
from sheet_column
where field is not null
group by batch_id, sheet_no
