/*
title = "投诉没有人办"
purpose = "有效投诉过了办理期限，没有办理结果、没有办结、也没有立案。"
grain = "一件投诉一行"
source = "行政处罚法第三十九条、第五十四条；实施方案三（四）4"
reads = ["complaints"]
code = "F06"
level = "中"
why = "有投诉不查，是群众最容易感到的选择性执法。"
innocent = ["已经办理而台账没有回填。", "转给别的单位办理。", "重复工单合并办理。"]
excluded = ["写明不属实、重复等的投诉。", "有办理结果、办结日期或者已立案的，不论早晚；只写「未办理」「处理中」一类的不算有结果。"]
advice = "向承办单位了解办理情况，补填结果；确实没有办的，限期办理并回访投诉人。"
[params]
as_of = {type = "date", title = "统计截止日"}
complaint_days = {rule = "fairness.complaint_days", title = "没有写期限的按多少天"}
*/
with waiting as (
    select
        *,
        coalesce(due_on, accepted_on + $complaint_days::integer) as last_on
    from complaints
    where is_valid and closed_on is null and led_to_case is not true and not is_answered
)

select
    'complaint' as record_kind,
    record_key,
    unit,
    case when last_on is null then '无法核查' when due_on is null or is_said_done then '存疑' else '确定' end as certainty,
    case
        when last_on is null then '缺受理日期'
        when is_said_done then '办理状态写明已办结，没有写办理结果和办结日期'
        when due_on is null then '没有写办理期限，按受理后 ' || $complaint_days || ' 天算'
    end as doubt,
    case
        when last_on is null then '是不是有人办理无法核查：缺受理日期'
        else '投诉过了办理期限，没有结果、没有办结、没有立案'
    end as finding,
    concat_ws(
        '；', '受理日期 ' || accepted_on, '办理期限 ' || last_on, '问题类别 ' || category, '办理结果 ' || result
    ) as evidence,
    last_on + 1 as occurred_on,
    last_on as due_on,
    null::date as done_on,
    '日' as counted_in,
    batch_id,
    sheet_no,
    row_no
from waiting
where last_on is null or last_on < $as_of
