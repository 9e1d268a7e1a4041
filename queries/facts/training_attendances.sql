/*
title = "培训签到和成绩"
purpose = "每人参加每场培训的签到和成绩，对到场次上。"
grain = "一人一场一行"
reads = ["training_attendance", "training_records", "batch", "sheet", "unit_names"]
notes = ["先按培训编号对，没有编号的按题目和日期对；对不上的，场次留空。"]
[params]
absent_words = {rule = "training.absent_words"}
[columns]
record_key = "记录编号"
training_record_key = "场次"
training_no = "培训编号"
title = "培训名称"
attended_on = "签到日期"
person = {title = "姓名", private = true}
certificate_no = {title = "执法证号", private = true}
unit = "单位"
is_present = "到场"
hours = "学时"
score = "成绩"
passed = "合格"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with by_number as (
    select
        folded(training_no) as number_key,
        min(session_key) as session_key
    from training_records
    where training_no is not null
    group by number_key
),

by_title as (
    select
        title_key,
        held_on,
        min(session_key) as session_key
    from training_records
    where held_on is not null
    group by title_key, held_on
)

select
    training_attendance.record_key,
    coalesce(by_number.session_key, by_title.session_key) as training_record_key,
    training_attendance.training_no,
    training_attendance.title,
    coalesce(
        training_attendance.training_date, training_attendance.signed_at::date,
        last_day(strptime(training_attendance.training_date_month, '%Y-%m')::date)
    ) as attended_on,
    training_attendance.person,
    training_attendance.cert_no as certificate_no,
    unit_names.unit,
    not coalesce(regexp_matches(training_attendance.is_present, array_to_string($absent_words, '|')), false)
        as is_present,
    training_attendance.hours,
    training_attendance.score,
    training_attendance.passed,
    training_attendance.batch_id,
    training_attendance.sheet_no,
    training_attendance.row_no,
    batch.file,
    sheet.sheet
from training_attendance
inner join batch on training_attendance.batch_id = batch.batch_id
inner join sheet
    on training_attendance.batch_id = sheet.batch_id and training_attendance.sheet_no = sheet.sheet_no
left join unit_names
    on coalesce(training_attendance.unit, batch.unit, sheet.reporting_unit) = unit_names.written
left join by_number on folded(training_attendance.training_no) = by_number.number_key
left join by_title
    on
        regexp_replace(folded(training_attendance.title), '[\p{P}\p{S}]', '', 'g') = by_title.title_key
        and coalesce(training_attendance.training_date, training_attendance.signed_at::date) = by_title.held_on
