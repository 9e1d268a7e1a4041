/*
title = "比较所依据的案件"
purpose = "单位比较里一个对象的一个指标，计入分母的每一件案件，哪些计入分子。"
grain = "一件案件一行"
source = "口径与「单位比较的计数：案件」相同"
reads = ["cases", "compared_cases", "compared_kinds"]
notes = ["没有同类案件可比的也列出，所以件数可能多于比较页的可比件数；看板的清单里标明哪些可比。"]
[params]
as_of = {type = "date", title = "统计截止日"}
indicator = {type = "text", title = "指标", default = "punished"}
unit = {type = "text", title = "承办单位"}
above_unit = {type = "text", title = "中队并入的单位"}
street = {type = "text", title = "街道"}
party_kind = {type = "text", title = "当事人类型"}
source = {type = "text", title = "案件来源"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
[columns]
is_hit = "计入分子"
case_no = "案号"
unit = "承办单位"
violation_name = "违法行为"
grade = "裁量档次"
procedure = "程序"
party_scope = "按个人或单位"
party_kind = "当事人类型"
source_kind = "案件来源"
street = "街道"
happened_on = "进入时段的日期"
decided_on = "处罚决定日期"
fine_fen = {title = "罚款金额", unit = "分"}
outcome = "办理结果"
violation_no = "违法行为层号"
grade_no = "档次层号"
procedure_no = "程序层号"
scope_no = "当事人层号"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with judged as (
    select
        *,
        coalesce(ended_on <= $as_of, true) as is_ended,
        case
            when $indicator in ('punished', 'unpunished', 'withdrawn') then mature_on <= $as_of and outcome is not null
            when $indicator = 'reduced' then is_ended and is_reduced is not null
            when $indicator in ('at_ceiling', 'position') then is_ended and position_permille is not null
            when $indicator = 'overdue'
                then decision_due_on is not null and (ended_on <= $as_of or decision_due_on < $as_of)
            when $indicator = 'disclosed' then publish_due_on < $as_of
            when $indicator = 'simple_procedure' then is_ended and outcome = '处罚' and procedure is not null
            when $indicator = 'first_exempt' then is_ended and is_first_exempted is not null
        end as is_counted,
        case $indicator
            when 'punished' then is_ended and outcome = '处罚'
            when 'unpunished' then is_ended and outcome in ('不予处罚', '撤案')
            when 'withdrawn' then is_ended and outcome = '撤案'
            when 'reduced' then is_reduced
            when 'at_ceiling' then is_at_ceiling
            when 'overdue' then least(ended_on, $as_of) > decision_due_on
            when 'disclosed' then coalesce(published_on <= $as_of, false)
            when 'simple_procedure' then procedure = '简易程序'
            when 'first_exempt' then is_first_exempted
        end as is_hit
    from compared_cases
    where happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
)

select
    judged.is_hit,
    cases.case_no,
    judged.unit,
    cases.violation_name,
    judged.grade,
    judged.procedure,
    judged.party_scope,
    judged.party_kind,
    judged.source_kind,
    judged.street,
    judged.happened_on,
    cases.decided_on,
    cases.fine_fen,
    case when judged.is_ended then judged.outcome else '在办' end as outcome,
    compared_kinds.violation_no,
    compared_kinds.grade_no,
    compared_kinds.procedure_no,
    compared_kinds.scope_no,
    cases.record_key,
    judged.batch_id,
    cases.file,
    cases.sheet,
    judged.sheet_no,
    judged.row_no as row
from judged
inner join cases
    on
        judged.batch_id = cases.batch_id
        and judged.sheet_no = cases.sheet_no
        and judged.row_no = cases.row_no
inner join compared_kinds on judged.kind_key = compared_kinds.kind_key
where
    judged.is_counted
    and ($unit is null or judged.unit = $unit)
    and ($above_unit is null or judged.above_unit = $above_unit)
    and ($street is null or judged.street = $street)
    and ($party_kind is null or judged.party_kind = $party_kind)
    and ($source is null or judged.source_kind = $source)
order by judged.happened_on, judged.batch_id, judged.sheet_no, judged.row_no
