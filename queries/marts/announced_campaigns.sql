/*
title = "公布的专项行动"
purpose = "时段里公布过的专项行动，及它涉及的违法行为和单位（含下属单位）。"
grain = "一次行动一行"
source = "专项行动计划台账"
reads = ["campaigns", "units", "violation_lookup"]
notes = ["涉及事项与目录名称一字不差的才认得出是哪种违法行为；有认不出的，视为可能涉及任何违法行为。"]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "起"}
to_on = {type = "date", title = "止"}
[columns]
campaign = "行动名称"
from_on = "起始日期"
to_on = "结束日期"
violations = "涉及事项"
violation_codes = "认出的违法行为"
is_known = "事项都认得出"
units = "参加单位"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
select
    campaigns.campaign,
    campaigns.from_on,
    campaigns.to_on,
    campaigns.violations,
    coalesce((
        select list(distinct violation_lookup.violation_code order by violation_lookup.violation_code)
        from violation_lookup
        where
            violation_lookup.violation_code is not null
            and list_contains(campaigns.violations, violation_lookup.written)
    ), []) as violation_codes,
    (
        select count(distinct violation_lookup.written) = len(list_distinct(campaigns.violations))
        from violation_lookup
        where
            violation_lookup.violation_code is not null
            and list_contains(campaigns.violations, violation_lookup.written)
    ) and len(campaigns.violations) > 0 as is_known,
    coalesce((
        select list(distinct units.unit order by units.unit)
        from units
        where
            list_contains(campaigns.units, units.unit)
            or list_contains(campaigns.units, units.parent_unit)
    ), []) as units,
    campaigns.batch_id,
    campaigns.file,
    campaigns.sheet,
    campaigns.sheet_no,
    campaigns.row_no as row
from campaigns
where
    campaigns.from_on <= coalesce($to_on, $as_of)
    and campaigns.to_on >= coalesce($from_on, date_trunc('year', $as_of)::date)
order by campaigns.from_on, campaigns.campaign
