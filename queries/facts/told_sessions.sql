/*
title = "培训对义务的说明"
purpose = "每一场培训对哪项义务说明了什么，全局一行，每个参加的责任单位一行。"
grain = "台账一行说明一件事一行"
source = "各年方案；哪些行算数由方案的每项义务写明"
stored = false
reads = ["trainings", "training_attendances", "unit_bearers"]
notes = [
    "中队等下级单位参加的，算它的责任单位参加一场。",
    "只写到月的培训过了当月才算。",
    "培训台账里没有的场次，签到表上有成绩的，一场算一份佐证。",
]
[columns]
measure = "哪些行算数"
ledger = "台账"
unit = "单位"
per_unit = "只按单位数"
what = "内容"
happened_on = "日期"
is_due = "应做"
is_met = "做到"
decides = "可凭此判断完成"
is_evidence = "算佐证"
record_key = "记录编号"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with bearing as (
    select
        trainings.record_key,
        list(distinct { 'unit': unit_bearers.bearer, 'per_unit': true }) as units
    from trainings
    inner join unit_bearers on list_contains(trainings.units, unit_bearers.unit)
    group by trainings.record_key
),

-- Once for the bureau, and once for each unit that came.
attended as (
    select
        trainings.*,
        unnest([{ 'unit': null::varchar, 'per_unit': false }] || coalesce(bearing.units, [])) as seat
    from trainings left join bearing on trainings.record_key = bearing.record_key
),

training_told as (
    select
        'training' as ledger,
        seat.unit,
        seat.per_unit,
        attended.title as what,
        coalesce(attended.held_on, last_day(strptime(attended.held_month, '%Y-%m')::date)) as happened_on,
        true as decides,
        unnest([
            {
                'measure': 'business_trainings',
                'is_due': attended.is_held and attended.category = '执法业务培训',
                'is_met': attended.is_held,
                'is_evidence': attended.is_held and attended.category = '执法业务培训'
            },
            {
                'measure': 'party_trainings',
                'is_due': attended.is_held and attended.category = '党性学习教育',
                'is_met': attended.is_held,
                'is_evidence': attended.is_held and attended.category = '党性学习教育'
            },
            {
                'measure': 'tests',
                'is_due': attended.is_held and attended.has_test,
                'is_met': attended.is_held,
                'is_evidence': attended.is_held and attended.has_test
            }
        ]) as told,
        attended.record_key,
        attended.batch_id,
        attended.sheet_no,
        attended.row_no,
        attended.file,
        attended.sheet
    from attended
),

-- A test whose session stands in no training ledger is known from its sign-in list alone.
test_told as (
    select
        'training_attendance' as ledger,
        false as per_unit,
        any_value(coalesce(title, training_no)) as what,
        attended_on as happened_on,
        { 'measure': 'tests', 'is_due': false, 'is_met': null::boolean, 'is_evidence': true } as told,
        arg_min(
            {
                'record_key': record_key, 'batch_id': batch_id, 'sheet_no': sheet_no, 'row_no': row_no, 'file': file,
                'sheet': sheet
            },
            (batch_id, sheet_no, row_no)
        ) as place
    from training_attendances
    where training_record_key is null and is_present and (score is not null or passed is not null)
    group by folded(coalesce(training_no, title)), attended_on
),

all_told as (
    select
        * exclude (told),
        unnest(told)
    from training_told
    union all by name
    select
        * exclude (told, place),
        unnest(told),
        unnest(place)
    from test_told
)

select
    measure,
    ledger,
    unit,
    per_unit,
    what,
    happened_on,
    is_due,
    is_met,
    decides,
    is_evidence,
    record_key,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from all_told
