/*
title = "义务的依据"
purpose = "台账里的每一行算在哪项义务、哪个承担单位名下，说明了什么。"
grain = "一个方案一项义务一个承担单位，台账一行说明一件事一行"
source = "各年方案规则文件"
stored = false
reads = ["obligations", "obligation_bearers", "told_work", "told_registers", "told_sessions", "told_tasks", "batch"]
notes = [
    "持续和计次的义务只算方案年度里的，有期限和有无的从方案年度第一天算起；结对和名册往年的也算。",
    "方案年度以后命名的示范点单位，不算应结对的。",
    "没有写日期的取入库日期，方案年度过后才入库的取年度最后一天。",
    "只说几个方面的义务，别的方面的行不算；写明这一期起止的义务，别的期的行不算。",
]
[columns]
plan_year = "方案年度"
obligation_id = "义务编号"
unit = "单位"
ledger = "台账"
what = "内容"
happened_on = "日期"
due_on = "应做日期"
met_on = "做到日期"
is_due = "应做"
is_met = "做到"
is_evidence = "算佐证"
decides = "可凭此判断完成"
point = "方面"
lot = "哪一份"
amount = "次数"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with about as (
    select
        told.* exclude (plan_year),
        obligations.plan_year,
        obligations.obligation_id,
        obligations.plan_from,
        obligations.plan_to,
        obligations.period_from,
        obligations.period_to,
        obligations.kind,
        obligations.unit_rule,
        coalesce(list_contains(obligations.points, told.point), obligations.points is null) as is_on_point
    from (
        from told_work
        union all by name
        from told_registers
        union all by name
        from told_sessions
    ) as told
    inner join obligations
        on
            told.measure = obligations.measure
            and coalesce(told.plan_year = obligations.plan_year, true)
            and coalesce(told.per_unit = (obligations.unit_rule = 'responsible'), true)
    union all by name
    select
        told.*,
        obligations.plan_from,
        obligations.plan_to,
        obligations.kind,
        obligations.unit_rule,
        true as is_on_point,
        true as lasts
    from told_tasks as told
    inner join obligations
        on told.plan_year = obligations.plan_year and told.obligation_id = obligations.obligation_id
),

borne as (
    select
        about.*,
        bearers.unit as bearer,
        case
            when about.unit_rule = 'lead' and about.ledger = 'annual_task'
                then coalesce(list_contains(about.reporters, bearers.unit), false)
            when
                about.unit_rule = 'responsible' and about.kind = 'dated'
                and about.ledger in ('annual_task', 'summary_report')
                then about.unit = bearers.unit
            else true
        end as speaks
    from about
    inner join obligation_bearers as bearers
        on
            about.plan_year = bearers.plan_year
            and about.obligation_id = bearers.obligation_id
            and case when about.unit_rule = 'responsible' then about.unit else '' end = bearers.told_unit
),

dated as (
    select
        borne.*,
        case
            when borne.happened_on is not null then borne.happened_on
            when borne.lasts and borne.ledger not in ('annual_task', 'pairing') then borne.plan_from
            else least(in_china(batch.loaded_at)::date, borne.plan_to)
        end as day
    from borne left join batch on borne.batch_id = batch.batch_id
),

-- What lies in another quarter shows that there is such a ledger, and fulfils nothing of this one.
placed as (
    select
        *,
        coalesce(lasts, false) or (
            day >= coalesce(period_from, day) and day <= coalesce(period_to, day)
        ) as is_in_period
    from dated
)

select
    plan_year,
    obligation_id,
    bearer as unit,
    ledger,
    what,
    day as happened_on,
    coalesce(due_from, day) as due_on,
    coalesce(met_on, case when met_loaded_on is not null then least(met_loaded_on, plan_to) end, day) as met_on,
    is_due and speaks and is_on_point and is_in_period as is_due,
    is_met,
    coalesce(is_evidence and speaks and is_on_point and is_in_period, false) as is_evidence,
    coalesce(decides, false) as decides,
    point,
    lot,
    coalesce(amount, 1) as amount,
    record_key,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from placed
where
    not (ledger = 'unit' and day > plan_to)
    and (lasts or (day >= plan_from and (kind in ('dated', 'existence') or day <= plan_to)))
