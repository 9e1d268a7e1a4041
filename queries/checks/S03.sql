/*
title = "调解机制、人员名单和流程公布迟了"
purpose = "方案定期限的调解机制建立和名单、流程公布，没有按期完成，或者报完成而没有佐证。"
grain = "一个牵头单位一行"
source = "舞城管〔2022〕40号三（三）：4月底前"
reads = ["obligations", "obligation_units", "tasks"]
code = "S03"
level = "中"
why = "机制、人员和流程不公布，当事人不知道可以调解、找谁调解。"
innocent = ["已经公布，任务台账没有报或者没有附佐证。", "任务台账的完成日期是填报日期。"]
excluded = ["别的单位报的推进情况；牵头单位自己报的才算。"]
advice = "请牵头单位提供公布的网址、文件和日期。"
[params]
as_of = {type = "date", title = "统计截止日"}
mediation_obligations = {rule = "service.mediation_obligations", title = "义务编号"}
*/
with loaded as (
    select count(*) as task_count from tasks
),

reported as (
    select
        obligations.obligation_id,
        obligations.plan_year,
        obligation_units.unit,
        obligations.due_on,
        max(tasks.record_key) as task_key,
        bool_or(tasks.is_reported_done) as is_reported_done,
        bool_or(tasks.is_reported_done and len(tasks.evidence) > 0) as has_evidence,
        min(coalesce(tasks.done_on, tasks.updated_on)) filter (where tasks.is_reported_done) as done_on,
        arg_max(tasks.state, (tasks.batch_id, tasks.sheet_no, tasks.row_no)) as state,
        arg_max(
            { 'batch_id': tasks.batch_id, 'sheet_no': tasks.sheet_no, 'row_no': tasks.row_no },
            (tasks.batch_id, tasks.sheet_no, tasks.row_no)
        ) as place
    from obligations
    inner join obligation_units
        on
            obligations.plan_year = obligation_units.plan_year
            and obligations.obligation_id = obligation_units.obligation_id
    left join tasks
        on
            obligations.plan_year = tasks.plan_year
            and obligations.obligation_id = tasks.obligation_id
            and (
                list_contains(tasks.units, obligation_units.unit)
                or list_contains(tasks.lead_units, obligation_units.unit)
            )
    where
        list_contains($mediation_obligations, obligations.plan_year || '·' || obligations.obligation_id)
        and (select task_count from loaded) > 0
    group by all
),

judged as (
    select
        *,
        case
            when task_key is null then '缺任务台账这一行'
            when is_reported_done and done_on is null then '缺完成日期'
            when is_reported_done and done_on > due_on then '迟'
            when is_reported_done and not has_evidence then '无佐证'
            when is_reported_done then null
            when due_on < $as_of then '没有完成'
        end as what
    from reported
)

select
    'annual_task' as record_kind,
    coalesce(judged.task_key, judged.obligation_id || '·' || judged.unit) as record_key,
    judged.unit,
    case when judged.what like '缺%' then '无法核查' when judged.what = '无佐证' then '存疑' else '确定' end as certainty,
    case when judged.what like '缺%' then judged.what when judged.what = '无佐证' then '报完成而没有佐证' end as doubt,
    case
        when judged.what like '缺%' then '调解机制公布无法核查：' || judged.what
        when judged.what = '迟' then '期限 ' || due_on || '，' || done_on || ' 才完成，超期 ' || (done_on - due_on) || ' 日'
        when judged.what = '无佐证' then '报 ' || done_on || ' 完成，没有佐证'
        else '期限 ' || due_on || ' 已到，任务台账报「' || coalesce(judged.state, '没有写') || '」'
    end as finding,
    concat_ws('；', '义务 ' || judged.obligation_id, '状态 ' || judged.state, '完成日期 ' || done_on) as evidence,
    due_on + 1 as occurred_on,
    case when judged.what in ('迟', '没有完成') then due_on end as due_on,
    case when judged.what = '迟' then done_on end as done_on,
    case when judged.what in ('迟', '没有完成') then '日' end as counted_in,
    place.batch_id,
    place.sheet_no,
    place.row_no
from judged
where judged.what is not null and due_on < $as_of
