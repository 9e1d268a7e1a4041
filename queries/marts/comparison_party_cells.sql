/*
title = "单位比较的计数：监管对象"
purpose = "每个比较对象劝导过多少家、其中多少家一再被劝导而没有立案；检查过多少家、其中多少家查得过多。"
grain = "一个比较对象一行"
source = "实施方案三（四）4：整治选择性执法、随意性执法"
reads = ["party_contacts", "party_years", "units"]
notes = [
    "一家算在最后一次接触它的单位、街道名下。",
    "时段里任何单位对这一家立过案的，不算没有立案。",
    "时段是一整年、或者从年初到那一年最后一次接触以后的，用「当事人的一年」；别的时段逐次数。",
    "层的编号只在这一次查询里有意义，0 表示没有填写。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
dimension = {type = "text", title = "比较维度", default = "unit"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
warned_times = {rule = "fairness.warned_times"}
often_times = {rule = "fairness.often_times"}
[columns]
value = "比较对象"
violation_no = "违法行为层号"
grade_no = "档次层号"
procedure_no = "程序层号"
scope_no = "当事人层号"
warned_size = {title = "劝导过的对象", unit = "家"}
warned_count = {title = "一再劝导没有立案", unit = "家"}
inspected_size = {title = "检查过的对象", unit = "家"}
inspected_count = {title = "检查过多", unit = "家"}
*/
with span as (
    select
        coalesce($from_on, date_trunc('year', $as_of)::date) as from_on,
        coalesce($to_on, $as_of) as to_on
),

last_contacts as (
    select
        year,
        max(last_on) as last_on
    from party_years
    group by year
),

whole as (
    select
        span.from_on,
        span.to_on,
        span.from_on = date_trunc('year', span.from_on)
        and year(span.to_on) = year(span.from_on)
        and span.to_on >= last_contacts.last_on as is_year
    from span
    left join last_contacts on year(span.from_on) = last_contacts.year
),

parties as (
    select
        case $dimension
            when 'unit' then party_years.unit
            when 'above_unit' then units.above_unit
            when 'street' then party_years.street
            when 'party_kind' then party_years.last_kind
        end as value,
        party_years.party_kind,
        party_years.warning_count,
        party_years.inspection_count,
        party_years.is_filed
    from party_years
    inner join whole on party_years.year = year(whole.from_on) and whole.is_year
    left join units on party_years.unit = units.unit
    union all
    select
        max_by(
            case $dimension
                when 'unit' then party_contacts.unit
                when 'above_unit' then units.above_unit
                when 'street' then party_contacts.street
                when 'party_kind' then party_contacts.party_kind
            end,
            (party_contacts.happened_on, party_contacts.batch_id, party_contacts.sheet_no, party_contacts.row_no)
        ) filter (party_contacts.contact_kind <> '案件'),
        max(party_contacts.party_kind),
        countif(party_contacts.is_warning),
        countif(party_contacts.contact_kind = '检查'),
        bool_or(party_contacts.is_filed)
    from party_contacts
    inner join whole
        on party_contacts.happened_on between whole.from_on and whole.to_on and whole.is_year is not true
    left join units on party_contacts.unit = units.unit
    group by party_contacts.name_key
),

counted as (
    select
        value,
        case when $dimension = 'party_kind' then null else party_kind end as party_kind,
        countif(warning_count > 0) as warned_size,
        countif(warning_count >= $warned_times and not is_filed) as warned_count,
        countif(inspection_count > 0) as inspected_size,
        countif(inspection_count > $often_times) as inspected_count
    from parties
    group by all
)

select
    value,
    0 as violation_no,
    0 as grade_no,
    0 as procedure_no,
    case when party_kind is null then 0 else dense_rank() over (order by party_kind) end as scope_no,
    warned_size,
    warned_count,
    inspected_size,
    inspected_count
from counted
where value is not null
order by value, scope_no
