/*
title = "清单名册对义务的说明"
purpose = "风险防控清单、权责清单、示范点、结对、总结和抽查的每一行对哪项义务说明了什么。"
grain = "台账一行说明一件事一行"
source = "各年方案；哪些行算数由方案的每项义务写明"
stored = false
reads = ["risk_points", "power_list", "model_units", "demo_sites", "pairings", "summary_reports", "spot_checks",
    "batch", "sheet", "sheet_fields"]
notes = [
    "风险防控清单一个版本算一份清单，从这个版本最早的公开日期起算。",
    "权责清单、名册和结对往年的也算。",
    "结对没有写日期的，从入库那天算起。",
    "总结只算它写明的那一年度的；半年、季度的总结不算。",
    "抽查按编号（没有编号的按计划名称、日期）计次，一次抽到几个对象也是一次。",
]
[columns]
measure = "哪些行算数"
plan_year = "方案年度"
ledger = "台账"
unit = "单位"
per_unit = "只按单位数"
what = "内容"
happened_on = "日期"
is_due = "应做"
is_met = "做到"
met_on = "做到日期"
met_loaded_on = "做到的入库日期"
lot = "哪一份"
decides = "可凭此判断完成"
lasts = "往年的也算"
amount = "次数"
is_evidence = "算佐证"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with listed_risks as (
    select
        * replace (coalesce(published_on, last_day(strptime(published_month, '%Y-%m')::date)) as published_on),
        min(coalesce(published_on, last_day(strptime(published_month, '%Y-%m')::date))) over (
            partition by version
        ) as listed_on
    from risk_points
),

risk_told as (
    select
        'risk_list' as ledger,
        risk_point as what,
        listed_on as happened_on,
        published_on as met_on,
        coalesce(version, '') as lot,
        true as decides,
        unnest([
            { 'measure': 'risk_points', 'is_due': true, 'is_met': true, 'is_evidence': true },
            { 'measure': 'risk_levels', 'is_due': true, 'is_met': risk_level is not null, 'is_evidence': true },
            {
                'measure': 'risk_bases', 'is_due': true, 'is_met': legal_basis is not null and consequence is not null,
                'is_evidence': true
            },
            { 'measure': 'risk_prevention', 'is_due': true, 'is_met': prevention is not null, 'is_evidence': true },
            {
                'measure': 'risk_published',
                'is_due': true,
                'is_met': published_on is not null and len(publish_ways) > 0,
                'is_evidence': published_on is not null
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from listed_risks
),

power_told as (
    select
        'power_list' as ledger,
        power_list.power_name as what,
        true as decides,
        true as lasts,
        {
            'measure': 'permit_terms', 'is_due': true, 'is_met': power_list.promised_days <= power_list.statutory_days,
            'is_evidence': true
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

paired as (
    select
        pairings.*,
        coalesce(paired_on, last_day(strptime(paired_month, '%Y-%m')::date)) as begun_on,
        coalesce(activity_on, last_day(strptime(activity_month, '%Y-%m')::date)) as acted_on,
        in_china(batch.loaded_at)::date as loaded_on
    from pairings inner join batch on pairings.batch_id = batch.batch_id
),

pairing_told as (
    select
        'pairing' as ledger,
        concat_ws('—', demo_unit, target_unit) as what,
        coalesce(acted_on, begun_on) as happened_on,
        (select count(*) from model_units) > 0 as decides,
        true as lasts,
        { 'measure': 'model_pairings', 'is_due': false, 'is_met': null::boolean, 'is_evidence': true } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from paired
),

-- The duty is counted by model unit, from the register and from the sites that were named.
model_told as (
    select
        'unit' as ledger,
        model_units.unit as what,
        model_units.named_on as happened_on,
        min(coalesce(paired.begun_on, paired.acted_on)) as met_on,
        min(paired.loaded_on) as met_loaded_on,
        true as lasts,
        { 'measure': 'model_pairings', 'is_due': true, 'is_met': count(paired.record_key) > 0, 'is_evidence': false }
            as told
    from model_units left join paired on model_units.unit = paired.demo_unit
    group by model_units.unit, model_units.named_on
),

applications as (
    select
        demo_sites.*,
        coalesce(demo_sites.applied_on, last_day(strptime(demo_sites.applied_month, '%Y-%m')::date)) as sent_on,
        coalesce(list_contains(sheet_fields.fields, 'submit_date'), false) as has_column
    from demo_sites
    left join
        sheet_fields
        on demo_sites.batch_id = sheet_fields.batch_id and demo_sites.sheet_no = sheet_fields.sheet_no
),

site_told as (
    select
        'demo_site' as ledger,
        unit as what,
        sent_on as happened_on,
        unnest([
            {
                'measure': 'demo_records', 'is_due': false, 'is_met': null::boolean, 'is_evidence': true,
                'decides': false
            },
            {
                'measure': 'demo_applications', 'is_due': sent_on is not null, 'is_met': sent_on is not null,
                'is_evidence': sent_on is not null, 'decides': has_column
            }
        ]) as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from applications
),

report_told as (
    select
        'summary_report' as ledger,
        plan_year,
        unit,
        coalesce(file_name, '总结报告') as what,
        submitted_on as happened_on,
        true as decides,
        { 'measure': 'summaries', 'is_due': true, 'is_met': true, 'is_evidence': true } as told,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from summary_reports
    where plan_year is not null
),

-- A row is one object; all objects of a draw are one check, of the bureau and of each unit that took part. Numbers of
-- draws begin anew each year.
check_told as (
    select
        'spot_check' as ledger,
        unit,
        coalesce(plan_name, plan_no) as what,
        happened_on,
        true as decides,
        { 'measure': 'spot_checks', 'is_due': true, 'is_met': true, 'is_evidence': true } as told,
        unnest([
            { 'per_unit': false, 'amount': case when place_in_draw = 1 then 1 else 0 end },
            { 'per_unit': true, 'amount': case when place_in_unit = 1 then 1 else 0 end }
        ]) as counting,
        record_key,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from (
        select
            *,
            row_number() over (
                partition by draw, year(happened_on) order by happened_on, batch_id, sheet_no, row_no
            ) as place_in_draw,
            row_number() over (
                partition by draw, year(happened_on), unit order by happened_on, batch_id, sheet_no, row_no
            ) as place_in_unit
        from (
            select
                *,
                coalesce(checked_on, drawn_on) as happened_on,
                coalesce(plan_no, plan_name, drawn_on::varchar, checked_on::varchar) as draw
            from spot_checks
        ) as drawn
    ) as placed
),

all_told as (
    select
        * exclude (told),
        unnest(told)
    from risk_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from power_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from pairing_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from model_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from site_told
    union all by name
    select
        * exclude (told),
        unnest(told)
    from report_told
    union all by name
    select
        * exclude (told, counting),
        unnest(told),
        unnest(counting)
    from check_told
)

select
    measure,
    plan_year,
    ledger,
    unit,
    per_unit,
    what,
    happened_on,
    is_due,
    is_met,
    met_on,
    met_loaded_on,
    lot,
    decides,
    lasts,
    amount,
    is_evidence,
    record_key,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from all_told
