/*
title = "三个融入"
purpose = "行政调解在三个环节各有多少件，告知、引导、归档做到多少。"
grain = "一个环节一行，没有写环节的另列"
source = "舞城管〔2022〕40号三（三）：融入重大执法决定、日常监管和执法过程、受理举报投诉"
reads = ["mediations", "obligations"]
notes = [
    "环节取统计截止日生效的方案写明的几个方面；不在其中的另列。",
    "按受理日期，取统计截止日所在年度；说不清做到没有的不算在比例里。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
[columns]
stage = "融入环节"
mediation_count = {title = "调解", unit = "件"}
notified = "已告知"
refused_count = {title = "不愿或者不成", unit = "件"}
referred = "已引导"
closed_count = {title = "已结", unit = "件"}
filed = "已归档"
*/
with stages as (
    select
        unnest(points) as stage,
        generate_subscripts(points, 1) as place
    from obligations
    where measure = 'mediation_stages' and $as_of between in_force_from and in_force_to
),

told as (
    select
        *,
        coalesce(stage, '没有写') as written_stage
    from mediations
    where accepted_on between date_trunc('year', $as_of)::date and $as_of
),

named as (
    select
        stage,
        place
    from stages
    union all
    select distinct
        written_stage,
        99
    from told
    where written_stage not in (select stages.stage from stages)
)

select
    named.stage,
    count(told.record_key) as mediation_count,
    {
        'num': count(*) filter (where told.is_notified and told.notified_on <= $as_of),
        'den': count(*) filter (where told.is_notified is not null)
    } as notified,
    count(*) filter (where told.needs_referral) as refused_count,
    {
        'num': count(*) filter (where told.needs_referral and told.is_referred),
        'den': count(*) filter (where told.needs_referral and told.is_referred is not null)
    } as referred,
    count(*) filter (where told.is_closed) as closed_count,
    {
        'num': count(*) filter (where told.is_closed and told.is_filed),
        'den': count(*) filter (where told.is_closed and told.is_filed is not null)
    } as filed
from named left join told on named.stage = told.written_stage
group by named.stage, named.place
order by named.place, named.stage
