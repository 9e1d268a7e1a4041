/*
title = "行政指导的方式"
purpose = "八种指导方式各用了多少次，其中书面、简易各多少。"
grain = "一种方式一行"
source = "舞城管〔2022〕40号三（二）：引导、示范、提示、辅导、建议、规劝、约谈、回访"
reads = ["guidances"]
notes = ["一次指导用了几种方式的，每种都算一次；起止日期不写时取统计截止日所在年度。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
methods = {rule = "service.guidance_methods"}
[columns]
method = "指导方式"
guidance_count = {title = "次数", unit = "次"}
written_count = {title = "书面", unit = "次"}
*/
with used as (
    select
        unnest(case when len(coalesce(method, [])) > 0 then method else ['没有写'] end) as method,
        guidance_count,
        is_written
    from guidances
    where
        coalesce(guided_on, last_day(strptime(guided_month, '%Y-%m')::date))
        between coalesce($from_on, date_trunc('year', $as_of)::date) and least(coalesce($to_on, $as_of), $as_of)
),

named as (
    select
        unnest($methods) as method,
        generate_subscripts($methods, 1) as place
    union all
    select distinct
        method,
        99
    from used
    where not list_contains($methods, method)
)

select
    named.method,
    coalesce(sum(used.guidance_count), 0)::bigint as guidance_count,
    coalesce(sum(used.guidance_count) filter (where used.is_written), 0)::bigint as written_count
from named left join used on named.method = used.method
group by named.method, named.place
order by named.place, named.method
