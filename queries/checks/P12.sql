/*
title = "应当法制审核而没有审核"
purpose = "经过听证或者达到听证数额的处罚，决定之前没有法制审核，或者审核在决定之后。"
grain = "一件案件一行"
source = "行政处罚法第五十八条；河南省行政执法条例第二十八条"
reads = ["hearing_cases"]
code = "P12"
level = "中"
why = "涉及重大公共利益、经过听证、案情疑难的决定，未经法制审核或者审核未通过的，不得作出。"
innocent = ["没有经过听证的，审核范围由各机关自定，本系统默认按听证数额。", "已经审核，台账漏填，或者登记的是签字日期。"]
excluded = ["说不清是否达到听证数额的，只在 P09 计一次。", "没有达到听证数额的案件。", "简易程序的案件。"]
advice = "查法制审核意见书；没有审核的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
hearing_line_person_fen = {rule = "procedure.hearing_line_person_fen", title = "较低的听证数额"}
*/
with judged as (
    select
        *,
        case
            when reviewed_on > decided_on then '在后'
            when is_reviewed then null
            when is_reviewed = false or is_reviewed_blank then '没有'
            else '缺法制审核日期'
        end as what
    from hearing_cases
    where
        is_due and coalesce(event_on <= $as_of, true)
        and (amount_fen >= $hearing_line_person_fen::bigint or len(kinds) > 0)
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；', doubt,
            case when what = '没有' and heard_on is null then '没有经过听证的，审核范围由各机关自定，默认按听证数额' end
        ), '') as all_doubts
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what not in ('在后', '没有') then '无法核查' when all_doubts is not null then '存疑' else '确定' end
        as certainty,
    case when what not in ('在后', '没有') then what else all_doubts end as doubt,
    case what
        when '在后'
            then decided_on || ' 作出决定，' || reviewed_on || ' 才法制审核，晚了 ' || (reviewed_on - decided_on) || ' 日'
        when '没有'
            then
                case
                    when heard_on is not null then heard_on || ' 举行听证'
                    when len(kinds) > 0 then '处罚种类含' || array_to_string(kinds, '、')
                    else '数额 ' || yuan(amount_fen) || ' 元，达到听证数额 ' || yuan(line_fen) || ' 元'
                end || '，没有法制审核'
        else '法制审核无法核查：' || what
    end as finding,
    concat_ws(
        '；', '最大数额 ' || yuan(amount_fen) || ' 元', '听证日期 ' || heard_on, '法制审核日期 ' || reviewed_on,
        '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
