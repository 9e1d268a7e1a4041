/*
title = "日常工作对义务的说明"
purpose = "案件、指导、调解、投诉、许可、公示的每一行对哪项义务说明了什么。"
grain = "台账一行说明一件事一行"
source = "各年方案；哪些行算数由方案的每项义务写明"
stored = false
reads = ["guidances", "mediations", "complaints", "permits", "disclosures", "cases", "publicity", "sheet_fields",
    "unit_bearers"]
notes = [
    "一行写了几个单位的，每个责任单位算一次；不分单位的义务只算一次。",
    "应做、做到为空的，是台账缺列或者读不出，说不清。",
    "只写到月的日期取当月最后一天。",
    "投诉是不是属于调解范围的争议，投诉台账说不清，应告知不知道。",
    "只有公示、没有案件的，说明公示了，应公示多少不知道，不能凭此判断完成。",
    "定期统计写 0 次的，是报了而一次也没有。",
]
[columns]
measure = "哪些行算数"
ledger = "台账"
unit = "单位"
per_unit = "只按单位数"
what = "内容"
happened_on = "日期"
due_from = "何时起应做"
is_due = "应做"
is_met = "做到"
met_on = "做到日期"
point = "方面"
amount = "次数"
decides = "可凭此判断完成"
is_evidence = "算佐证"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
-- What several units did together counts for each, and once for the bureau.
with shared as (
    select
        together.ledger,
        together.record_key,
        [{ 'unit': null::varchar, 'per_unit': false }]
        || list(distinct { 'unit': coalesce(unit_bearers.bearer, together.unit), 'per_unit': true }) as seats
    from (
        select
            'guidance' as ledger,
            record_key,
            unnest(units) as unit
        from guidances
        where len(units) > 1
        union all
        select
            'mediation',
            record_key,
            unnest(units)
        from mediations
        where len(units) > 1
    ) as together
    left join unit_bearers on together.unit = unit_bearers.unit
    group by together.ledger, together.record_key
),

given_guidances as (
    select
        * exclude (seat),
        unnest(seat)
    from (
        select
            guidances.* exclude (unit),
            unnest(coalesce(shared.seats, [{ 'unit': guidances.unit, 'per_unit': null::boolean }])) as seat
        from guidances
        left join shared on shared.ledger = 'guidance' and guidances.record_key = shared.record_key
    ) as seated
),

held_mediations as (
    select
        * exclude (seat),
        unnest(seat)
    from (
        select
            mediations.* exclude (unit),
            unnest(coalesce(shared.seats, [{ 'unit': mediations.unit, 'per_unit': null::boolean }])) as seat
        from mediations
        left join shared on shared.ledger = 'mediation' and mediations.record_key = shared.record_key
    ) as seated
),

guidance_told as (
    select
        'guidance' as ledger,
        unit,
        per_unit,
        topic as what,
        coalesce(guided_on, last_day(strptime(guided_month, '%Y-%m')::date)) as happened_on,
        guidance_count as amount,
        unnest([
            {
                'measure': 'guidance_given', 'is_due': true, 'is_met': guidance_count > 0,
                'is_evidence': guidance_count > 0
            },
            {
                'measure': 'guidance_documents', 'is_due': is_written, 'is_met': is_complete and is_served,
                'met_on': served_on, 'is_evidence': is_written
            },
            {
                'measure': 'guidance_simple', 'is_due': not is_written, 'is_met': guidance_count > 0,
                'is_evidence': not is_written and guidance_count > 0
            },
            {
                'measure': 'guidance_files', 'is_due': is_written, 'is_met': is_filed, 'met_on': served_on,
                'is_evidence': is_written
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from given_guidances
),

mediation_told as (
    select
        'mediation' as ledger,
        unit,
        per_unit,
        coalesce(dispute_kind, '调解') as what,
        coalesce(accepted_on, notified_on) as happened_on,
        stage as point,
        unnest([
            {
                'measure': 'mediation_stages', 'is_due': is_notified, 'is_met': is_notified, 'due_from': notified_on,
                'met_on': notified_on, 'is_evidence': is_notified
            },
            {
                'measure': 'mediation_notices', 'is_due': true, 'is_met': is_notified, 'due_from': accepted_on,
                'met_on': notified_on, 'is_evidence': is_notified
            },
            {
                'measure': 'mediation_referrals',
                'is_due': needs_referral,
                'is_met': is_referred,
                'due_from': closed_on,
                'met_on': closed_on, 'is_evidence': needs_referral and is_referred
            },
            {
                'measure': 'mediation_files', 'is_due': is_closed, 'is_met': is_filed, 'due_from': closed_on,
                'met_on': filed_on, 'is_evidence': is_closed and is_filed
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from held_mediations
),

-- Whether a complaint is a dispute in the scope of mediation, its ledger does not say.
complaint_told as (
    select
        'complaint' as ledger,
        unit,
        category as what,
        accepted_on as happened_on,
        unnest([
            { 'measure': 'mediation_notices', 'is_due': null::boolean, 'is_met': null::boolean, 'is_evidence': false },
            { 'measure': 'conduct_complaints', 'is_due': true, 'is_met': true, 'is_evidence': is_about_conduct }
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
        coalesce(decided_on, accepted_on) as happened_on,
        {
            'measure': 'permit_terms',
            'is_due': true,
            'is_met': workdays_used <= coalesce(promised_days, statutory_days),
            'is_evidence': true
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from permits
),

-- What is not published counts from the day it should have been.
disclosure_told as (
    select
        ledger,
        unit,
        title as what,
        decided_on as happened_on,
        published_on as met_on,
        {
            'measure': 'disclosures', 'is_due': is_due, 'due_from': least(published_on, due_on),
            'is_met': is_published and coalesce(published_on <= due_on, true), 'is_evidence': is_due and is_published
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from disclosures
),

-- What was published without its case shows that the unit publishes, not whether it published all it had to.
publicity_told as (
    select
        'penalty_publicity' as ledger,
        unit,
        coalesce(decision_no, case_no) as what,
        coalesce(decided_on, published_on) as happened_on,
        published_on as met_on,
        false as decides,
        {
            'measure': 'disclosures', 'is_due': false, 'is_met': null::boolean,
            'is_evidence': published_on is not null
        } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from publicity
    where
        not exists (select 1 from cases where document_key(cases.decision_no) = publicity.decision_key)
        and not exists (select 1 from cases where document_key(cases.case_no) = document_key(publicity.case_no))
),

case_told as (
    select
        'penalty_case' as ledger,
        cases.unit,
        coalesce(cases.case_no, cases.decision_no) as what,
        cases.decided_on as happened_on,
        unnest([
            {
                'measure': 'graded_cases', 'is_due': true,
                'is_met': cases.violation_code is not null and cases.grade is not null, 'is_evidence': true
            },
            {
                'measure': 'grounded_cases', 'is_due': true,
                'is_met': case
                    when cases.legal_basis is not null then true
                    when list_contains(sheet_fields.fields, 'legal_basis') then false
                end,
                'is_evidence': cases.legal_basis is not null
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

all_told as (
    select
        * exclude (told),
        unnest(told)
    from guidance_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from mediation_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from complaint_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from permit_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from disclosure_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from publicity_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from case_told
)

select
    measure,
    ledger,
    unit,
    per_unit,
    what,
    happened_on,
    due_from,
    is_due,
    is_met,
    met_on,
    point,
    amount,
    coalesce(decides, is_due is not null) as decides,
    is_evidence,
    record_key,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from all_told
