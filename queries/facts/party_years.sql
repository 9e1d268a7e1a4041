/*
title = "当事人的一年"
purpose = "同一个监管对象一年里被查、被劝导多少次，有没有立案，最后由谁接触。"
grain = "一个对象一年一行"
reads = ["party_contacts"]
notes = ["单位、街道是最后一次检查或指导的；全年的统计用它，不必逐次数。"]
[columns]
name_key = "当事人标识"
year = "年度"
unit = "单位"
street = "街道"
last_kind = "最后一次检查或指导写的当事人类型"
party_kind = "当事人类型"
warning_count = {title = "劝导", unit = "次"}
inspection_count = {title = "检查", unit = "次"}
is_filed = "已立案"
last_on = "最近日期"
*/
select
    name_key,
    year(happened_on) as year,
    max_by(unit, (happened_on, batch_id, sheet_no, row_no)) filter (contact_kind <> '案件') as unit,
    max_by(street, (happened_on, batch_id, sheet_no, row_no)) filter (contact_kind <> '案件') as street,
    max_by(party_kind, (happened_on, batch_id, sheet_no, row_no)) filter (contact_kind <> '案件') as last_kind,
    max(party_kind) as party_kind,
    countif(is_warning) as warning_count,
    countif(contact_kind = '检查') as inspection_count,
    bool_or(is_filed) as is_filed,
    max(happened_on) as last_on
from party_contacts
group by all
