/*
title = "培训记录归场"
purpose = "培训台账的每一行属于哪一场：两个文件里同一天、同一类别、同一题目的是一场。"
grain = "培训台账一行一行"
reads = ["training", "batch", "sheet", "unit_names", "units", "responsible_units"]
notes = [
    "同一个文件里同一天、同题目的两行，编号或者主办单位不同，是两场。",
    "类别没有写或者认不出的，归类留空。",
]
[params]
business_kinds = {rule = "training.business_kinds"}
party_kinds = {rule = "training.party_kinds"}
all_sets = {rule = "units.all_sets"}
office_sets = {rule = "units.office_sets"}
subordinate_sets = {rule = "units.subordinate_sets"}
squad_sets = {rule = "units.squad_sets"}
squad_name = {rule = "units.squad_name"}
[columns]
session_key = "场次"
training_no = "培训编号"
title = "培训名称"
title_key = "题目（比对用）"
category = "类别"
held_on = "培训日期"
held_month = "培训月份"
host_units = "主办单位"
units = "参加单位"
expected_count = "应到人数"
actual_count = "实到人数"
hours = "学时"
has_test = "是否测试"
avg_score = "平均成绩"
pass_count = "合格人数"
state = "状态"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with written as (
    select
        training.*,
        batch.file,
        sheet.sheet,
        regexp_split_to_array(
            coalesce(training.host_unit, batch.unit, sheet.reporting_unit), '[、，,；;/]'
        ) as hosts,
        coalesce(strftime(training.start_date, '%Y-%m'), training.start_date_month) as held_month,
        regexp_replace(folded(training.title), '[\p{P}\p{S}]', '', 'g') as title_key,
        case
            when list_contains($business_kinds, training.kind) then '执法业务培训'
            when list_contains($party_kinds, training.kind) then '党性学习教育'
            when training.kind is not null then '其他'
        end as category
    from training
    inner join batch on training.batch_id = batch.batch_id
    inner join sheet on training.batch_id = sheet.batch_id and training.sheet_no = sheet.sheet_no
),

taking_part as (
    select
        batch_id,
        sheet_no,
        row_no,
        unnest(units) as written_unit
    from written
),

-- 「机关各股室」 stands for every unit of that kind.
participants as (
    select
        taking_part.batch_id,
        taking_part.sheet_no,
        taking_part.row_no,
        list(distinct units.unit order by units.unit) as units
    from taking_part
    left join unit_names on taking_part.written_unit = unit_names.written
    inner join units
        on
            unit_names.unit = units.unit
            or (
                list_contains($all_sets, taking_part.written_unit)
                and units.unit in (select responsible_units.unit from responsible_units)
            )
            or (list_contains($office_sets, taking_part.written_unit) and units.unit_kind = '机关股室')
            or (list_contains($subordinate_sets, taking_part.written_unit) and units.unit_kind = '局属单位')
            or (list_contains($squad_sets, taking_part.written_unit) and ends_with(units.unit, $squad_name))
    where not list_contains(list_concat($all_sets, $office_sets, $subordinate_sets, $squad_sets), units.unit)
    group by taking_part.batch_id, taking_part.sheet_no, taking_part.row_no
),

hosting as (
    select
        written.batch_id,
        written.sheet_no,
        written.row_no,
        list(distinct unit_names.unit order by unit_names.unit) as host_units
    from written inner join unit_names on list_contains(written.hosts, unit_names.written)
    group by written.batch_id, written.sheet_no, written.row_no
),

occurrences as (
    select
        *,
        row_number() over (
            partition by coalesce(start_date::varchar, held_month), category, title_key, batch_id
            order by sheet_no, row_no
        ) as occurrence
    from written
)

select
    first_value(occurrences.record_key) over session as session_key,
    occurrences.training_no,
    occurrences.title,
    occurrences.title_key,
    occurrences.category,
    occurrences.start_date as held_on,
    occurrences.held_month,
    coalesce(hosting.host_units, []) as host_units,
    coalesce(participants.units, []) as units,
    occurrences.expected_n as expected_count,
    occurrences.actual_n as actual_count,
    occurrences.hours,
    occurrences.has_test,
    occurrences.avg_score,
    occurrences.pass_n as pass_count,
    occurrences.status as state,
    occurrences.batch_id,
    occurrences.sheet_no,
    occurrences.row_no,
    occurrences.file,
    occurrences.sheet
from occurrences
left join participants
    on
        occurrences.batch_id = participants.batch_id
        and occurrences.sheet_no = participants.sheet_no
        and occurrences.row_no = participants.row_no
left join hosting
    on
        occurrences.batch_id = hosting.batch_id
        and occurrences.sheet_no = hosting.sheet_no
        and occurrences.row_no = hosting.row_no
window session as (
    partition by
        coalesce(occurrences.start_date::varchar, occurrences.held_month), occurrences.category, occurrences.title_key,
        occurrences.occurrence
    order by occurrences.batch_id, occurrences.sheet_no, occurrences.row_no
    rows between unbounded preceding and unbounded following
)
