/*
title = "书面指导缺什么"
purpose = "采用书面形式而要素、送达或者案卷不全的行政指导。"
grain = "一次书面指导一行"
source = "舞城管〔2022〕40号三（二）：应当制作文书，载明对象、目的、时间、内容和实施人员，依法送达，建立案卷"
reads = ["guidances", "unit_bearers"]
notes = [
    "简易形式可以简要记录或者定期统计，不在其中。",
    "表里没有这一列的，缺不缺不知道，写作不明。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
guidance_no = "指导编号"
unit = "实施单位"
party_name = {title = "指导对象", private = true}
topic = {title = "指导事项", free_text = true}
guided_on = "指导日期"
gaps = "缺什么"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with told as (
    select
        *,
        list_filter(
            [
                case when is_complete is null then '要素不明' when not is_complete then '要素不全' end,
                case when is_served is null then '送达不明' when not is_served then '没有送达' end,
                case when is_filed is null then '案卷不明' when not is_filed then '没有案卷号' end
            ],
            lambda gap: gap is not null
        ) as gaps
    from guidances
    where is_written
)

select
    guidance_no,
    unit,
    party_name,
    topic,
    guided_on,
    gaps,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from told
where
    len(gaps) > 0
    and guided_on between date_trunc('year', $as_of)::date and $as_of
    and (
        $unit is null
        or coalesce(unit, '未填单位') = $unit
        or unit in (select unit_bearers.unit from unit_bearers where unit_bearers.bearer = $unit)
    )
order by guided_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
