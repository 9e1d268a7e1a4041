/*
title = "从来没有查过的对象"
purpose = "一段时间里被投诉过或者被立案过、到那时为止一次检查、抽查的记录也没有的单位和门店。"
grain = "一个对象一行"
source = "实施方案三（四）4：整治选择性执法"
reads = ["cases", "complaints", "inspections", "spot_checks", "units", "unit_names"]
notes = [
    "对象按没有隐去的名称认，忽略大小写、空格和括号的全角半角；自然人的案件和无效投诉不在其中。",
    "投诉的是本局自己的单位（如反映中队的执法态度），不是查的对象，不列。",
    "检查台账、双随机抽查台账写了对象名称的才算查过，时段以前查过的也算；这段时间一次检查也没有报的，不知道查没查，不列。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
masked_name = {rule = "cases.masked_name_pattern"}
[columns]
party_name = {title = "当事人", private = true}
complaint_count = {title = "有效投诉", unit = "件"}
case_count = {title = "案件", unit = "件"}
units = "承办单位"
first_on = "最早日期"
last_on = "最晚日期"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with met as (
    select
        party_name,
        '案件' as met_as,
        coalesce(filed_on, event_on) as met_on,
        unit,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from cases
    where party_kind is distinct from '自然人'
    union all
    select
        respondent,
        '投诉',
        accepted_on,
        unit,
        batch_id,
        file,
        sheet,
        sheet_no,
        row_no
    from complaints
    where is_valid
),

-- Who was looked at before the window was not passed over; a check without a day may have been any time.
inspected as (
    select
        unnest([object_name, party_name]) as party_name,
        inspected_on
    from inspections
    where coalesce(inspected_on <= coalesce($to_on, $as_of), true)
    union all
    select
        object_name,
        checked_on
    from spot_checks
    where checked_on <= coalesce($to_on, $as_of) or (checked_on is null and result is not null)
),

named as (
    select
        *,
        folded(party_name) as name_key
    from met
    where
        met_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and not regexp_matches(party_name, $masked_name)
),

bureau as (
    select coalesce(list(unit order by sort_order nulls last, unit), []) as units from units
)

select
    min(party_name) as party_name,
    count(*) filter (met_as = '投诉') as complaint_count,
    count(*) filter (met_as = '案件') as case_count,
    list_filter(any_value(bureau.units), lambda unit: list_contains(list(distinct named.unit), unit)) as units,
    min(met_on) as first_on,
    max(met_on) as last_on,
    max_by(batch_id, (met_on, batch_id, sheet_no, row_no)) as batch_id,
    max_by(file, (met_on, batch_id, sheet_no, row_no)) as file,
    max_by(sheet, (met_on, batch_id, sheet_no, row_no)) as sheet,
    max_by(sheet_no, (met_on, batch_id, sheet_no, row_no)) as sheet_no,
    max_by(row_no, (met_on, batch_id, sheet_no, row_no)) as row
from named
cross join bureau
where
    name_key not in (
        select folded(party_name) from inspected where party_name is not null
    )
    and name_key not in (select folded(written) from unit_names where written is not null)
    and (
        select count(party_name) > 0
        from inspected
        where inspected_on >= coalesce($from_on, date_trunc('year', $as_of)::date)
    )
group by name_key
order by complaint_count desc, case_count desc, last_on desc, name_key asc
