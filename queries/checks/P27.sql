/*
title = "办案日期前后颠倒"
purpose = "后面的步骤写在前面的步骤之前，例如送达早于决定。"
grain = "一件案件一行"
source = "行政处罚法第五十四条至第七十四条规定的办案次序"
reads = ["cases"]
code = "P27"
level = "中"
why = "日期颠倒，不是台账错，就是程序倒置或者事后补造；不改正，所有期限都算不准。"
innocent = ["年份、月份写错。", "发现日期栏填的是复查、核查日期。", "案件分期缴款，结案后又有缴款。"]
excluded = ["先决定后告知的，列在 P07；先决定后讨论、审核的，列在 P11、P12。", "法制审核与告知的先后，各机关做法不同，不核。"]
advice = "核对案卷，台账写错的更正后重新上传；确属程序倒置的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with dated as (
    select
        *,
        (act_on is not null)::integer + (found_on is not null)::integer + (filed_on is not null)::integer
        + (investigated_on is not null)::integer + (notified_on is not null)::integer + (heard_on is not null)::integer
        + (decided_on is not null)::integer + (served_on is not null)::integer + (paid_on is not null)::integer
        + (disclosed_on is not null)::integer + (closed_on is not null)::integer + (archived_on is not null)::integer
            as date_count
    from cases
    where coalesce(event_on <= $as_of, true)
),

suspects as (
    select *
    from dated
    where
        date_count < 2
        or found_on < act_on
        or filed_on < greatest(act_on, found_on)
        or investigated_on < filed_on
        or notified_on < greatest(filed_on, investigated_on)
        or heard_on < notified_on
        or decided_on < greatest(act_on, found_on, filed_on, investigated_on, heard_on)
        or served_on < decided_on
        or paid_on < greatest(decided_on, served_on)
        or disclosed_on < decided_on
        or closed_on < greatest(filed_on, decided_on, served_on, paid_on)
        or archived_on < closed_on
),

steps as (
    select
        record_key,
        unit,
        event_on,
        date_count,
        batch_id,
        sheet_no,
        row_no,
        unnest(case when date_count < 2 then [null] else [
            { 'first': '违法', 'first_on': act_on, 'next': '发现', 'next_on': found_on, 'doubt': null },
            { 'first': '违法', 'first_on': act_on, 'next': '立案', 'next_on': filed_on, 'doubt': null },
            {
                'first': '发现', 'first_on': found_on, 'next': '立案', 'next_on': filed_on,
                'doubt': '发现日期栏可能填的是复查、核查日期'
            },
            { 'first': '立案', 'first_on': filed_on, 'next': '调查终结', 'next_on': investigated_on, 'doubt': null },
            { 'first': '立案', 'first_on': filed_on, 'next': '告知', 'next_on': notified_on, 'doubt': null },
            { 'first': '调查终结', 'first_on': investigated_on, 'next': '告知', 'next_on': notified_on, 'doubt': null },
            { 'first': '告知', 'first_on': notified_on, 'next': '听证', 'next_on': heard_on, 'doubt': null },
            { 'first': '违法', 'first_on': act_on, 'next': '决定', 'next_on': decided_on, 'doubt': null },
            {
                'first': '发现', 'first_on': found_on, 'next': '决定', 'next_on': decided_on,
                'doubt': '发现日期栏可能填的是复查、核查日期'
            },
            {
                'first': '立案', 'first_on': filed_on, 'next': '决定', 'next_on': decided_on,
                'doubt': case when procedure = '简易程序' then '简易程序可能事后登记立案' end
            },
            { 'first': '调查终结', 'first_on': investigated_on, 'next': '决定', 'next_on': decided_on, 'doubt': null },
            { 'first': '听证', 'first_on': heard_on, 'next': '决定', 'next_on': decided_on, 'doubt': null },
            { 'first': '决定', 'first_on': decided_on, 'next': '送达', 'next_on': served_on, 'doubt': null },
            { 'first': '决定', 'first_on': decided_on, 'next': '缴纳', 'next_on': paid_on, 'doubt': null },
            {
                'first': '送达', 'first_on': served_on, 'next': '缴纳', 'next_on': paid_on,
                'doubt': '当事人可能在送达前得知并缴纳'
            },
            { 'first': '决定', 'first_on': decided_on, 'next': '公示', 'next_on': disclosed_on, 'doubt': null },
            {
                'first': '立案', 'first_on': filed_on, 'next': '结案', 'next_on': closed_on,
                'doubt': case when procedure = '简易程序' then '简易程序可能事后登记立案' end
            },
            { 'first': '决定', 'first_on': decided_on, 'next': '结案', 'next_on': closed_on, 'doubt': null },
            {
                'first': '送达', 'first_on': served_on, 'next': '结案', 'next_on': closed_on,
                'doubt': '可能先报结案后送达'
            },
            {
                'first': '缴纳', 'first_on': paid_on, 'next': '结案', 'next_on': closed_on,
                'doubt': '可能经批准分期，结案后缴清'
            },
            { 'first': '结案', 'first_on': closed_on, 'next': '归档', 'next_on': archived_on, 'doubt': null }
        ] end) as step
    from suspects
),

turned as (
    select
        steps.record_key,
        any_value(unit) as unit,
        any_value(event_on) as event_on,
        any_value(date_count) as date_count,
        steps.batch_id,
        steps.sheet_no,
        steps.row_no,
        bool_or(step.doubt is null) as is_sure,
        string_agg(distinct step.doubt, '；' order by step.doubt) as doubt,
        string_agg(
            step.next || ' ' || step.next_on || ' 早于' || step.first || ' ' || step.first_on || '（差 '
            || (step.first_on - step.next_on) || ' 日）', '；' order by step.next_on, step.first_on, step.next, step.first
        ) as finding,
        string_agg(
            distinct step.first || ' ' || step.first_on || '，' || step.next || ' ' || step.next_on, '；'
            order by step.first || ' ' || step.first_on || '，' || step.next || ' ' || step.next_on
        ) as evidence
    from steps
    where date_count < 2 or step.next_on < step.first_on
    group by steps.record_key, steps.batch_id, steps.sheet_no, steps.row_no
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when date_count < 2 then '无法核查' when is_sure then '确定' else '存疑' end as certainty,
    case when date_count < 2 then '只有一个或者没有日期' when not is_sure then doubt end as doubt,
    case when date_count < 2 then '日期先后无法核查：只有一个或者没有日期' else finding end as finding,
    coalesce(evidence, '') as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from turned
