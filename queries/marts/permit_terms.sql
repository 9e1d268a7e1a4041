/*
title = "许可时限对照"
purpose = "每种许可的承诺时限比法定时限短多少，实际用了多少个工作日，超时几件。"
grain = "一种许可事项一行"
source = "行政许可法第四十二条、第八十二条；舞城管〔2022〕40号三（四）2"
reads = ["permits"]
notes = [
    "许可事项取许可内容里括号前的字。",
    "时限取中位数；工作日从次日起算，不扣除现场勘验、听证等时间，所以超时只是线索。",
    "只算到统计截止日为止作出决定的；时限或者日期不全的另列，不算没有超时。",
    "起止日期不写时取统计截止日所在年度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
matter = "许可事项"
permit_count = {title = "许可", unit = "件"}
promised_days = {title = "承诺时限", unit = "工作日"}
statutory_days = {title = "法定时限", unit = "工作日"}
shortened_days = {title = "缩短", unit = "工作日"}
workdays_used = {title = "实际用时", unit = "工作日"}
over_promised_count = {title = "超承诺时限", unit = "件"}
over_statutory_count = {title = "超法定时限", unit = "件"}
unknown_count = {title = "说不清的", unit = "件"}
*/
select
    coalesce(regexp_replace(content, '[（(].*$', ''), '未填内容') as matter,
    count(*) as permit_count,
    median(promised_days)::decimal(9, 1) as promised_days,
    median(statutory_days)::decimal(9, 1) as statutory_days,
    median(statutory_days - promised_days)::decimal(9, 1) as shortened_days,
    median(workdays_used)::decimal(9, 1) as workdays_used,
    count(*) filter (where workdays_used > promised_days) as over_promised_count,
    count(*) filter (where workdays_used > statutory_days) as over_statutory_count,
    count(*) filter (where workdays_used is null or coalesce(promised_days, statutory_days) is null) as unknown_count
from permits
where
    decided_on between coalesce($from_on, date_trunc('year', $as_of)::date) and least(coalesce($to_on, $as_of), $as_of)
group by all
order by permit_count desc, matter asc
