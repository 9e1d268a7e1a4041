/*
title = "任务进度"
purpose = "方案的每项义务由谁承担、哪天到期、做到哪一步、凭什么这样说。"
grain = "一项义务一个单位一行"
source = "舞城管〔2022〕40号"
reads = ["obligation", "obligation_units", "obligation_rows", "tasks", "unit_bearers", "batch"]
notes = [
    "状态依次判断：已完成、报称完成无佐证、超期、未报、进行中、未到期、无法核查，取第一个合适的。",
    "台账能数出来的，以台账为准，任务台账的说法不同时在「不一致」一列写明。",
    "期限包含写明的当日，不因节假日顺延。",
    "没有写完成日期的，完成日取更新日期，再没有的取入库日期。",
    "持续的义务到年底才算完成；只有方案写明了数的，年底后没有达到才算超期。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
obligation_id = {type = "text", title = "义务编号"}
unit = {type = "text", title = "单位"}
status = {type = "text", title = "状态"}
open_until = {type = "date", title = "尚未完成、到期不晚于"}
plan_first_on = {type = "date", rule = "plan_2022.plan_first_on", title = "方案年度第一天"}
plan_last_on = {type = "date", rule = "plan_2022.plan_last_on", title = "方案年度最后一天"}
[columns]
obligation_id = "编号"
clause = "条目"
title = "义务"
unit = "单位"
lead_unit = "牵头单位"
phase = "阶段"
kind = "类别"
deadline = "期限（原写法）"
due_on = "完成时限"
status = "状态"
days_overdue = {title = "逾期天数", unit = "天"}
evidence_count = {title = "佐证份数", unit = "份"}
share = "做到的比例或次数"
unknown_count = {title = "说不清的", unit = "条"}
done_on = "完成日期"
reported_state = "任务台账所报"
difference = "不一致"
done_when = "怎样算完成"
threshold = "目标数"
threshold_source = "目标数来源"
threshold_in_plan = "方案写明"
flags = "需要说明"
*/
with visible as (
    select
        obligation_rows.*,
        obligation_rows.is_due is not null
        and (not obligation_rows.is_due or obligation_rows.is_met is not null) as is_known,
        coalesce(
            obligation_rows.is_due and obligation_rows.is_met
            and coalesce(obligation_rows.met_on, obligation_rows.happened_on, $as_of) <= $as_of,
            false
        ) as is_reached,
        coalesce(
            obligation_rows.met_on, obligation_rows.happened_on, least(batch.loaded_at::date, $as_of)
        ) as reached_on
    from obligation_rows
    left join batch on obligation_rows.batch_id = batch.batch_id
    where obligation_rows.happened_on is null or obligation_rows.happened_on <= $as_of
),

told as (
    select
        obligation_units.obligation_id,
        obligation_units.unit,
        count(visible.ledger) filter (where visible.ledger <> 'annual_task') as row_count,
        count(visible.ledger) filter (where visible.is_evidence) as evidence_count,
        count(visible.ledger) filter (where visible.is_due and visible.is_met is not null) as due_count,
        count(visible.ledger) filter (where visible.ledger <> 'annual_task' and not visible.is_known) as unknown_count,
        count(visible.ledger) filter (where visible.is_known) as known_count,
        count(visible.ledger) filter (where visible.is_reached) as met_count,
        count(distinct visible.point) filter (where visible.is_reached) as point_count,
        list_sort(list(visible.reached_on) filter (where visible.is_reached)) as met_days
    from obligation_units
    left join visible
        on obligation_units.obligation_id = visible.obligation_id and obligation_units.unit = visible.unit
    group by obligation_units.obligation_id, obligation_units.unit
),

countable as (
    select
        obligation_id,
        bool_or(decides) as can_count
    from visible
    group by obligation_id
),

seen_tasks as (
    select
        tasks.*,
        unit_bearers.bearer,
        tasks.is_reported_done and coalesce(tasks.done_on, tasks.updated_on, $as_of) <= $as_of as is_done,
        len(tasks.evidence) > 0 as has_evidence,
        (coalesce(tasks.updated_on, tasks.loaded_on), tasks.batch_id, tasks.sheet_no, tasks.row_no) as version
    from tasks
    left join unit_bearers on tasks.sender_unit = unit_bearers.unit
    where least(tasks.done_on, tasks.updated_on) is null or least(tasks.done_on, tasks.updated_on) <= $as_of
),

-- Only the bearer's own report can say that a duty is done; those of others show that something happens.
own_tasks as (
    select
        obligation_units.unit as bearing_unit,
        seen_tasks.*,
        coalesce(case obligation.unit_rule
            when 'lead' then seen_tasks.unit = obligation_units.unit
            when 'responsible' then seen_tasks.sender_unit = obligation_units.unit
            else true
        end, false) as is_own
    from obligation_units
    inner join obligation on obligation_units.obligation_id = obligation.obligation_id
    inner join seen_tasks
        on
            obligation_units.obligation_id = seen_tasks.obligation_id
            and (obligation.unit_rule <> 'responsible' or obligation_units.unit = seen_tasks.bearer)
),

reported as (
    select
        obligation_id,
        bearing_unit as unit,
        bool_or(is_own and is_done) as is_reported_done,
        bool_or(is_own and is_done and has_evidence) as has_evidence,
        min(coalesce(done_on, updated_on, least(loaded_on, $as_of))) filter (where is_own and is_done) as reported_on,
        arg_max(state, version) filter (where is_own) as reported_state,
        bool_or(state is distinct from '未开始' or progress is not null or has_evidence) as is_recorded
    from own_tasks
    group by obligation_id, bearing_unit
),

measured as (
    select
        obligation.*,
        told.unit,
        told.row_count,
        told.evidence_count,
        told.unknown_count,
        told.known_count,
        coalesce(countable.can_count, false) as can_count,
        coalesce(reported.is_reported_done, false) as is_reported_done,
        coalesce(reported.has_evidence, false) as has_evidence,
        coalesce(reported.is_recorded, false) as is_recorded,
        reported.reported_on,
        reported.reported_state,
        case
            when
                obligation.threshold is null or obligation.kind = 'counted' or obligation.threshold = 1
                then told.met_count
            else told.point_count
        end as num,
        case
            when obligation.threshold = 1 then told.due_count
            else obligation.threshold::bigint
        end as den,
        case
            when obligation.threshold is null then told.met_days[1]
            when obligation.threshold = 1 then told.met_days[-1]
            else told.met_days[obligation.threshold::integer]
        end as counted_on
    from obligation
    inner join told on obligation.obligation_id = told.obligation_id
    left join countable on obligation.obligation_id = countable.obligation_id
    left join reported on told.obligation_id = reported.obligation_id and told.unit = reported.unit
),

weighed as (
    select
        *,
        case
            when threshold is null then num > 0
            else den > 0 and num >= den
        end as is_reached,
        $as_of >= coalesce(due_on, $plan_last_on) as is_year_over,
        $as_of > due_on as is_late,
        row_count > 0 or is_recorded as is_begun,
        row_count > 0 or reported_state is not null or is_recorded as is_loaded
    from measured
),

judged as (
    select
        *,
        case
            when kind = 'continuous' and threshold is not null then is_year_over and is_reached
            when kind = 'continuous'
                then is_year_over and (known_count > 0 or (is_recorded and (not is_reported_done or has_evidence)))
            when kind = 'permissive' then is_year_over and row_count > 0
            when can_count then is_reached
            else is_reported_done and has_evidence
        end as is_done,
        kind in ('dated', 'counted', 'existence') as has_end
    from weighed
),

settled as (
    select
        *,
        case
            when is_done then '已完成'
            when
                is_reported_done and not has_evidence and not can_count
                and (has_end or (kind = 'continuous' and is_year_over and row_count = 0))
                then '报称完成无佐证'
            when has_end and is_late then '超期'
            when
                kind = 'continuous' and $as_of >= $plan_first_on
                and (not is_loaded or (not is_begun and is_year_over))
                then '未报'
            when kind = 'continuous' and is_late and threshold_in_plan and known_count > 0 then '超期'
            when has_end and is_begun then '进行中'
            when kind = 'continuous' and (known_count > 0 or is_recorded) then '进行中'
            when kind = 'permissive' and is_begun and not is_year_over then '进行中'
            when not is_begun and (not is_late or due_on is null) then '未到期'
            else '无法核查'
        end as status,
        case
            when is_done and has_end and can_count then counted_on
            when is_done and has_end then reported_on
        end as done_on
    from judged
)

select
    obligation_id,
    clause,
    title,
    unit,
    lead_unit,
    phase,
    case kind
        when 'dated' then '有期限'
        when 'counted' then '计次'
        when 'existence' then '有无'
        when 'continuous' then '持续'
        else '可以做'
    end as kind,
    deadline,
    due_on,
    status,
    case
        when status = '已完成' and done_on > due_on then date_diff('day', due_on, done_on)
        when status in ('超期', '报称完成无佐证') and $as_of > due_on then date_diff('day', due_on, $as_of)
    end as days_overdue,
    evidence_count,
    case
        when den > 0 and (can_count or row_count > 0 or num > 0) then { 'num': num, 'den': den }
    end as share,
    unknown_count,
    done_on,
    reported_state,
    case
        when can_count and is_reported_done and not is_reached and den is null then '任务台账报已完成，按台账没有查到'
        when can_count and is_reported_done and not is_reached
            then '任务台账报已完成，按台账只有 ' || num || '/' || den
        when can_count and is_reached and reported_state is not null and not is_reported_done
            then '按台账已完成，任务台账报「' || reported_state || '」'
    end as difference,
    done_when,
    threshold,
    threshold_source,
    coalesce(threshold_in_plan, false) as threshold_in_plan,
    flags
from settled
where
    ($obligation_id is null or obligation_id = $obligation_id)
    and ($unit is null or unit = $unit)
    and ($status is null or status = $status)
    and ($open_until is null or (has_end and not is_done and due_on between $as_of and $open_until))
order by obligation_id, unit
