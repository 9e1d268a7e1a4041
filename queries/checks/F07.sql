/*
title = "一再劝导没有立案"
purpose = "同一监管对象一年里被劝导达到规定次数，从头一次劝导起没有立过案。"
grain = "一个监管对象一行，记在达到次数的那一次检查或者指导上"
source = "行政处罚法第三十三条、第五十四条；实施方案三（四）4"
reads = ["party_contacts", "inspections", "guidances"]
code = "F07"
level = "中"
why = "劝导之后仍然再犯的，应当立案；一再劝导从不立案，是以劝代罚，也可能是人情执法。"
innocent = ["每次问题不同，都当场改正。", "同名的不同对象。", "立了案而案件台账没有报来。"]
excluded = ["名称隐去、没有填写的对象。", "头一次劝导以后立过案的。", "提示、辅导、示范等并未针对违法行为的行政指导。"]
advice = "看几次检查记录是不是同一个问题、有没有改正，再问承办单位为什么不立案。"
[params]
as_of = {type = "date", title = "统计截止日"}
warned_times = {rule = "fairness.warned_times", title = "次数"}
warned_days = {rule = "fairness.warned_days", title = "天数"}
*/
with warnings as (
    select
        *,
        lag(happened_on, ($warned_times - 1)::integer) over (
            partition by name_key order by happened_on, batch_id, sheet_no, row_no
        ) as first_on
    from party_contacts
    where is_warning and happened_on <= $as_of
),

reached as (
    select *
    from warnings
    where first_on >= happened_on - $warned_days::integer
    qualify row_number() over (partition by name_key order by happened_on, batch_id, sheet_no, row_no) = 1
),

last_filed as (
    select
        name_key,
        max(happened_on) as filed_on
    from party_contacts
    where is_filed
    group by name_key
)

select
    case reached.contact_kind when '检查' then 'inspection' else 'guidance' end as record_kind,
    coalesce(inspections.record_key, guidances.record_key) as record_key,
    reached.unit,
    '存疑' as certainty,
    '只凭名称认定是同一对象，每次的问题可能不同' as doubt,
    '同一对象从 ' || reached.first_on || ' 到 ' || reached.happened_on || ' 被劝导 ' || $warned_times || ' 次，没有立案' as finding,
    concat_ws('；', '头一次 ' || reached.first_on, '第 ' || $warned_times || ' 次 ' || reached.happened_on) as evidence,
    reached.happened_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    reached.batch_id,
    reached.sheet_no,
    reached.row_no
from reached
left join last_filed on reached.name_key = last_filed.name_key
left join inspections
    on
        reached.contact_kind = '检查'
        and reached.batch_id = inspections.batch_id
        and reached.sheet_no = inspections.sheet_no
        and reached.row_no = inspections.row_no
left join guidances
    on
        reached.contact_kind = '指导'
        and reached.batch_id = guidances.batch_id
        and reached.sheet_no = guidances.sheet_no
        and reached.row_no = guidances.row_no
where last_filed.filed_on is null or last_filed.filed_on < reached.first_on
