/*
title = "没有先告知再决定"
purpose = "作出处罚决定之前，没有告知当事人拟处罚的内容、理由、依据和陈述申辩的权利。"
grain = "一件案件一行"
source = "行政处罚法第四十四条、第六十二条"
reads = ["case_course"]
code = "P07"
level = "高"
why = "没有告知、没有听取陈述申辩的，不得作出处罚决定；作出的可能被撤销。"
innocent = [
    "当事人书面放弃陈述申辩，同日作出决定。",
    "告知日期栏填的是后来一次（重新）告知的日期。",
    "已经告知，台账漏填。",
]
excluded = ["简易程序可以口头告知，不核。", "登记了当事人放弃陈述申辩而同日决定的。", "不予处罚、撤案、移送和在办的案件。"]
advice = "查告知书和送达回证；先决定后告知的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
waived_words = {rule = "procedure.waived_words", title = "表示放弃的字样"}
*/
with judged as (
    select
        *,
        case
            when decided_on is null then '缺决定日期'
            when notified_on > decided_on then '后告知'
            when
                notified_on = decided_on
                and coalesce(regexp_matches(defence, array_to_string($waived_words, '|')), false)
                then null
            when notified_on = decided_on then '同日'
            when notified_on is not null then null
            when is_notified_blank and not has_notice_no then '没有告知'
            else '缺告知日期'
        end as what
    from case_course
    where
        outcome = '处罚' and procedure is distinct from '简易程序' and coalesce(event_on <= $as_of, true)
        and coalesce(notified_on >= decided_on, true)
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；',
            case when procedure is null then '程序类型不明，简易程序可以口头告知' end,
            case what
                when '同日' then '当事人可能书面放弃陈述申辩'
                when '没有告知' then '可能已经告知而台账漏填'
            end
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
    case what
        when '后告知'
            then decided_on || ' 作出决定，' || notified_on || ' 才告知，晚了 ' || (notified_on - decided_on) || ' 日'
        when '同日' then decided_on || ' 告知并于同日作出决定'
        when '没有告知' then decided_on || ' 作出决定，没有告知日期，也没有告知书文号'
        else '告知先后无法核查：' || what
    end as finding,
    concat_ws('；', '程序 ' || procedure, '告知日期 ' || notified_on, '处罚决定日期 ' || decided_on, '陈述申辩 ' || defence)
        as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
