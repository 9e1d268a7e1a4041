/*
title = "案件走到哪一步"
purpose = "一段时间里立案的案件，多少已作决定、已送达、已结案、已公示，多少走了别的出口。"
grain = "一步一行"
source = "行政处罚法第五十四条、第五十七条、第六十一条"
reads = ["cases"]
notes = [
    "按立案日期计入时段；没有立案日期的（如简易程序）不在其中。",
    "每一步的分母是进入时段的全部案件；某一步没有日期的，不能断定没有做。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
unit = {type = "text", title = "单位"}
[columns]
step = "环节"
case_count = {title = "案件", unit = "件"}
share = "占立案"
*/
with filed as (
    select *
    from cases
    where
        filed_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
),

steps as (
    select unnest([
        { 'place': 1, 'step': '已立案' },
        { 'place': 2, 'step': '已作决定' },
        { 'place': 3, 'step': '已送达' },
        { 'place': 4, 'step': '已结案' },
        { 'place': 5, 'step': '已公示' },
        { 'place': 6, 'step': '不予处罚' },
        { 'place': 7, 'step': '撤案' },
        { 'place': 8, 'step': '移送' },
        { 'place': 9, 'step': '在办' }
    ], recursive := true)
),

counted as (
    select
        steps.place,
        steps.step,
        count(filed.record_key) filter (
            where case steps.step
                when '已立案' then true
                when '已作决定' then filed.decided_on <= $as_of
                when '已送达' then filed.served_on <= $as_of
                when '已结案' then filed.closed_on <= $as_of
                when '已公示' then filed.disclosed_on <= $as_of
                else filed.outcome = steps.step
            end
        ) as case_count,
        count(filed.record_key) as filed_count
    from steps left join filed on true
    group by steps.place, steps.step
)

select
    step,
    case_count,
    struct_pack(num := case_count, den := filed_count) as share
from counted
where filed_count > 0
order by place
