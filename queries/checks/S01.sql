/*
title = "书面行政指导没有规范的文书"
purpose = "书面形式的行政指导没有制作文书、文书要素不全、没有送达，或者没有案卷号。"
grain = "一次行政指导一行"
source = "舞城管〔2022〕40号三（二）"
reads = ["guidances"]
code = "S01"
level = "中"
why = "方案要求书面指导制作文书，载明对象、目的、时间、内容和实施人员，依法送达，并建立案卷。"
innocent = ["实际是口头或者简易形式，形式一栏填错。", "文书在案卷里，台账漏填。"]
excluded = ["口头、简易形式的指导，只要简要记录或者定期统计，不要求文书。", "形式没有填写的，无法核查。"]
advice = "调取指导文书和送达回证；确实没有的，补作并说明。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with judged as (
    select
        *,
        list_filter([
            case when not has_document then '没有文书' end,
            case when not is_complete and has_document then '要素不全' end,
            case when not is_served then '没有送达' end,
            case when not is_filed then '没有案卷号' end
        ], lambda fault: fault is not null) as faults,
        list_filter([
            case when is_written is null then '缺指导形式' end,
            case when has_document is null then '缺是否有文书' end,
            case when is_complete is null and has_document then '缺文书要素' end,
            case when is_served is null then '缺送达日期' end,
            case when is_filed is null then '缺案卷号' end
        ], lambda gap: gap is not null) as gaps
    from guidances
    where coalesce(is_written, true) and coalesce(guided_on <= $as_of, true)
)

select
    'guidance' as record_kind,
    record_key,
    unit,
    case when is_written is null or len(faults) = 0 then '无法核查' else '确定' end as certainty,
    case when is_written is null or len(faults) = 0 then array_to_string(gaps, '、') end as doubt,
    case
        when is_written is null or len(faults) = 0 then '指导文书无法核查：' || array_to_string(gaps, '、')
        else '书面指导' || array_to_string(faults, '、') || '，四项要求差 ' || len(faults) || ' 项'
    end as finding,
    concat_ws(
        '；', '指导日期 ' || guided_on, '指导形式 ' || array_to_string(form, '、'),
        '文书 ' || case when has_document then '有' when not has_document then '无' end, '送达日期 ' || served_on,
        '案卷号 ' || archive_no
    ) as evidence,
    guided_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where is_written is null or len(faults) > 0 or len(gaps) > 0
