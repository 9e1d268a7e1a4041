/*
title = "缺勤名单"
purpose = "有签到表的每一场，参加单位在册的执法人员谁没有到场。"
grain = "一场一名在册人员一行"
source = "执法人员名册；舞城管〔2022〕40号三（五）1"
reads = ["trainings", "training_attendances", "officers", "unit_bearers"]
notes = [
    "只看有签到表的场次：没有签到表的，谁没有到不知道。",
    "在册人员按执法证号对，没有证号的按姓名和责任单位对；同一单位的同名人员分不清。",
    "台账没有写参加单位的场次，按签到表上出现的单位算。",
    "没有到场的可能请了假、出警或者值班，台账没有写。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "责任单位"}
category = {type = "text", title = "类别"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
title = "培训名称"
category = "类别"
held_on = "培训日期"
unit = "责任单位"
name = {title = "姓名", private = true}
why = "怎样知道"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with held as (
    select
        *,
        coalesce(held_on, last_day(strptime(held_month, '%Y-%m')::date)) as day
    from trainings
    where is_held and signed_count is not null
),

asked as (
    select distinct
        held.record_key as session_key,
        held.title,
        held.category,
        held.day,
        unit_bearers.bearer
    from held inner join unit_bearers on list_contains(held.units, unit_bearers.unit)
    where
        held.day between date_trunc('year', $as_of)::date and $as_of
        and ($category is null or coalesce(held.category, '未写明') = $category)
),

enlisted as (
    select
        officers.*,
        unit_bearers.bearer
    from officers inner join unit_bearers on officers.unit = unit_bearers.unit
),

signed as (
    select
        training_attendances.training_record_key as session_key,
        training_attendances.certificate_no,
        training_attendances.person,
        unit_bearers.bearer,
        training_attendances.is_present
    from training_attendances left join unit_bearers on training_attendances.unit = unit_bearers.unit
    where training_attendances.training_record_key is not null
),

judged as (
    select
        asked.session_key,
        asked.title,
        asked.category,
        asked.day,
        enlisted.bearer,
        enlisted.name,
        enlisted.record_key,
        enlisted.batch_id,
        enlisted.file,
        enlisted.sheet,
        enlisted.sheet_no,
        enlisted.row_no,
        coalesce(bool_or(signed.is_present), false) as has_come,
        count(signed.session_key) > 0 as is_listed
    from asked
    inner join enlisted on asked.bearer = enlisted.bearer
    left join signed
        on
            asked.session_key = signed.session_key
            and case
                when signed.certificate_no is not null and enlisted.certificate_no is not null
                    then enlisted.certificate_no = signed.certificate_no
                else enlisted.name = signed.person and coalesce(enlisted.bearer = signed.bearer, true)
            end
    group by all
)

select
    title,
    category,
    day as held_on,
    bearer as unit,
    name,
    case when is_listed then '签到表写明没有到场' else '不在签到表上' end as why,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from judged
where not has_come and ($unit is null or bearer = $unit)
order by day, title, bearer, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
