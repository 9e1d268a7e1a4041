/*
title = "方案的义务"
purpose = "各年方案的每项义务，方案在哪些日子生效，有哪些需要说明的地方。"
grain = "一个方案一项义务一行"
source = "各年方案规则文件"
reads = ["obligation", "calendar_day"]
notes = [
    "某天生效的方案，是到那天已经开始的方案里最新的一个；早于所有方案的日子取第一个。",
    "时限早于阶段、责任不清、截止日逢休息日由日期和牵头单位看出，不靠人写。",
    "按季、按月重复的义务写这一期的起止，只有这一期里的台账行算数；任务台账按编号对上，不看这一期。",
    "期限当日做到不算超期，逢休息日不顺延；贯穿全年的义务不提示休息日。",
]
[columns]
plan_year = "方案年度"
plan_from = "年度第一天"
plan_to = "年度最后一天"
issued_on = "发文日期"
in_force_from = "生效起"
in_force_to = "生效止"
obligation_id = "义务编号"
clause = "条目"
title = "义务"
lead_unit = "牵头单位"
support_units = "配合单位"
support_is_open = "没有列完"
bearers = "承担单位（原写法）"
deadline = "期限（原写法）"
due_on = "完成时限"
period_from = "这一期从"
period_to = "这一期到"
phase = "阶段"
phase_from = "从"
phase_to = "到"
kind = "类别"
unit_rule = "由谁承担"
source_ledgers = "凭哪些台账"
measure = "哪些行算数"
points = "分别做到的方面"
indicator = "指标"
query = "明细查询"
done_when = "怎样算完成"
threshold = "目标数"
threshold_is = "目标数是什么"
threshold_from = "目标数由谁定"
threshold_source = "目标数来源"
flags = "需要说明"
*/
with plans as (
    select
        plan_year,
        plan_from,
        coalesce(lag(plan_year) over years is not null, false) as has_former,
        lead(plan_from) over years as next_from
    from (
        select distinct
            plan_year,
            plan_from
        from obligation
    ) as written
    window years as (order by plan_from)
)

select
    obligation.plan_year,
    obligation.plan_from,
    obligation.plan_to,
    obligation.issued_on,
    case when plans.has_former then obligation.plan_from else date '0001-01-01' end as in_force_from,
    coalesce(plans.next_from - 1, date '9999-12-31') as in_force_to,
    obligation.obligation_id,
    obligation.clause,
    obligation.title,
    obligation.lead_unit,
    obligation.support_units,
    coalesce(obligation.support_is_open, false) as support_is_open,
    obligation.bearers,
    obligation.deadline,
    obligation.due_on,
    obligation.period_from,
    obligation.period_to,
    obligation.phase,
    obligation.phase_from,
    obligation.phase_to,
    obligation.kind,
    obligation.unit_rule,
    obligation.source_ledgers,
    obligation.measure,
    obligation.points,
    obligation.indicator,
    obligation.query,
    obligation.done_when,
    obligation.threshold,
    obligation.threshold_is,
    obligation.threshold_from,
    obligation.threshold_source,
    list_filter(
        [
            case
                when obligation.due_on < obligation.phase_from
                    then
                        '时限早于阶段：' || obligation.phase || '从 ' || strftime(obligation.phase_from, '%Y-%m-%d')
                        || ' 开始，时限却是 ' || strftime(obligation.due_on, '%Y-%m-%d') || '，以时限为准'
            end,
            case
                when coalesce(obligation.lead_is_stated, true) then null
                when obligation.lead_unit is null then '责任不清：方案没有写牵头单位'
                else '责任不清：方案没有写牵头单位，推定为' || obligation.lead_unit
            end,
            case
                when obligation.kind in ('dated', 'counted', 'existence') and not calendar_day.is_workday
                    then
                        '截止日逢休息日：' || strftime(obligation.due_on, '%Y-%m-%d') || ' 是星期'
                        || ['一', '二', '三', '四', '五', '六', '日'][isodow(obligation.due_on)]
                        || '，方案没有顺延规定，按当日计'
            end
        ],
        lambda flag: flag is not null
    ) || coalesce(obligation.flags, []) as flags
from obligation
inner join plans on obligation.plan_year = plans.plan_year
left join calendar_day on obligation.due_on = calendar_day.day
order by obligation.plan_year, obligation.obligation_id
