/*
title = "处罚公示超过七日"
purpose = "应当双公示的处罚，没有在七个工作日内公示。"
grain = "一件案件一行"
source = "发改办财金〔2018〕424号；行政处罚法第四十八条"
reads = ["disclosures", "case_course", "sheet_fields", "calendar_day"]
code = "P17"
level = "中"
why = "处罚决定应当公开，接受监督；不公开，别人无从比较同样的违法是否同样处理。"
innocent = [
    "涉及国家秘密、商业秘密、未成年人的，不予公开。",
    "公示日期栏填的是上传日期，或者按送达之日起算。",
    "双公示台账的文号与案件台账写法不同，对不上。",
    "地方政务公开目录规定二十个工作日。",
]
excluded = ["对自然人的处罚、简易程序、只处警告或者通报批评的（可设置）。", "不予处罚、撤案、移送和在办的案件。"]
advice = "到信用网站查询；没有公示的补公示，不应公示的写明理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
disclosure_workdays = {rule = "disclosure.disclosure_workdays", title = "公示期限"}
*/
with judged as (
    select
        *,
        case
            when published_on <= due_on then null
            when due_on is null then '决定日期不在日历之内'
            when is_due is null then '缺当事人类型或者程序'
            when not is_due then null
            when published_on > due_on then '超期'
            when is_published is null then '缺公示日期'
            when is_published then '缺公示日期'
            when due_on < $as_of then '未公示'
        end as what
    from disclosures
    where
        ledger = 'penalty_case' and coalesce(is_due, true)
        and (published_on is null or due_on is null or published_on - decided_on > $disclosure_workdays::integer)
),

doubted as (
    select
        judged.*,
        published.workday_no - decided.workday_no as workdays_used,
        nullif(concat_ws(
            '；',
            case
                when
                    judged.what = '超期'
                    and published.workday_no - served.workday_no <= $disclosure_workdays
                    then '从送达之日起算没有超期'
            end,
            case
                when judged.what = '未公示' and not coalesce(list_contains(sheet_fields.fields, 'publish_date'), false)
                    then '案件台账没有公示日期一列，按双公示台账对照，文号写法不同会对不上'
            end,
            case when last_days.is_estimated then '未含调休，暂估' end
        ), '') as doubt
    from judged
    left join case_course
        on
            judged.what = '超期'
            and judged.batch_id = case_course.batch_id
            and judged.sheet_no = case_course.sheet_no
            and judged.row_no = case_course.row_no
    left join sheet_fields on judged.batch_id = sheet_fields.batch_id and judged.sheet_no = sheet_fields.sheet_no
    left join calendar_day as last_days on judged.due_on = last_days.day
    left join calendar_day as decided on judged.decided_on = decided.day
    left join calendar_day as published on judged.published_on = published.day
    left join calendar_day as served on case_course.served_on = served.day
    where judged.what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what not in ('超期', '未公示') then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when what not in ('超期', '未公示') then what else doubt end as doubt,
    case
        when what not in ('超期', '未公示') then '公示期限无法核查：' || what
        when what = '未公示' then decided_on || ' 决定，应在 ' || due_on || ' 前公示，没有公示'
        else
            decided_on || ' 决定，' || published_on || ' 公示，用了 ' || workdays_used || ' 个工作日，期限 '
            || $disclosure_workdays || ' 个工作日（' || due_on || '），超期 '
            || (workdays_used - $disclosure_workdays) || ' 个工作日'
    end as finding,
    concat_ws('；', '处罚决定日期 ' || decided_on, '公示日期 ' || published_on) as evidence,
    case when what in ('超期', '未公示') then due_on + 1 else decided_on end as occurred_on,
    case when what in ('超期', '未公示') then due_on end as due_on,
    case when what in ('超期', '未公示') then published_on end as done_on,
    case when what in ('超期', '未公示') then '工作日' end as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
where coalesce(case when what in ('超期', '未公示') then due_on + 1 else decided_on end <= $as_of, true)
