/*
title = "重大处罚没有集体讨论"
purpose = "达到听证数额的处罚，没有负责人集体讨论，或者讨论在决定之后。"
grain = "一件案件一行"
source = "行政处罚法第五十七条第二款；河南省行政执法条例第二十八条"
reads = ["hearing_cases"]
code = "P11"
level = "中"
why = "情节复杂或者重大违法行为给予处罚的，应当由负责人集体讨论决定。"
innocent = ["重大的范围由各机关自定，本系统默认按听证数额。", "已经集体讨论，台账漏填。"]
excluded = ["说不清是否达到听证数额的，只在 P09 计一次。", "没有达到听证数额的案件。", "简易程序的案件。"]
advice = "查集体讨论记录；先决定后讨论的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
hearing_line_person_fen = {rule = "procedure.hearing_line_person_fen", title = "较低的听证数额"}
*/
with judged as (
    select
        *,
        case
            when discussed_on > decided_on then '在后'
            when is_discussed then null
            when is_discussed = false or is_discussed_blank then '没有'
            else '缺集体讨论日期'
        end as what
    from hearing_cases
    where
        is_due and coalesce(event_on <= $as_of, true)
        and (amount_fen >= $hearing_line_person_fen::bigint or len(kinds) > 0)
),

doubted as (
    select
        *,
        nullif(concat_ws('；', doubt, case when what = '没有' then '重大的范围由各机关自定，默认按听证数额' end), '') as all_doubts
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
            then decided_on || ' 作出决定，' || discussed_on || ' 才集体讨论，晚了 ' || (discussed_on - decided_on) || ' 日'
        when '没有'
            then
                case
                    when len(kinds) > 0 then '处罚种类含' || array_to_string(kinds, '、')
                    else '数额 ' || yuan(amount_fen) || ' 元，达到听证数额 ' || yuan(line_fen) || ' 元'
                end || '，没有集体讨论'
        else '集体讨论无法核查：' || what
    end as finding,
    concat_ws(
        '；', '最大数额 ' || yuan(amount_fen) || ' 元', '集体讨论日期 ' || discussed_on, '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
