/*
title = "各街道投诉与执法"
purpose = "每条街道有多少有效投诉、多少立案、多少没有人办，以及检查和案件各有多少。"
grain = "一条街道一行"
source = "实施方案三（四）4；舞城管〔2022〕40号"
reads = ["complaints", "inspections", "compared_cases"]
notes = [
    "没有填写街道的合为一行「未填街道」。",
    "各街道报不报投诉的习惯不同，多不一定是问题多。",
    "时段里一次检查、一件案件也没有报的，检查、案件的数不知道，不是 0。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
street = "街道"
complaint_count = {title = "有效投诉", unit = "件"}
filed_share = "投诉立案"
unanswered_count = {title = "没有结果", unit = "件"}
inspection_count = {title = "检查", unit = "次"}
case_count = {title = "案件", unit = "件"}
*/
with counted as (
    select
        coalesce(street, '未填街道') as street,
        count(*) as complaint_count,
        count(*) filter (led_to_case) as filed_count,
        count(led_to_case) as known_count,
        count(*) filter (closed_on is null and led_to_case is not true and not is_answered and not is_said_done)
            as unanswered_count,
        0 as inspection_count,
        0 as case_count
    from complaints
    where
        is_valid
        and accepted_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by street
    union all
    select
        coalesce(street, '未填街道'),
        0,
        0,
        0,
        0,
        count(*),
        0
    from inspections
    where inspected_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by street
    union all
    select
        coalesce(street, '未填街道'),
        0,
        0,
        0,
        0,
        0,
        count(*)
    from compared_cases
    where happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by street
)

select
    street,
    sum(complaint_count)::bigint as complaint_count,
    struct_pack(num := sum(filed_count)::bigint, den := sum(known_count)::bigint) as filed_share,
    sum(unanswered_count)::bigint as unanswered_count,
    case when sum(sum(inspection_count)) over () > 0 then sum(inspection_count)::bigint end as inspection_count,
    case when sum(sum(case_count)) over () > 0 then sum(case_count)::bigint end as case_count
from counted
group by street
order by complaint_count desc, street asc
