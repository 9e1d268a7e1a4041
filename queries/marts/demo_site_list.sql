/*
title = "示范点创建清单"
purpose = "各单位示范点创建的级别、进展、申报和验收，缺什么。"
grain = "一个单位一年一行"
source = "舞城管〔2022〕40号三（六）"
reads = ["demo_sites"]
notes = ["只写到月的日期取当月最后一天。"]
[params]
unit = {type = "text", title = "单位"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
unit = "单位"
year = "年度"
demo_level = "级别"
criterion = {title = "验收标准条目", free_text = true}
progress = {title = "完成情况", free_text = true}
due_on = "完成时限"
applied_on = "申报日期"
result = "验收结果"
named_on = "命名日期"
evidence = {title = "佐证材料", free_text = true}
gaps = "缺什么"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    unit,
    year,
    demo_level,
    criterion,
    progress,
    due_on,
    coalesce(applied_on, last_day(strptime(applied_month, '%Y-%m')::date)) as applied_on,
    result,
    coalesce(named_on, last_day(strptime(named_month, '%Y-%m')::date)) as named_on,
    evidence,
    list_filter(
        [
            case when applied_on is null and applied_month is null then '没有申报日期' end,
            case when progress is null then '没有写完成情况' end,
            case when len(evidence) = 0 then '没有佐证材料' end
        ],
        lambda gap: gap is not null
    ) as gaps,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from demo_sites
where $unit is null or unit = $unit
order by year, unit, record_key
limit $row_limit offset $row_offset
