/*
title = "培训"
purpose = "每一场培训：类别、日期、参加单位、人数、测试，重复登记的合成一场。"
grain = "一场一行"
source = "舞城管〔2022〕40号三（五）"
reads = ["training_records", "training_attendances"]
notes = [
    "有人参加才算举办：实到人数大于 0，或者有签到，或者两样都没有记而状态不是计划、取消、延期。",
    "参加单位取台账写明的、签到的单位和主办单位。",
]
[params]
not_held_states = {rule = "training.not_held_states"}
[columns]
record_key = "记录编号"
training_no = "培训编号"
title = "培训名称"
category = "类别"
held_on = "培训日期"
held_month = "培训月份"
host_unit = "主办单位"
host_units = "主办单位（逐个）"
units = "参加单位"
has_participants = "写明参加单位"
expected_count = "应到人数"
actual_count = "实到人数"
signed_count = "签到人数"
hours = "学时"
has_test = "是否测试"
avg_score = "平均成绩"
pass_count = "合格人数"
state = "状态"
is_held = "已举办"
record_count = "登记次数"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with signed as (
    select
        training_record_key as session_key,
        count(*) filter (where is_present) as signed_count,
        count(*) filter (where is_present and passed) as passed_count,
        count(score) filter (where is_present) > 0 or count(passed) filter (where is_present) > 0 as has_results,
        list(distinct unit) filter (where is_present and unit is not null) as units
    from training_attendances
    where training_record_key is not null
    group by training_record_key
),

sessions as (
    select
        session_key,
        min(training_no) as training_no,
        arg_min(title, (batch_id, sheet_no, row_no)) as title,
        arg_min(category, (batch_id, sheet_no, row_no)) as category,
        min(held_on) as held_on,
        min(held_month) as held_month,
        list_sort(list_distinct(flatten(list(host_units)))) as host_units,
        flatten(list(units)) as units,
        max(expected_count) as expected_count,
        max(actual_count) as actual_count,
        max(hours) as hours,
        bool_or(has_test) as has_test,
        max(avg_score) as avg_score,
        max(pass_count) as pass_count,
        arg_max(state, (batch_id, sheet_no, row_no)) as state,
        count(*) as record_count,
        arg_min(
            { 'batch_id': batch_id, 'sheet_no': sheet_no, 'row_no': row_no, 'file': file, 'sheet': sheet },
            (batch_id, sheet_no, row_no)
        ) as place
    from training_records
    group by session_key
)

select
    sessions.session_key as record_key,
    sessions.training_no,
    sessions.title,
    sessions.category,
    sessions.held_on,
    sessions.held_month,
    nullif(array_to_string(sessions.host_units, '、'), '') as host_unit,
    sessions.host_units,
    list_sort(list_distinct(list_concat(sessions.units, coalesce(signed.units, []), sessions.host_units))) as units,
    len(sessions.units) > 0 or len(coalesce(signed.units, [])) > 0 as has_participants,
    sessions.expected_count,
    sessions.actual_count,
    signed.signed_count,
    sessions.hours,
    coalesce(sessions.has_test, sessions.avg_score is not null or coalesce(signed.has_results, false) or null)
        as has_test,
    sessions.avg_score,
    coalesce(sessions.pass_count, signed.passed_count) as pass_count,
    sessions.state,
    coalesce(sessions.actual_count > 0, false)
    or coalesce(signed.signed_count > 0, false)
    or (
        sessions.actual_count is null and signed.signed_count is null
        and not coalesce(list_contains($not_held_states, sessions.state), false)
    ) as is_held,
    sessions.record_count,
    sessions.place.batch_id,
    sessions.place.sheet_no,
    sessions.place.row_no,
    sessions.place.file,
    sessions.place.sheet
from sessions left join signed on sessions.session_key = signed.session_key
order by sessions.held_on, sessions.session_key
