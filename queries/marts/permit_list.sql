/*
title = "行政许可清单"
purpose = "每件行政许可：受理、决定、承诺时限、法定时限和实际用时。"
grain = "一件许可一行"
source = "行政许可法第四十二条、第八十二条；舞城管〔2022〕40号三（四）2"
reads = ["permits"]
notes = [
    "许可事项取许可内容里括号前的字。",
    "工作日从次日起算，不扣除现场勘验、听证等时间，所以超时只是线索。",
    "超承诺时限的含超法定时限的；时限或者日期不全的，是否超时不知道。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
matter = {type = "text", title = "许可事项"}
overrun = {type = "text", title = "是否超时"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
permit_no = "行政许可决定文书号"
unit = "单位"
party_name = {title = "行政相对人", private = true}
party_kind = "行政相对人类别"
content = {title = "许可内容", free_text = true}
accepted_on = "受理日期"
decided_on = "许可决定日期"
promised_days = {title = "承诺时限", unit = "工作日"}
statutory_days = {title = "法定时限", unit = "工作日"}
workdays_used = {title = "实际用时", unit = "工作日"}
overrun = "是否超时"
is_published = "已公示"
published_on = "公示日期"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with told as (
    select
        *,
        case
            when workdays_used > statutory_days then '超法定时限'
            when workdays_used > promised_days then '超承诺时限'
            when workdays_used <= coalesce(promised_days, statutory_days) then '没有超时'
            when decided_on is null then '没有决定'
            else '不知道'
        end as overrun
    from permits
)

select
    permit_no,
    unit,
    party_name,
    party_kind,
    content,
    accepted_on,
    decided_on,
    promised_days,
    statutory_days,
    workdays_used,
    overrun,
    is_published,
    published_on,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from told
where
    ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($matter is null or coalesce(regexp_replace(content, '[（(].*$', ''), '未填内容') = $matter)
    and ($overrun is null or overrun = $overrun)
    and ($from_on is null or coalesce(decided_on, accepted_on) >= $from_on)
    and ($to_on is null or coalesce(decided_on, accepted_on) <= $to_on)
    and coalesce(coalesce(decided_on, accepted_on) <= $as_of, true)
order by decided_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
