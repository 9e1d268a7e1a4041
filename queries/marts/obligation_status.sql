/*
title = "任务进度"
purpose = "方案的每项义务由谁承担、哪天到期、做到哪一步、凭什么这样说。"
grain = "一项义务一个单位一行"
source = "统计截止日生效的方案"
reads = ["obligations", "obligation_units", "obligation_days", "tasks", "unit_bearers"]
notes = [
    "状态依次判断：已完成、报称完成无佐证、超期、未报、进行中、未到期、无法核查，取第一个合适的。",
    "台账能数出来的，以台账为准，任务台账的说法不同时在「不一致」一列写明。",
    "期限包含写明的当日，不因节假日顺延。",
    "没有写完成日期的，完成日取更新日期，再没有的取入库日期。",
    "持续的义务到年底才算完成；只有方案写明了数的，年底后没有达到才算超期。",
    "只凭进展文字数出来而没有一份佐证的，到期是报称完成无佐证。",
    "方案年度以后的台账，不推翻以前有佐证的完成。",
    "应做而说不清做到没有的，按没有做到看：即使这样也够目标数，才算完成。",
    "做到的次数空着，是没有数它的台账；0 是有这样的台账而一次也没有；一行写明统计数量的，计那么多次。",
    "比例从哪天起一直够，就算哪天做到；以后又做到的不推后完成日期。",
    "持续的和可以做的义务，数它的台账有人报了，任务台账写的佐证就不再算完成：台账里一次也没有的单位，不是已完成。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
obligation_id = {type = "text", title = "义务编号"}
unit = {type = "text", title = "单位"}
status = {type = "text", title = "状态"}
open_until = {type = "date", title = "尚未完成、到期不晚于"}
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
days_overdue = {title = "超期天数", unit = "天"}
evidence_count = {title = "佐证份数", unit = "份"}
share = "做到的比例或次数"
done_count = "做到的次数"
unknown_count = {title = "说不清的", unit = "条"}
done_on = "完成日期"
reported_state = "任务台账所报"
difference = "不一致"
done_when = "怎样算完成"
indicator = "指标"
query = "明细查询"
threshold = "目标数"
threshold_is = "目标数是什么"
threshold_from = "目标数由谁定"
threshold_source = "目标数来源"
threshold_in_plan = "方案写明"
phase_from = "从"
phase_to = "到"
flags = "需要说明"
*/
with asked as (
    select
        obligations.*,
        obligation_units.unit
    from obligations
    inner join obligation_units
        on
            obligations.plan_year = obligation_units.plan_year
            and obligations.obligation_id = obligation_units.obligation_id
    where
        $as_of between obligations.in_force_from and obligations.in_force_to
        and ($obligation_id is null or obligations.obligation_id = $obligation_id)
        and ($unit is null or obligation_units.unit = $unit)
),

-- Whether a ledger can count does not depend on the day: one that was loaded overrules what is reported all year.
-- A later year's file overrules nothing that was proved before.
countable as (
    select
        plan_year,
        obligation_id,
        min(happened_on) filter (where decides) as counts_from,
        min(happened_on) filter (where ledger <> 'annual_task' and is_due is not null) as told_from
    from obligation_days
    group by plan_year, obligation_id
),

seen as (
    select
        obligation_days.*,
        obligation_days.ledger = 'annual_task' as is_task,
        coalesce(obligation_days.is_due and obligation_days.due_on <= $as_of, false) as counts,
        coalesce(
            obligation_days.is_due and obligation_days.due_on <= $as_of
            and obligation_days.is_met and obligation_days.met_on <= $as_of, false
        ) as is_reached,
        obligation_days.is_evidence and obligation_days.met_on <= $as_of as is_proof,
        obligation_days.is_due is not null
        and (
            not obligation_days.is_due or obligation_days.due_on > $as_of or obligation_days.is_met is not null
        ) as is_known
    from obligation_days
    inner join asked
        on
            obligation_days.plan_year = asked.plan_year and obligation_days.obligation_id = asked.obligation_id
            and obligation_days.unit = asked.unit
    where obligation_days.happened_on <= $as_of
),

-- How much was due and done by each day, for each lot on its own: a draft of next year's list undoes no finished one.
reached_days as (
    select
        plan_year,
        obligation_id,
        unit,
        lot,
        day,
        sum(sum(due_count)) over days as due_so_far,
        sum(sum(met_count)) over days as met_so_far,
        sum(sum(amount)) over days as amount_so_far
    from (
        select
            plan_year,
            obligation_id,
            unit,
            lot,
            due_on as day,
            row_count as due_count,
            0 as met_count,
            0 as amount
        from seen
        where counts
        union all
        select
            plan_year,
            obligation_id,
            unit,
            lot,
            greatest(due_on, met_on),
            0,
            row_count,
            amount
        from seen
        where is_reached
    ) as changes
    group by plan_year, obligation_id, unit, lot, day
    window days as (partition by plan_year, obligation_id, unit, lot order by day)
),

-- A share is reached on the day from which it has been enough without a break, a number on the day it was first full.
reached as (
    select
        plan_year,
        obligation_id,
        unit,
        lot,
        min(day) filter (where amount_so_far >= case when threshold_is = 'count' then threshold else 1 end)
            as enough_on,
        min(day) filter (where day > coalesce(last_short_on, date '0001-01-01')) as share_on
    from (
        select
            reached_days.*,
            asked.threshold,
            asked.threshold_is,
            max(reached_days.day) filter (
                where reached_days.met_so_far < asked.threshold * reached_days.due_so_far
            ) over (
                partition by reached_days.plan_year, reached_days.obligation_id, reached_days.unit, reached_days.lot
            ) as last_short_on
        from reached_days
        inner join asked
            on
                reached_days.plan_year = asked.plan_year and reached_days.obligation_id = asked.obligation_id
                and reached_days.unit = asked.unit
    ) as weighed_days
    group by plan_year, obligation_id, unit, lot
),

points as (
    select
        plan_year,
        obligation_id,
        unit,
        lot,
        list_sort(list(first_on)) as days
    from (
        select
            plan_year,
            obligation_id,
            unit,
            lot,
            point,
            min(met_on) as first_on
        from seen
        where is_reached and point is not null
        group by plan_year, obligation_id, unit, lot, point
    ) as by_point
    group by plan_year, obligation_id, unit, lot
),

lots as (
    select
        plan_year,
        obligation_id,
        unit,
        lot,
        coalesce(sum(row_count) filter (where not is_task), 0)::bigint as row_count,
        coalesce(sum(row_count) filter (where not is_task and (is_due is null or is_reached or is_proof)), 0)::bigint
            as telling_count,
        coalesce(sum(row_count) filter (where is_proof), 0)::bigint as evidence_count,
        coalesce(sum(row_count) filter (where is_proof and not is_task), 0)::bigint as ledger_proof_count,
        coalesce(sum(row_count) filter (where not is_task and not is_known), 0)::bigint as unknown_count,
        coalesce(sum(row_count) filter (where not is_task and is_known), 0)::bigint as known_count,
        coalesce(sum(row_count) filter (where counts), 0)::bigint as due_count,
        coalesce(sum(row_count) filter (where counts and is_met is null), 0)::bigint as unclear_count,
        coalesce(sum(row_count) filter (where is_reached), 0)::bigint as met_count,
        coalesce(sum(amount) filter (where is_reached), 0)::bigint as amount
    from seen
    group by plan_year, obligation_id, unit, lot
),

weighed_lots as (
    select
        lots.*,
        case
            when asked.threshold_is = 'points' then coalesce(len(points.days), 0)
            when asked.threshold_is = 'count' then lots.amount
            else lots.met_count
        end as num,
        case
            when asked.threshold_is = 'share' then lots.due_count - lots.unclear_count
            else asked.threshold::bigint
        end as den,
        coalesce(case asked.threshold_is
            when 'share' then lots.due_count > 0 and lots.met_count >= asked.threshold * lots.due_count
            when 'points' then len(points.days) >= asked.threshold
            when 'count' then lots.amount >= asked.threshold
            else lots.met_count > 0
        end, false) as is_reached,
        case asked.threshold_is
            when 'share' then reached.share_on
            when 'points' then points.days[asked.threshold::integer]
            else reached.enough_on
        end as counted_on
    from lots
    inner join asked
        on
            lots.plan_year = asked.plan_year and lots.obligation_id = asked.obligation_id
            and lots.unit = asked.unit
    left join reached
        on
            lots.plan_year = reached.plan_year and lots.obligation_id = reached.obligation_id
            and lots.unit = reached.unit and lots.lot is not distinct from reached.lot
    left join points
        on
            lots.plan_year = points.plan_year and lots.obligation_id = points.obligation_id
            and lots.unit = points.unit and lots.lot is not distinct from points.lot
),

ranked_lots as (
    select
        *,
        row_number() over (
            partition by plan_year, obligation_id, unit
            order by lot is null, is_reached desc, counted_on asc nulls last, lot desc
        ) as place
    from weighed_lots
),

told as (
    select
        plan_year,
        obligation_id,
        unit,
        sum(row_count)::bigint as row_count,
        sum(telling_count)::bigint as telling_count,
        sum(evidence_count)::bigint as evidence_count,
        sum(ledger_proof_count)::bigint as ledger_proof_count,
        sum(unknown_count)::bigint as unknown_count,
        sum(known_count)::bigint as known_count,
        max(amount) filter (where place = 1) as done_count,
        max(num) filter (where place = 1) as num,
        max(den) filter (where place = 1) as den,
        bool_or(is_reached) filter (where place = 1) as is_reached,
        max(counted_on) filter (where place = 1) as counted_on
    from ranked_lots
    group by plan_year, obligation_id, unit
),

task_bearers as (
    select
        tasks.record_key,
        list(distinct unit_bearers.bearer) as bearers
    from tasks inner join unit_bearers on list_contains(tasks.units, unit_bearers.unit)
    group by tasks.record_key
),

-- Only the bearer's own report can say that a duty is done; those of others show that something happens.
own_tasks as (
    select
        asked.unit as bearing_unit,
        tasks.*,
        coalesce(tasks.done_on, tasks.updated_on, tasks.loaded_on) as said_on,
        tasks.done_on is null and tasks.updated_on is null as is_undated,
        len(tasks.evidence) > 0 as has_evidence,
        coalesce(case asked.unit_rule
            when 'lead' then list_contains(tasks.units, asked.unit) or list_contains(tasks.lead_units, asked.unit)
            when 'responsible' then list_contains(tasks.units, asked.unit)
            else true
        end, false) as is_own,
        (coalesce(tasks.updated_on, tasks.loaded_on), tasks.batch_id, tasks.sheet_no, tasks.row_no) as version
    from asked
    inner join tasks on asked.plan_year = tasks.plan_year and asked.obligation_id = tasks.obligation_id
    left join task_bearers on tasks.record_key = task_bearers.record_key
    where
        coalesce(least(tasks.done_on, tasks.updated_on), least(tasks.loaded_on, asked.plan_to)) <= $as_of
        and (
            asked.unit_rule <> 'responsible'
            or list_contains(tasks.units, asked.unit) or list_contains(task_bearers.bearers, asked.unit)
        )
),

reported as (
    select
        plan_year,
        obligation_id,
        bearing_unit as unit,
        bool_or(is_own and is_reported_done and said_on <= $as_of) as is_reported_done,
        bool_or(is_own and is_reported_done and said_on <= $as_of and has_evidence) as has_evidence,
        min(said_on) filter (where is_own and is_reported_done and said_on <= $as_of) as reported_on,
        min(said_on) filter (where is_own and is_reported_done and said_on <= $as_of and has_evidence) as proved_on,
        min(said_on) filter (where is_own and is_reported_done and is_undated) as undated_on,
        arg_max(state, version) filter (where is_own) as reported_state,
        bool_or(is_own) as is_loaded,
        bool_or(is_begun) as is_begun
    from own_tasks
    group by plan_year, obligation_id, bearing_unit
),

measured as (
    select
        asked.*,
        coalesce(told.row_count, 0) as row_count,
        coalesce(told.telling_count, 0) as telling_count,
        coalesce(told.evidence_count, 0) as evidence_count,
        coalesce(told.ledger_proof_count, 0) as ledger_proof_count,
        coalesce(told.unknown_count, 0) as unknown_count,
        coalesce(told.known_count, 0) as known_count,
        case when told.done_count > 0 or countable.told_from <= $as_of then coalesce(told.done_count, 0) end
            as done_count,
        coalesce(told.num, 0) as num,
        case when asked.threshold_is = 'share' then told.den else asked.threshold::bigint end as den,
        coalesce(told.is_reached, false) as is_reached,
        told.counted_on,
        asked.kind in ('dated', 'counted', 'existence')
        and coalesce(
            countable.counts_from <= asked.plan_to
            or (countable.counts_from <= $as_of and not coalesce(reported.has_evidence, false)), false
        ) as can_count,
        asked.kind in ('continuous', 'permissive')
        and not list_contains(asked.source_ledgers, 'annual_task')
        and coalesce(countable.told_from <= $as_of, false) as is_told_by_ledger,
        coalesce(asked.measure = 'task_points', false) and coalesce(told.evidence_count, 0) = 0 as is_only_words,
        coalesce(reported.is_loaded, false) as is_reported,
        coalesce(reported.is_reported_done, false) as is_reported_done,
        coalesce(reported.has_evidence, false) as has_evidence,
        coalesce(reported.proved_on, reported.reported_on) as reported_on,
        reported.undated_on,
        reported.reported_state,
        coalesce(reported.is_begun, false) as is_recorded,
        asked.kind in ('dated', 'counted', 'existence') as has_end,
        $as_of >= coalesce(asked.due_on, asked.plan_to) as is_year_over,
        coalesce($as_of > asked.due_on, false) as is_late
    from asked
    left join told
        on
            asked.plan_year = told.plan_year and asked.obligation_id = told.obligation_id
            and asked.unit = told.unit
    left join countable on asked.plan_year = countable.plan_year and asked.obligation_id = countable.obligation_id
    left join reported
        on
            asked.plan_year = reported.plan_year and asked.obligation_id = reported.obligation_id
            and asked.unit = reported.unit
),

-- A ledger that can count overrules the papers a task names.
weighed as (
    select
        *,
        case when is_told_by_ledger then ledger_proof_count else evidence_count end as proof_count
    from measured
),

judged as (
    select
        *,
        case when kind = 'continuous' then row_count else telling_count end > 0 or is_recorded as is_begun,
        row_count > 0 or is_reported or is_recorded as is_loaded,
        case
            when kind = 'continuous' and threshold is not null then is_year_over and is_reached and not is_only_words
            when kind = 'continuous' then is_year_over and (is_reached or proof_count > 0)
            when kind = 'permissive' then is_year_over and (is_reached or proof_count > 0)
            when can_count then is_reached
            else is_reported_done and has_evidence
        end as is_done
    from weighed
),

settled as (
    select
        *,
        case
            when is_done then '已完成'
            when
                is_reported_done and not has_evidence and not can_count
                and (has_end or (kind = 'continuous' and row_count = 0))
                then '报称完成无佐证'
            when kind = 'continuous' and is_year_over and is_reached and is_only_words then '报称完成无佐证'
            when has_end and is_late then '超期'
            when kind = 'continuous' and $as_of >= coalesce(period_from, plan_from) and not is_loaded then '未报'
            when
                kind = 'continuous' and is_late and threshold_from = '方案'
                and (known_count > 0 or is_recorded or is_reported)
                then '超期'
            when has_end and is_begun then '进行中'
            when kind = 'continuous' and (known_count > 0 or is_recorded or (is_reported and is_late)) then '进行中'
            when kind = 'permissive' and (is_reached or evidence_count > 0 or is_recorded) then '进行中'
            when not is_begun and (not is_late or due_on is null or kind = 'permissive') then '未到期'
            else '无法核查'
        end as status,
        case
            when is_done and has_end and can_count then counted_on
            when is_done and has_end then reported_on
        end as done_on
    from judged
),

overdue as (
    select
        *,
        case
            when status = '已完成' and done_on > due_on then date_diff('day', due_on, done_on)
            when status in ('超期', '报称完成无佐证') and is_late then date_diff('day', due_on, $as_of)
        end as days_overdue
    from settled
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
    days_overdue,
    evidence_count,
    case
        when den > 0 and (can_count or row_count > 0 or num > 0) then { 'num': num, 'den': den }
    end as share,
    done_count,
    unknown_count,
    done_on,
    reported_state,
    case
        when can_count and is_reported_done and not is_reached and den is null then '任务台账报已完成，按台账没有查到'
        when can_count and is_reported_done and not is_reached
            then '任务台账报已完成，按台账只有 ' || num || '/' || den
        when can_count and is_reached and reported_state is not null and not is_reported_done
            then '按台账已完成，任务台账报「' || reported_state || '」'
        when is_told_by_ledger and row_count = 0 and is_recorded and reported_state is not null
            then '任务台账报「' || reported_state || '」，按台账一次也没有查到'
        when not can_count and undated_on is not null and (not is_reported_done or done_on = undated_on)
            then '任务台账报已完成，没有写日期，按入库日期 ' || strftime(undated_on, '%Y-%m-%d') || ' 算'
    end as difference,
    done_when,
    indicator,
    query,
    threshold,
    case threshold_is when 'share' then '比例' when 'count' then '次数' when 'points' then '方面数' end as threshold_is,
    threshold_from,
    threshold_source,
    coalesce(threshold_from = '方案', false) as threshold_in_plan,
    phase_from,
    phase_to,
    case
        when days_overdue is not null and issued_on is null then flags || ['发文日期未知：方案没有写，印发时时限是否已过不能判断']
        else flags
    end as flags
from overdue
where
    ($status is null or status = $status)
    and ($open_until is null or (has_end and not is_done and due_on between $as_of and $open_until))
order by obligation_id, unit
