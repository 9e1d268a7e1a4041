/*
title = "听证申请期未满就决定"
purpose = "应当告知听证的案件，告知后五个工作日的申请期还没有满就作出了处罚决定。"
grain = "一件案件一行"
source = "行政处罚法第六十四条、第八十五条"
reads = ["hearing_cases"]
code = "P10"
level = "高"
why = "申请期内作出决定，等于取消了当事人要求听证的权利。"
innocent = ["当事人书面放弃听证。", "告知日期栏填的是后来一次告知的日期。"]
excluded = ["说不清是否达到听证数额的，只在 P09 计一次。", "没有听证权利的案件。", "登记了当事人放弃听证的案件。", "先决定后告知的，列在 P07。"]
advice = "查听证告知书送达回证和当事人放弃听证的书面材料。"
[params]
as_of = {type = "date", title = "统计截止日"}
hearing_line_person_fen = {rule = "procedure.hearing_line_person_fen", title = "较低的听证数额"}
waived_words = {rule = "procedure.waived_words", title = "表示放弃的字样"}
*/
with judged as (
    select
        *,
        case
            when decided_on is null then '缺决定日期'
            when notified_on is null then '缺告知日期'
            when notified_on > decided_on then null
            when regexp_matches(concat_ws('；', hearing_words, defence), array_to_string($waived_words, '|')) then null
            when decided_on < asked_until_on then '未满'
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
            case when hearing_words is null and defence is null then '台账没有登记当事人是否放弃听证' end,
            case when is_estimated then '未含调休，暂估' end
        ), '') as all_doubts
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what <> '未满' then '无法核查' when all_doubts is not null then '存疑' else '确定' end as certainty,
    case when what <> '未满' then what else all_doubts end as doubt,
    case
        when what <> '未满' then '听证申请期无法核查：' || what
        else
            notified_on || ' 告知，听证申请期到 ' || asked_until_on || '，' || decided_on || ' 已经作出决定，只过了 '
            || workdays_waited || ' 个工作日'
    end as finding,
    concat_ws('；', '告知日期 ' || notified_on, '处罚决定日期 ' || decided_on, '听证 ' || hearing_words, '陈述申辩 ' || defence)
        as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
