/*
title = "决定书送达超过七日"
purpose = "处罚决定书没有在七个工作日内送达。"
grain = "一件案件一行"
source = "行政处罚法第六十一条、第八十五条"
reads = ["clock_serving"]
code = "P13"
level = "中"
why = "不送达，决定不生效，当事人的缴款、复议和诉讼期限都无从起算。"
innocent = [
    "公告送达以公告期满为送达日。",
    "邮寄送达以收件日期为送达日，寄出并不晚。",
    "当场交付而台账没有填。",
    "春节、五一、国庆前后的工作日按调休计算，本系统已经计入。",
]
excluded = ["没有处罚决定的案件。", "简易程序没有填送达日期的，视为当场交付。"]
advice = "核对送达回证；公告、邮寄的附公告和回执。"
[params]
as_of = {type = "date", title = "统计截止日"}
service_workdays = {rule = "procedure.service_workdays", title = "送达期限"}
*/
with judged as (
    select
        *,
        case
            when decided_on is null then '缺决定日期'
            when served_on > due_on then '超期'
            when served_on is not null then null
            when not is_served_blank then '缺送达日期'
            when due_on < $as_of then '未送'
        end as what
    from clock_serving
    where
        decided_on is null or served_on is null or due_on is null
        or served_on - decided_on > $service_workdays::integer
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；',
            case
                when service_method in ('公告送达', '邮寄送达', '电子送达', '委托送达', '转交送达')
                    then service_method || '，送达日另有算法'
                when service_method is null then '没有登记送达方式，公告、邮寄送达另有算法'
            end,
            case
                when what = '未送' and (paid_on is not null or closed_on is not null)
                    then '已经缴款或者结案，送达日期可能漏填'
            end,
            case when is_estimated then '未含调休，暂估' end
        ), '') as doubt
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what like '缺%' then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when what like '缺%' then what else doubt end as doubt,
    case
        when what like '缺%' then '送达期限无法核查：' || what
        when what = '未送' then decided_on || ' 决定，送达期限 ' || due_on || ' 届满，没有送达日期'
        else
            decided_on || ' 决定，' || served_on || ' 送达，用了 ' || coalesce(workdays_used::varchar, '不明') || ' 个工作日，期限 '
            || $service_workdays || ' 个工作日（' || due_on || '），超期 '
            || coalesce((workdays_used - $service_workdays)::varchar, '不明') || ' 个工作日'
    end as finding,
    concat_ws('；', '处罚决定日期 ' || decided_on, '送达日期 ' || served_on, '送达方式 ' || service_method) as evidence,
    case when what like '缺%' then event_on else due_on + 1 end as occurred_on,
    case when what not like '缺%' then due_on end as due_on,
    case when what not like '缺%' then served_on end as done_on,
    case when what not like '缺%' then '工作日' end as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
where coalesce(case when what like '缺%' then event_on else due_on + 1 end <= $as_of, true)
