/*
title = "公布的专项行动"
purpose = "时段里公布过的专项行动，及它涉及的违法行为和单位（含下属单位）。"
grain = "一次行动一行"
source = "专项行动计划台账"
reads = ["campaigns", "units", "violation_lookup", "text_meanings", "violations"]
notes = [
    "涉及事项认目录名称，一字不差，名称里有顿号、逗号的先按整个名称认，再分开认；不是名称的认只指一种违法行为的说法。",
    "认不出的事项不说明任何违法行为的集中；没有写涉及事项的视为全部违法行为，没有写参加单位、写「各单位」「局属各单位」的视为全部单位。",
    "写「各中队」的，参加的是名称是中队的单位；写「机关各股室」的，是单位名册里的机关股室。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
squad_name = {rule = "units.squad_name"}
[columns]
campaign = "行动名称"
from_on = "起始日期"
to_on = "结束日期"
violations = "涉及事项"
violation_codes = "认出的违法行为代码"
violation_names = "认出的违法行为"
is_known = "事项都认得出"
units = "参加单位"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
-- Every run of neighbouring parts that is the name of a violation
with begun as (
    select
        record_key,
        violations,
        unnest(range(1, len(violations) + 1)) as first_no
    from campaigns
),

runs as (
    select
        *,
        unnest(range(first_no, len(violations) + 1)) as last_no
    from begun
),

named as (
    select
        runs.record_key,
        runs.first_no,
        runs.last_no,
        coalesce(violation_lookup.violation_code, text_meanings.violation_code) as violation_code
    from runs
    left join text_meanings
        on runs.first_no = runs.last_no and runs.violations[runs.first_no] = text_meanings.written
    left join violation_lookup
        on violation_lookup.written in (
            array_to_string(list_slice(runs.violations, runs.first_no, runs.last_no), '、'),
            array_to_string(list_slice(runs.violations, runs.first_no, runs.last_no), '，')
        )
        and violation_lookup.violation_code is not null
    where coalesce(violation_lookup.violation_code, text_meanings.violation_code) is not null
),

-- A part of a longer name says nothing of its own.
whole_names as (
    select named.*
    from named
    anti join named as longer
        on
            named.record_key = longer.record_key
            and named.first_no >= longer.first_no
            and named.last_no <= longer.last_no
            and named.last_no - named.first_no < longer.last_no - longer.first_no
),

recognised as (
    select
        record_key,
        list(distinct violation_code order by violation_code) as violation_codes,
        list_distinct(flatten(list(range(first_no, last_no + 1)))) as part_nos
    from whole_names
    group by record_key
)

select
    campaigns.campaign,
    campaigns.from_on,
    campaigns.to_on,
    campaigns.violations,
    coalesce(recognised.violation_codes, []) as violation_codes,
    coalesce((
        select list(violations.violation_name order by violations.violation_code)
        from violations
        where list_contains(recognised.violation_codes, violations.violation_code)
    ), []) as violation_names,
    coalesce(len(recognised.part_nos) = len(campaigns.violations), false) as is_known,
    coalesce((
        select list(distinct units.unit order by units.unit)
        from units
        where
            not list_has_any(campaigns.units, list_concat($all_sets, $subordinate_sets))
            and (
                list_contains(campaigns.units, units.unit)
                or list_contains(campaigns.units, units.parent_unit)
                or (list_has_any(campaigns.units, $office_sets) and units.unit_kind = '机关股室')
                or (list_has_any(campaigns.units, $squad_sets) and ends_with(units.unit, $squad_name))
            )
    ), []) as units,
    campaigns.batch_id,
    campaigns.file,
    campaigns.sheet,
    campaigns.sheet_no,
    campaigns.row_no as row
from campaigns
left join recognised on campaigns.record_key = recognised.record_key
where
    campaigns.from_on <= coalesce($to_on, $as_of)
    and campaigns.to_on >= coalesce($from_on, date_trunc('year', $as_of)::date)
order by campaigns.from_on, campaigns.campaign
