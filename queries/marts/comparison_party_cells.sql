/*
title = "单位比较的计数：监管对象"
purpose = "每个比较对象劝导过多少家、其中多少家一再被劝导而没有立案；检查过多少家、其中多少家查得过多。"
grain = "一个比较对象一行"
source = "实施方案三（四）4：整治选择性执法、随意性执法"
reads = ["party_contacts"]
notes = [
    "一家算在最后一次接触它的单位、街道名下。",
    "时段里任何单位对这一家立过案的，不算没有立案。",
    "层的编号只在这一次查询里有意义，0 表示没有填写。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
dimension = {type = "text", title = "比较维度", default = "unit"}
from_on = {type = "date", title = "起"}
to_on = {type = "date", title = "止"}
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
with parties as (
    select
        name_key,
        max_by(
            case $dimension
                when 'unit' then unit
                when 'street' then street
                when 'party_kind' then party_kind
            end,
            (happened_on, batch_id, sheet_no, row_no)
        ) filter (contact_kind <> '案件') as value,
        max(party_kind) as party_kind,
        count(*) filter (is_warning) as warning_count,
        count(*) filter (contact_kind = '检查') as inspection_count,
        bool_or(is_filed) as is_filed
    from party_contacts
    where happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
    group by name_key
),

counted as (
    select
        value,
        case when $dimension = 'party_kind' then null else party_kind end as party_kind,
        count(*) filter (warning_count > 0) as warned_size,
        count(*) filter (warning_count >= $warned_times and not is_filed) as warned_count,
        count(*) filter (inspection_count > 0) as inspected_size,
        count(*) filter (inspection_count > $often_times) as inspected_count
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
