/*
title = "培训场次不够"
purpose = "全年举办的执法业务培训、党性学习教育少于方案的最低场次。"
grain = "一类培训一行"
source = "舞城管〔2022〕40号三（五）1"
reads = ["trainings", "obligations"]
code = "S04"
level = "中"
why = "方案写明每类培训年度不少于两次。"
innocent = ["举办了而没有登记，或者类别没有写清。", "状态没有更新，实际已经举办。"]
excluded = ["计划、取消、延期的场次。", "同一场在两个文件里登记的，只算一场。", "年度没有结束以前不列。"]
advice = "补登漏登的场次，附通知和签到表。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with asked as (
    select
        obligations.plan_year,
        obligations.plan_from,
        obligations.plan_to,
        categories.category,
        obligations.threshold::bigint as required_count
    from obligations
    inner join (
        select
            unnest(['business_trainings', 'party_trainings']) as measure,
            unnest(['执法业务培训', '党性学习教育']) as category
    ) as categories on obligations.measure = categories.measure
    where obligations.threshold_is = 'count' and exists (select 1 from trainings)
),

plans as (
    select distinct
        plan_year,
        plan_from,
        plan_to
    from asked
),

told as (
    select
        plans.plan_year,
        trainings.category,
        trainings.is_held
    from trainings
    inner join plans
        on
            coalesce(trainings.held_on, last_day(strptime(trainings.held_month, '%Y-%m')::date))
            between plans.plan_from and plans.plan_to
),

counted as (
    select
        asked.plan_year,
        asked.plan_to,
        asked.category,
        asked.required_count,
        count(*) filter (where told.is_held and told.category = asked.category) as session_count,
        count(*) filter (where told.is_held and told.category is null) as unclear_count,
        count(told.plan_year) as told_count
    from asked left join told on asked.plan_year = told.plan_year
    group by all
)

select
    'training' as record_kind,
    plan_year || '·' || category as record_key,
    '全局' as unit,
    case
        when told_count = 0 or session_count + unclear_count >= required_count then '无法核查'
        else '确定'
    end as certainty,
    case
        when told_count = 0 then '这一年没有报培训台账'
        when session_count + unclear_count >= required_count then '有 ' || unclear_count || ' 场没有写清类别'
    end as doubt,
    case
        when told_count = 0 then category || '是否够无法核查：这一年没有报培训台账'
        when session_count + unclear_count >= required_count
            then category || '是否够无法核查：有 ' || unclear_count || ' 场没有写清类别'
        else
            category || '全年 ' || session_count || ' 场，最低 ' || required_count || ' 场，少 '
            || (required_count - session_count) || ' 场'
    end as finding,
    concat_ws('；', '已举办 ' || session_count || ' 场', '类别不明 ' || unclear_count || ' 场') as evidence,
    plan_to + 1 as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    null::integer as batch_id,
    null::integer as sheet_no,
    null::integer as row_no
from counted
where session_count < required_count and $as_of > plan_to
