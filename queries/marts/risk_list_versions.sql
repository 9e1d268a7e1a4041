/*
title = "防控清单的版本"
purpose = "防控清单的每个版本：多少个风险点，要素齐不齐，什么时候、以什么方式公开。"
grain = "一个版本一行"
source = "舞城管〔2022〕40号三（一）：4月30日前公开"
reads = ["risk_points"]
[columns]
version = "版本"
point_count = {title = "风险点", unit = "个"}
incomplete_count = {title = "要素不全", unit = "个"}
published_on = "公开日期"
published_month = "公开月份"
publish_ways = "公开方式"
file = "文件"
batch_id = "批次"
*/
select
    coalesce(version, '') as version,
    count(*) as point_count,
    count(*) filter (where risk_level is null or legal_basis is null or consequence is null or prevention is null)
        as incomplete_count,
    min(published_on) as published_on,
    min(coalesce(published_month, strftime(published_on, '%Y-%m'))) as published_month,
    list_sort(list_distinct(flatten(list(publish_ways)))) as publish_ways,
    arg_max(file, batch_id) as file,
    max(batch_id) as batch_id
from risk_points
group by coalesce(version, '')
order by max(batch_id) desc, version asc
