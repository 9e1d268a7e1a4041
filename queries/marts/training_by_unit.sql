/*
title = "培训场次对照"
purpose = "全局和每个单位，每类培训一年办了、参加了几场，够不够每年的最低场次。"
grain = "全局或者一个单位，一类培训一行"
source = "舞城管〔2022〕40号三（五）1"
reads = ["trainings", "responsible_units", "unit_bearers", "obligations"]
notes = [
    "最低场次取当年生效的方案里这类培训的目标数；方案默认按全局算，单位一行是该单位参加（或者主办）的场次，同样对照，供参考。",
    "中队等下级单位参加的，算它的责任单位参加。",
    "数据不足：还没有培训台账，或者类别、参加单位没有写清的场次算进来就会达标。",
    "只写到月的培训，过了当月才算。",
    "方案分季、分月要求的，最低场次是各期加起来的。",
    "没有方案写明最低场次的，只列场次，不算达标，也不算没有达标。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
category = {type = "text", title = "类别"}
is_met = {type = "bool", title = "已达标"}
required_count = {type = "int", title = "最低场次"}
[columns]
unit = "单位"
category = "类别"
session_count = {title = "场次", unit = "场"}
required_count = {title = "最低场次", unit = "场"}
status = "状态"
missing_count = {title = "还差", unit = "场"}
due_on = "截止"
unclear_count = {title = "说不清的场次", unit = "场"}
remark = "说明"
*/
-- The plan's own year, which need not be the calendar's.
with year_of_plan as (
    select
        coalesce(max(plan_from), date_trunc('year', $as_of)::date) as from_on,
        coalesce(max(plan_to), last_day(date_trunc('year', $as_of)::date + interval 11 month)) as to_on
    from obligations
    where $as_of between plan_from and plan_to
),

held as (
    select
        *,
        coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) as day
    from trainings
    where is_held
),

bearers as (
    select
        held.record_key,
        list(distinct unit_bearers.bearer) as units
    from held inner join unit_bearers on list_contains(held.units, unit_bearers.unit)
    group by held.record_key
),

in_year as (
    select
        held.record_key,
        held.category,
        held.has_participants,
        coalesce(bearers.units, []) as units
    from held
    cross join year_of_plan
    left join bearers on held.record_key = bearers.record_key
    where held.day between year_of_plan.from_on and $as_of
),

-- What the plan of that year asks of each category, until when.
minimums as (
    select
        categories.category,
        coalesce(
            $required_count,
            greatest(
                max(obligations.threshold) filter (
                    where obligations.period_from is null and obligations.period_to is null
                ),
                sum(obligations.threshold) filter (
                    where obligations.period_from is not null or obligations.period_to is not null
                )
            )
        )::integer as required_count,
        coalesce(
            max(obligations.due_on), any_value(year_of_plan.to_on)
        )::date as due_on
    from (
        select
            unnest(['执法业务培训', '党性学习教育']) as category,
            unnest(['business_trainings', 'party_trainings']) as measure
    ) as categories
    left join obligations
        on
            categories.measure = obligations.measure and obligations.threshold_is = 'count'
            and $as_of between obligations.plan_from and obligations.plan_to
    cross join year_of_plan
    group by categories.category
),

asked as (
    select
        bearers.unit,
        bearers.sort_order,
        bearers.is_bureau,
        categories.*
    from (
        select
            '全局' as unit,
            null::bigint as sort_order,
            true as is_bureau
        union all
        select
            unit,
            sort_order,
            false
        from responsible_units
    ) as bearers
    cross join minimums as categories
),

counted as (
    select
        asked.*,
        count(in_year.record_key) filter (
            where in_year.category = asked.category
            and (asked.is_bureau or list_contains(in_year.units, asked.unit))
        ) as session_count,
        count(in_year.record_key) filter (
            where (
                in_year.category is null
                and (asked.is_bureau or list_contains(in_year.units, asked.unit) or not in_year.has_participants)
            ) or (
                in_year.category = asked.category and not asked.is_bureau
                and not in_year.has_participants and not list_contains(in_year.units, asked.unit)
            )
        ) as unclear_count
    from asked left join in_year on true
    group by all
),

judged as (
    select
        *,
        greatest(required_count - session_count, 0) as missing_count,
        case
            when session_count >= required_count then '已达标'
            when
                required_count is null
                or not exists (select 1 from trainings)
                or session_count + unclear_count >= required_count
                then '数据不足'
            else '未达标'
        end as status
    from counted
)

select
    unit,
    category,
    session_count,
    required_count,
    status,
    missing_count,
    due_on,
    unclear_count,
    case status
        when '数据不足'
            then
                case
                    when required_count is null then '没有方案写明这一年的最低场次'
                    when unclear_count > 0 then '有 ' || unclear_count || ' 场没有写清类别或者参加单位'
                    else '还没有培训台账'
                end
        when '未达标' then case
            when $as_of <= due_on then '还差 ' || missing_count || ' 场，' || strftime(due_on, '%Y-%m-%d') || ' 前'
            else '全年少 ' || missing_count || ' 场'
        end
    end as remark
from judged
where
    ($unit is null or unit = $unit)
    and ($category is null or category = $category)
    and ($is_met is null or (required_count is not null and (status = '已达标') = $is_met))
order by is_bureau desc, sort_order asc nulls last, unit asc, category asc
