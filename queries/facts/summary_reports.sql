/*
title = "总结报送"
purpose = "各单位报送的总结报告，是哪个年度的，缺哪几类内容。"
grain = "一次报送一个单位一行"
source = "舞城管〔2022〕40号四（三）"
reads = ["summary_report", "batch", "sheet", "row_units", "obligations"]
notes = [
    "单位写了几个、写了一批的，每个单位一行；写一批而报表单位是其中一个的，只算报表单位自己。",
    "报告期间写了的，要是方案那一年全年；写半年、季度、几个月的，不是年度总结，方案年度为空。",
    "报告期间没有写年份的，看报送日期：报送那一阶段开始以后一年以内的，算这一年度的。",
]
[columns]
record_key = "记录编号"
unit = "单位"
plan_year = "方案年度"
submitted_on = "报送日期"
file_name = "文件名"
missing_contents = "缺少的内容"
media_count = "视频图片份数"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with sent as (
    select
        summary_report.*,
        batch.file,
        sheet.sheet,
        coalesce(summary_report.submitted_on, in_china(batch.loaded_at)::date) as day,
        unnest(case when len(row_units.units) > 0 then row_units.units else [null] end) as sender_unit,
        try_cast(regexp_extract(folded(summary_report.period), '(?:19|20)\d\d') as integer) as said_year,
        regexp_extract(
            folded(summary_report.period),
            '(?:((?:19|20)\d\d)[年./-])?\b(1[0-2]|0?[1-9])月?(?:[./-]?\d{1,2}日?)?(?:[-—–~～]+|至|到)'
            || '(?:((?:19|20)\d\d)[年./-])?(1[0-2]|0?[1-9])\b',
            ['from_year', 'from_month', 'to_year', 'to_month']
        ) as span
    from summary_report
    inner join batch on summary_report.batch_id = batch.batch_id
    inner join sheet on summary_report.batch_id = sheet.batch_id and summary_report.sheet_no = sheet.sheet_no
    inner join row_units
        on
            summary_report.batch_id = row_units.batch_id
            and summary_report.sheet_no = row_units.sheet_no
            and summary_report.row_no = row_units.row_no
),

spanned as (
    select
        *,
        case
            when span['from_month'] <> ''
                then
                    12 * coalesce(
                        try_cast(span['to_year'] as integer) - try_cast(span['from_year'] as integer), 0
                    ) + try_cast(span['to_month'] as integer) - try_cast(span['from_month'] as integer) + 1
        end as month_count
    from sent
),

windows as (
    select
        plan_year,
        min(coalesce(phase_from, plan_from)) as opens_on
    from obligations
    where measure = 'summaries'
    group by plan_year
),

-- Of the years whose window is open the latest.
placed as (
    select
        spanned.batch_id,
        spanned.sheet_no,
        spanned.row_no,
        max(windows.plan_year) as plan_year
    from spanned
    inner join windows
        on
            case
                when coalesce(spanned.month_count <> 12, regexp_matches(spanned.period, '半年|季|月|旬|周')) then false
                when spanned.said_year is not null then spanned.said_year = windows.plan_year
                else spanned.day >= windows.opens_on and spanned.day < windows.opens_on + interval 1 year
            end
    group by spanned.batch_id, spanned.sheet_no, spanned.row_no
)

select
    spanned.record_key,
    spanned.sender_unit as unit,
    placed.plan_year,
    spanned.submitted_on,
    spanned.file_name,
    list_filter(
        [
            case when not spanned.has_practice then '做法' end,
            case when not spanned.has_training then '培训' end,
            case when not spanned.has_innovation then '创新举措' end,
            case when not spanned.has_results then '示范成效' end,
            case when spanned.media_count = 0 then '视频图片' end
        ],
        lambda content: content is not null
    ) as missing_contents,
    spanned.media_count,
    spanned.batch_id,
    spanned.sheet_no,
    spanned.row_no,
    spanned.file,
    spanned.sheet
from spanned
left join placed
    on
        spanned.batch_id = placed.batch_id and spanned.sheet_no = placed.sheet_no
        and spanned.row_no = placed.row_no
order by spanned.submitted_on, spanned.record_key
