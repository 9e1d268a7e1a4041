/*
title = "总结报送"
purpose = "各单位报送的总结报告，缺哪几类内容。"
grain = "一次报送一行"
source = "舞城管〔2022〕40号四（三）"
reads = ["summary_report", "batch", "sheet", "unit_names"]
[columns]
record_key = "记录编号"
unit = "单位"
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
select
    summary_report.record_key,
    unit_names.unit,
    summary_report.submitted_on,
    summary_report.file_name,
    list_filter(
        [
            case when not summary_report.has_practice then '做法' end,
            case when not summary_report.has_training then '培训' end,
            case when not summary_report.has_innovation then '创新举措' end,
            case when not summary_report.has_results then '示范成效' end,
            case when summary_report.media_count = 0 then '视频图片' end
        ],
        lambda content: content is not null
    ) as missing_contents,
    summary_report.media_count,
    summary_report.batch_id,
    summary_report.sheet_no,
    summary_report.row_no,
    batch.file,
    sheet.sheet
from summary_report
inner join batch on summary_report.batch_id = batch.batch_id
inner join sheet on summary_report.batch_id = sheet.batch_id and summary_report.sheet_no = sheet.sheet_no
left join unit_names on coalesce(summary_report.unit, batch.unit, sheet.reporting_unit) = unit_names.written
order by summary_report.submitted_on, summary_report.record_key
