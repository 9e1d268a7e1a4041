/*
title = "年度任务"
purpose = "年度任务台账报的每项任务：哪项义务、哪个单位、状态、佐证和日期。"
grain = "任务台账一行说到的一项义务一行（取最新一次填报）；对不上义务的，一行一行"
source = "舞城管〔2022〕40号四"
reads = ["annual_task", "obligations", "batch", "sheet", "row_units", "written_units"]
notes = [
    "任务编号写的是义务编号（S1.1 …）才对上义务，前后带括号、任务名称的，一格写几个编号的，都认；不按文字猜。",
    "义务编号只是数字的，要一字不差。",
    "几个方案用同一编号的，看完成、更新、时限、入库日期在哪个方案的年度。",
    "责任单位写了几个、写了一批的，逐个列在责任单位里；写一批而报表单位是其中一个的，只算报表单位自己。",
    "责任单位没有写、说不清的，取报表单位，再没有的取牵头单位。",
    "单位只列一个：责任单位只有一个的取它，否则依次取牵头单位、报表单位。",
    "进展里写到义务的哪几个方面，就是哪几个方面；同一句里写了没有做的，不算。",
    "完成日期只写到月的，取当月最后一天。",
    "没有写状态、状态认不出的，完成率 100% 或者填了完成日期，视为报已完成；状态里写了没有做完的不算。",
    "佐证材料写「无」「后补」这样的，是没有佐证。",
    "同一义务同一单位换一种写法再报的，和按原写法再报一样，取更新日期最晚的，没有的取最后入库的；一张表里的几行都算。",
    "状态写了而且不是未开始，或者写了进展、完成率、佐证、完成日期的，算已经开始。",
]
[params]
denying_words = {rule = "progress.denying_words"}
affirmed_words = {rule = "progress.affirmed_words"}
no_evidence = {rule = "progress.no_evidence"}
owed_evidence_words = {rule = "progress.owed_evidence_words"}
unfinished_words = {rule = "progress.unfinished_words"}
[columns]
record_key = "记录编号"
plan_year = "方案年度"
obligation_id = "义务编号"
task_no = "任务编号"
task = "工作任务"
unit = "单位"
units = "责任单位"
lead_units = "牵头单位"
due_on = "完成时限"
state = "状态"
is_reported_done = "报已完成"
is_begun = "已经开始"
done_on = "完成日期"
evidence = "佐证材料"
progress = "进展情况"
told_points = "进展写到的方面"
percent = "完成率"
problem = "存在问题"
rank = "名次"
updated_on = "更新日期"
loaded_on = "入库日期"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with numbered as (
    select
        told.task_no,
        obligations.plan_year,
        obligations.obligation_id,
        obligations.points,
        obligations.in_force_from,
        obligations.in_force_to
    from (select distinct task_no from annual_task) as told
    inner join obligations
        on
            upper(folded(told.task_no)) = upper(obligations.obligation_id)
            or (
                not regexp_full_match(obligations.obligation_id, '[0-9.]+')
                and regexp_matches(
                    upper(folded(regexp_replace(told.task_no, '\s+', '/', 'g'))),
                    '(?:^|[^0-9A-Z.])' || regexp_escape(upper(obligations.obligation_id)) || '(?:[^0-9A-Z.]|[.]?$)'
                )
            )
),

dated as (
    select
        annual_task.*,
        batch.file,
        sheet.sheet,
        row_units.own_unit,
        row_units.sender_unit,
        row_units.units,
        coalesce(leads.units, []) as lead_units,
        in_china(batch.loaded_at)::date as loaded_on,
        coalesce(annual_task.status, annual_task.status_text) as state,
        regexp_replace(folded(annual_task.status_text), '\(.*\)$', '') as unread_state,
        list_filter(coalesce(annual_task.evidence, []), lambda paper: not (
            list_contains($no_evidence, regexp_replace(folded(paper), '[.。]$|\(.*\)$', ''))
            or regexp_matches(folded(paper), array_to_string($owed_evidence_words, '|'))
        )) as papers,
        coalesce(
            annual_task.done_date, last_day(strptime(annual_task.done_date_month, '%Y-%m')::date)
        ) as done_on,
        case
            when len(row_units.units) > 0 then row_units.units else coalesce(leads.units, [])
        end as told_units,
        numbered.plan_year,
        numbered.obligation_id,
        numbered.points,
        -- 「甲、乙，均未开展」 denies both: such a clause belongs to the one before it.
        regexp_split_to_array(
            regexp_replace(
                annual_task.progress,
                '[，,]\s*((?:以上|上述|这?[0-9一二三四五六七八九十]+[项个类]?(?:方面|领域|内容|工作)?)?(?:均|都|皆)?'
                || '(?:目前|至今)?(?:尚|还|暂)?(?:未|没有|没)(?:开展|启动|推行|推进|实施|进行|落实|建立|设立|开始))',
                '、\1', 'g'
            ),
            '[，,。；;！!\n]'
        ) as clauses
    from annual_task
    inner join batch on annual_task.batch_id = batch.batch_id
    inner join sheet on annual_task.batch_id = sheet.batch_id and annual_task.sheet_no = sheet.sheet_no
    inner join row_units
        on
            annual_task.batch_id = row_units.batch_id
            and annual_task.sheet_no = row_units.sheet_no
            and annual_task.row_no = row_units.row_no
    left join written_units as leads on annual_task.lead_unit = leads.written
    left join numbered
        on
            annual_task.task_no = numbered.task_no
            and coalesce(
                annual_task.done_date, last_day(strptime(annual_task.done_date_month, '%Y-%m')::date),
                annual_task.updated_at, annual_task.due_date, in_china(batch.loaded_at)::date
            ) between numbered.in_force_from and numbered.in_force_to
),

-- Of a duty of a unit the newest sheet counts, under whatever name the unit stands there.
newest as (
    select *
    from dated
    qualify
        obligation_id is null or len(told_units) = 0
        or (batch_id, sheet_no) = last_value((batch_id, sheet_no)) over (
            partition by plan_year, obligation_id, told_units
            order by coalesce(updated_at, loaded_on), batch_id, sheet_no
            rows between unbounded preceding and unbounded following
        )
)

select
    record_key,
    plan_year,
    obligation_id,
    task_no,
    task,
    coalesce(own_unit, lead_units[1], sender_unit) as unit,
    told_units as units,
    lead_units,
    due_date as due_on,
    state,
    case
        when status is not null then status = '已完成'
        when regexp_matches(unread_state, '(?:^|[^0-9.])[0-9]{1,2}(?:[.][0-9]+)?%') then false
        when regexp_matches(unread_state, array_to_string($unfinished_words, '|')) then false
        when regexp_full_match(unread_state, '已?(?:完成|办结)') then true
        else coalesce(percent >= 1, false) or done_on is not null
    end as is_reported_done,
    coalesce(state <> '未开始', false)
    or progress is not null
    or coalesce(percent > 0, false)
    or len(papers) > 0
    or done_on is not null as is_begun,
    done_on,
    papers as evidence,
    progress,
    list_filter(points, lambda word: len(list_filter(
        clauses,
        lambda clause: contains(clause, word) and not regexp_matches(
            regexp_replace(replace(clause, word, ''), array_to_string($affirmed_words, '|'), '', 'g'),
            array_to_string($denying_words, '|')
        )
    )) > 0) as told_points,
    percent,
    issue as problem,
    rank,
    updated_at as updated_on,
    loaded_on,
    batch_id,
    sheet_no,
    row_no,
    file,
    sheet
from newest
order by plan_year, obligation_id, unit, record_key
