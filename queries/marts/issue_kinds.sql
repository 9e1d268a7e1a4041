/*
title = "问题汇总"
purpose = "读不出或有疑问的单元格按问题种类和列名合计，先改数量多的。"
grain = "问题代码 × 影响 × 列名一行"
reads = ["cell_issue"]
[params]
batch_id = {type = "int", title = "批次"}
[columns]
code = "问题代码"
header = "列名"
effect = "影响"
issue_count = {title = "处数", unit = "处"}
row_count = {title = "涉及行数", unit = "行"}
*/
select
    code,
    header,
    case effect
        when 'row_returned' then '整行退回'
        when 'cell_unknown' then '该格按未知处理'
        else '提示'
    end as effect,
    count(*) as issue_count,
    count(distinct concat_ws('.', batch_id, sheet_no, row_no)) as row_count
from cell_issue
where $batch_id is null or batch_id = $batch_id
group by code, header, effect
order by issue_count desc, code asc, header asc, effect asc
