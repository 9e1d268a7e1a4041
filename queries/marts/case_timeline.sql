/*
title = "办案时间轴"
purpose = "一件案件走过的每一步和日期，按先后排列。"
grain = "一件案件的一个步骤一行"
reads = ["cases"]
notes = ["同一天的步骤按法定先后排列；没有填写日期的步骤不出现。", "间隔为自然日。"]
[params]
record_key = {type = "text", title = "案件"}
[columns]
step = "步骤"
on_day = "日期"
days_since_previous = {title = "距上一步", unit = "日"}
*/
with this_case as (
    select * from cases
    where record_key = $record_key
),

steps as (
    select
        unnest([
            '违法行为发生',
            '发现',
            '立案',
            '责令改正',
            '中止',
            '恢复',
            '延期审批',
            '调查终结',
            '法制审核',
            '偏离审批',
            '集体讨论',
            '告知',
            '听证开始',
            '听证结束',
            '处罚决定',
            '送达',
            '缴纳罚款',
            '公示',
            '结案',
            '归档'
        ]) as step,
        unnest([
            act_on,
            found_on,
            filed_on,
            order_on,
            suspended_from,
            suspended_to,
            extended_on,
            investigated_on,
            reviewed_on,
            deviation_approved_on,
            discussed_on,
            notified_on,
            hearing_from,
            hearing_to,
            decided_on,
            served_on,
            paid_on,
            disclosed_on,
            closed_on,
            archived_on
        ]) as on_day,
        unnest(generate_series(1, 20)) as step_no
    from this_case
)

select
    step,
    on_day,
    on_day - lag(on_day) over (order by on_day, step_no) as days_since_previous
from steps
where on_day is not null
order by on_day, step_no
