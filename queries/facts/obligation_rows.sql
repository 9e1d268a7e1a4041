/*
title = "义务的依据"
purpose = "台账里的每一行对哪项义务说明了什么：算不算应做的、做到了没有、哪天做到的。"
grain = "一项义务一行依据一行"
source = "舞城管〔2022〕40号；各项义务的算法见方案规则"
reads = ["obligation", "obligation_units", "unit_bearers", "risk_points", "guidances", "mediations", "complaints",
    "permits", "power_list", "disclosures", "cases", "trainings", "pairings", "units", "demo_sites",
    "summary_reports", "spot_checks", "tasks", "batch", "sheet", "sheet_fields"]
notes = [
    "应做、做到为空的，是台账缺列或者读不出，说不清。",
    "牵头的义务由牵头单位一行承担，各单位的行都算在这一行；任务台账只认牵头单位自己报的。",
    "中队等下级单位的行，算在它的责任单位名下。",
    "持续和计次的义务只算方案年度里的；任务台账一份佐证材料算一份。",
]
[params]
plan_first_on = {rule = "plan_2022.plan_first_on"}
plan_last_on = {rule = "plan_2022.plan_last_on"}
contact_stages = {rule = "plan_2022.contact_stages"}
service_fields = {rule = "plan_2022.service_fields"}
public_contents = {rule = "plan_2022.public_contents"}
conduct_words = {rule = "plan_2022.conduct_words"}
[columns]
obligation_id = "义务编号"
unit = "单位"
ledger = "台账"
what = "内容"
happened_on = "日期"
is_due = "应做"
is_met = "做到"
met_on = "做到日期"
point = "方面"
is_evidence = "算佐证"
decides = "可凭此判断完成"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with risk_told as (
    select
        'risk_list' as ledger,
        null::varchar as unit,
        risk_point as what,
        null::date as happened_on,
        published_on as met_on,
        null::varchar as point,
        unnest([
            { 'id': 'S1.1', 'due': true, 'met': true, 'evidence': true, 'decides': true },
            { 'id': 'S1.2', 'due': true, 'met': risk_level is not null, 'evidence': true, 'decides': true },
            {
                'id': 'S1.3', 'due': true, 'met': legal_basis is not null and consequence is not null,
                'evidence': true, 'decides': true
            },
            { 'id': 'S1.4', 'due': true, 'met': prevention is not null, 'evidence': true, 'decides': true },
            {
                'id': 'S1.5', 'due': true, 'met': published_on is not null and len(publish_ways) > 0,
                'evidence': published_on is not null, 'decides': true
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from risk_points
),

guidance_told as (
    select
        'guidance' as ledger,
        unit,
        topic as what,
        guided_on as happened_on,
        coalesce(served_on, guided_on) as met_on,
        null::varchar as point,
        unnest([
            { 'id': 'S2.1', 'due': true, 'met': true, 'evidence': true, 'decides': false },
            {
                'id': 'S2.2',
                'due': is_written,
                'met': is_complete and is_served,
                'evidence': is_written,
                'decides': false
            },
            { 'id': 'S2.3', 'due': not is_written, 'met': true, 'evidence': not is_written, 'decides': false },
            { 'id': 'S2.4', 'due': is_written, 'met': is_filed, 'evidence': is_written, 'decides': false }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from guidances
),

mediation_told as (
    select
        'mediation' as ledger,
        unit,
        coalesce(dispute_kind, '调解') as what,
        accepted_on as happened_on,
        null::date as met_on,
        stage as point,
        unnest([
            {
                'id': 'S3.1', 'due': is_notified and list_contains($contact_stages, stage), 'met': is_notified,
                'evidence': is_notified and list_contains($contact_stages, stage), 'decides': false
            },
            { 'id': 'S3.2', 'due': true, 'met': is_notified, 'evidence': is_notified, 'decides': false },
            {
                'id': 'S3.3', 'due': needs_referral, 'met': is_referred, 'evidence': needs_referral and is_referred,
                'decides': false
            },
            { 'id': 'S3.5', 'due': is_closed, 'met': is_filed, 'evidence': is_closed and is_filed, 'decides': false }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from mediations
),

-- Whether a complaint is a dispute in the scope of mediation, its ledger does not say.
complaint_told as (
    select
        'complaint' as ledger,
        unit,
        category as what,
        accepted_on::date as happened_on,
        null::date as met_on,
        null::varchar as point,
        unnest([
            { 'id': 'S3.2', 'due': null::boolean, 'met': null::boolean, 'evidence': false, 'decides': false },
            {
                'id': 'S4.6',
                'due': coalesce(
                    regexp_matches(concat_ws('；', category, content), array_to_string($conduct_words, '|')), false
                ),
                'met': true,
                'evidence': coalesce(
                    regexp_matches(concat_ws('；', category, content), array_to_string($conduct_words, '|')), false
                ),
                'decides': false
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from complaints
),

permit_told as (
    select
        'permit_publicity' as ledger,
        unit,
        content as what,
        decided_on as happened_on,
        decided_on as met_on,
        null::varchar as point,
        {
            'id': 'S4.2',
            'due': true,
            'met': workdays_used <= coalesce(promised_days, statutory_days),
            'evidence': true,
            'decides': false
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from permits
),

power_told as (
    select
        'power_list' as ledger,
        null::varchar as unit,
        power_list.power_name as what,
        null::date as happened_on,
        null::date as met_on,
        null::varchar as point,
        {
            'id': 'S4.2', 'due': true, 'met': power_list.promised_days <= power_list.statutory_days, 'evidence': true,
            'decides': false
        } as told,
        power_list.record_key,
        power_list.batch_id,
        power_list.sheet_no,
        power_list.row_no,
        batch.file,
        sheet.sheet
    from power_list
    inner join batch on power_list.batch_id = batch.batch_id
    inner join sheet on power_list.batch_id = sheet.batch_id and power_list.sheet_no = sheet.sheet_no
    where power_list.promised_days is not null or power_list.statutory_days is not null
),

-- What is not published counts from the day it should have been.
disclosure_told as (
    select
        ledger,
        unit,
        title as what,
        least(published_on, due_on) as happened_on,
        published_on as met_on,
        null::varchar as point,
        {
            'id': 'S4.4', 'due': is_due, 'met': is_published and coalesce(published_on <= due_on, true),
            'evidence': is_due and is_published, 'decides': false
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from disclosures
),

case_told as (
    select
        'penalty_case' as ledger,
        cases.unit,
        coalesce(cases.case_no, cases.decision_no) as what,
        cases.decided_on as happened_on,
        cases.decided_on as met_on,
        null::varchar as point,
        unnest([
            {
                'id': 'S4.8', 'due': true, 'met': cases.violation_code is not null and cases.grade is not null,
                'evidence': true, 'decides': false
            },
            {
                'id': 'S9.1', 'due': true,
                'met': case
                    when cases.legal_basis is not null then true
                    when list_contains(sheet_fields.fields, 'legal_basis') then false
                end,
                'evidence': cases.legal_basis is not null, 'decides': false
            }
        ]) as told,
        cases.record_key,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.file,
        cases.sheet
    from cases
    left join sheet_fields on cases.batch_id = sheet_fields.batch_id and cases.sheet_no = sheet_fields.sheet_no
    where cases.decided_on is not null and cases.outcome = '处罚'
),

-- A month stands for its last day: only then is it surely over.
training_told as (
    select
        'training' as ledger,
        null::varchar as unit,
        title as what,
        coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) as happened_on,
        coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) as met_on,
        null::varchar as point,
        unnest([
            {
                'id': 'S5.2', 'due': is_held and category = '执法业务培训', 'met': is_held,
                'evidence': is_held and category = '执法业务培训', 'decides': true
            },
            {
                'id': 'S5.3', 'due': is_held and category = '党性学习教育', 'met': is_held,
                'evidence': is_held and category = '党性学习教育', 'decides': true
            },
            {
                'id': 'S5.4', 'due': is_held and has_test, 'met': is_held, 'evidence': is_held and has_test,
                'decides': false
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from trainings
),

pairing_told as (
    select
        'pairing' as ledger,
        null::varchar as unit,
        concat_ws('—', demo_unit, target_unit) as what,
        coalesce(activity_on, paired_on) as happened_on,
        null::date as met_on,
        null::varchar as point,
        {
            'id': 'S5.5', 'due': false, 'met': null::boolean, 'evidence': true,
            'decides': exists(select 1 from units where units.is_demo)
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from pairings
),

-- The duty of S5.5 is counted by model unit, from the register.
model_told as (
    select
        'unit' as ledger,
        null::varchar as unit,
        units.unit as what,
        null::date as happened_on,
        min(coalesce(pairings.paired_on, pairings.activity_on)) as met_on,
        null::varchar as point,
        {
            'id': 'S5.5', 'due': true, 'met': count(pairings.record_key) > 0, 'evidence': false, 'decides': false
        } as told,
        null::varchar as record_key,
        null::integer as batch_id,
        null::integer as sheet_no,
        null::integer as row_no,
        null::varchar as file,
        null::varchar as sheet
    from units left join pairings on units.unit = pairings.demo_unit
    where units.is_demo
    group by units.unit
),

site_told as (
    select
        'demo_site' as ledger,
        null::varchar as unit,
        demo_sites.unit as what,
        demo_sites.applied_on as happened_on,
        demo_sites.applied_on as met_on,
        null::varchar as point,
        unnest([
            { 'id': 'S6.1', 'due': false, 'met': null::boolean, 'evidence': true, 'decides': false },
            {
                'id': 'S6.2', 'due': demo_sites.applied_on is not null, 'met': demo_sites.applied_on is not null,
                'evidence': demo_sites.applied_on is not null,
                'decides': coalesce(list_contains(sheet_fields.fields, 'submit_date'), false)
            }
        ]) as told,
        demo_sites.record_key,
        demo_sites.batch_id,
        demo_sites.sheet_no,
        demo_sites.row_no,
        demo_sites.file,
        demo_sites.sheet
    from demo_sites
    left join
        sheet_fields
        on demo_sites.batch_id = sheet_fields.batch_id and demo_sites.sheet_no = sheet_fields.sheet_no
),

report_told as (
    select
        'summary_report' as ledger,
        unit,
        coalesce(file_name, '总结报告') as what,
        submitted_on as happened_on,
        submitted_on as met_on,
        null::varchar as point,
        { 'id': 'S7.4', 'due': true, 'met': true, 'evidence': true, 'decides': true } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from summary_reports
),

check_told as (
    select
        'spot_check' as ledger,
        null::varchar as unit,
        coalesce(plan_name, plan_no) as what,
        coalesce(checked_on, drawn_on) as happened_on,
        null::date as met_on,
        null::varchar as point,
        { 'id': 'S8.3', 'due': true, 'met': true, 'evidence': true, 'decides': false } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from spot_checks
),

-- One row for each piece of evidence a task names; one without evidence where it names none.
task_told as (
    select
        'annual_task' as ledger,
        tasks.sender_unit as unit,
        unnest(case when len(tasks.evidence) > 0 then tasks.evidence else [coalesce(tasks.progress, tasks.state)] end)
            as what,
        least(tasks.done_on, tasks.updated_on) as happened_on,
        null::date as met_on,
        null::varchar as point,
        {
            'id': tasks.obligation_id, 'due': false, 'met': null::boolean,
            'evidence': len(tasks.evidence) > 0
            and (obligation.unit_rule <> 'lead' or tasks.unit = obligation_units.unit),
            'decides': false
        } as told,
        tasks.record_key,
        tasks.batch_id,
        tasks.sheet_no,
        tasks.row_no,
        tasks.file,
        tasks.sheet
    from tasks
    inner join obligation on tasks.obligation_id = obligation.obligation_id
    left join obligation_units
        on tasks.obligation_id = obligation_units.obligation_id and obligation.unit_rule = 'lead'
),

-- Several fields named in one progress text are several points.
field_told as (
    select
        'annual_task' as ledger,
        tasks.sender_unit as unit,
        tasks.progress as what,
        least(tasks.done_on, tasks.updated_on) as happened_on,
        null::date as met_on,
        unnest(list_filter(
            case tasks.obligation_id when 'S4.1' then $service_fields else $public_contents end,
            lambda word: contains(tasks.progress, word)  -- noqa: RF03
        )) as point,
        { 'id': tasks.obligation_id, 'due': true, 'met': true, 'evidence': false, 'decides': false } as told,
        tasks.record_key,
        tasks.batch_id,
        tasks.sheet_no,
        tasks.row_no,
        tasks.file,
        tasks.sheet
    from tasks
    where tasks.obligation_id in ('S4.1', 'S4.5') and tasks.state is distinct from '未开始'
),

told_rows as (
    from risk_told
    union all by name
    from guidance_told
    union all by name
    from mediation_told
    union all by name
    from complaint_told
    union all by name
    from permit_told
    union all by name
    from power_told
    union all by name
    from disclosure_told
    union all by name
    from case_told
    union all by name
    from training_told
    union all by name
    from pairing_told
    union all by name
    from model_told
    union all by name
    from site_told
    union all by name
    from report_told
    union all by name
    from check_told
    union all by name
    from task_told
    union all by name
    from field_told
),

-- A squad's report does not stand for its brigade's; its guidance and cases do.
borne_rows as (
    select
        told_rows.*,
        told_rows.told.id as obligation_id,
        obligation_units.unit as bearer,
        (
            obligation.unit_rule <> 'responsible' or obligation.kind <> 'dated'
            or told_rows.unit = obligation_units.unit
        ) as speaks
    from told_rows
    inner join obligation on told_rows.told.id = obligation.obligation_id
    left join unit_bearers on told_rows.unit = unit_bearers.unit
    inner join obligation_units
        on
            obligation.obligation_id = obligation_units.obligation_id
            and (obligation.unit_rule <> 'responsible' or unit_bearers.bearer = obligation_units.unit)
    where
        told_rows.ledger = 'annual_task'
        or obligation.kind = 'existence'
        or told_rows.happened_on is null
        or (
            told_rows.happened_on >= $plan_first_on
            and (obligation.kind = 'dated' or told_rows.happened_on <= $plan_last_on)
        )
)

select
    borne_rows.obligation_id,
    borne_rows.bearer as unit,
    borne_rows.ledger,
    borne_rows.what,
    borne_rows.happened_on,
    borne_rows.told.due and borne_rows.speaks as is_due,
    borne_rows.told.met as is_met,
    borne_rows.met_on,
    borne_rows.point,
    coalesce(borne_rows.told.evidence and borne_rows.speaks, false) as is_evidence,
    borne_rows.told.decides,
    borne_rows.record_key,
    borne_rows.batch_id,
    borne_rows.sheet_no,
    borne_rows.row_no,
    borne_rows.file,
    borne_rows.sheet
from borne_rows
