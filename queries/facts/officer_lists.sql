/*
title = "承办人名单"
purpose = "案件承办人一栏的每种写法：原样、去重以后和不分先后的名单。"
grain = "一种写法一行"
reads = ["cases"]
notes = ["同样几名承办人写在许多案件上：每种写法只整理一次，案件按「写法」对照。"]
[columns]
officers_written = {title = "写法", private = true}
officers = {title = "承办人", private = true}
distinct_names = {title = "去重的姓名", private = true}
officer_pair = {title = "承办人", private = true}
*/
select
    array_to_string(officers, chr(31)) as officers_written,
    any_value(officers) as officers,
    list_distinct(any_value(officers)) as distinct_names,
    nullif(array_to_string(list_sort(list_distinct(any_value(officers))), '、'), '') as officer_pair
from cases
group by array_to_string(officers, chr(31))
