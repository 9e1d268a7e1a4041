/*
title = "与当事人的每次接触"
purpose = "检查、行政指导和案件里，同一个监管对象被查、被劝导、被立案的先后。"
grain = "一次检查、指导或案件一行；姓名隐去、没有填写的不在其中"
reads = ["inspections", "guidances", "cases"]
notes = [
    "对象按没有隐去的名称认，忽略大小写、空格和括号的全角半角；同名的当作同一个。",
    "检查有问题而没有立案的，写明规劝、约谈的一次行政指导，算一次劝导；提示、辅导等指导和按期统计的不算。",
    "对象的编号只在这一版数据里有意义。",
]
[params]
masked_name = {rule = "cases.masked_name_pattern"}
warning_methods = {rule = "fairness.warning_methods"}
[columns]
name_key = "当事人标识"
contact_kind = "接触方式"
happened_on = "日期"
unit = "单位"
street = "街道"
party_kind = "当事人类型"
is_warning = "劝导"
is_filed = "已立案"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with contacts as (
    select
        '检查' as contact_kind,
        coalesce(object_name, party_name) as party_name,
        inspected_on as happened_on,
        unit,
        street,
        party_kind,
        has_problem and led_to_case is not true as is_warning,
        coalesce(led_to_case, false) as is_filed,
        batch_id,
        sheet_no,
        row_no
    from inspections
    union all
    select
        '指导',
        party_name,
        guided_on,
        unit,
        street,
        party_kind,
        coalesce(guidance_count = 1 and list_has_any(method, $warning_methods), false),
        false,
        batch_id,
        sheet_no,
        row_no
    from guidances
    union all
    select
        '案件',
        party_name,
        coalesce(filed_on, event_on),
        unit,
        street,
        party_kind,
        false,
        true,
        batch_id,
        sheet_no,
        row_no
    from cases
),

-- Each spelling is folded once; most parties are met again and again.
spellings as (
    select distinct party_name from contacts
),

names as (
    select
        party_name,
        hash(translate(lower(party_name), '（） 　', '()')) as name_key
    from spellings
    where not regexp_matches(party_name, $masked_name)
)

select
    names.name_key,
    contacts.contact_kind,
    contacts.happened_on,
    contacts.unit,
    contacts.street,
    contacts.party_kind,
    contacts.is_warning,
    contacts.is_filed,
    contacts.batch_id,
    contacts.sheet_no,
    contacts.row_no
from contacts
inner join names on contacts.party_name = names.party_name
where contacts.happened_on is not null
