/*
title = "应当告知听证而没有告知"
purpose = "罚款、没收达到听证数额，或者责令停产停业、吊销等，台账没有听证告知的记录。"
grain = "一件案件一行"
source = "行政处罚法第六十三条；河南省行政处罚听证办法（省政府令第204号，2021年12月1日起施行）"
reads = ["hearing_cases"]
code = "P09"
level = "高"
why = "听证是当事人的权利；应当告知而不告知，处罚决定可能被撤销。"
innocent = [
    "已经告知，台账登记的是是否举行听证。",
    "国务院部门规章另有数额的，从其规定（数额可设置）。",
    "个体工商户按单位对待的，数额是五万元。",
]
excluded = ["没有达到数额、也不属于应听证种类的案件。", "简易程序的案件。"]
advice = "查听证告知书；确未告知的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
not_told_words = {rule = "procedure.not_told_words", title = "表示没有告知的写法"}
not_needed_words = {rule = "procedure.not_needed_words", title = "表示不需要告知的字样"}
*/
with judged as (
    select
        *,
        coalesce(regexp_matches(hearing_words, array_to_string($not_needed_words, '|')), false) as is_called_needless,
        case
            when coalesce(heard_on, hearing_told_on) is not null then null
            when is_due is null then missing
            when is_hearing_blank then '空着'
            when hearing_words is null then '缺听证告知'
            when
                regexp_matches(hearing_words, $not_told_words)
                or regexp_matches(hearing_words, array_to_string($not_needed_words, '|'))
                then '没有告知'
        end as what
    from hearing_cases
    where coalesce(event_on <= $as_of, true)
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；', doubt,
            case when is_called_needless then '台账写明不需要听证，请核对理由' end,
            case when not is_hearing_of_notice then '听证一栏可能只登记是否举行听证' end
        ), '') as all_doubts
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what not in ('空着', '没有告知') then '无法核查' when all_doubts is not null then '存疑' else '确定' end
        as certainty,
    case when what not in ('空着', '没有告知') then what else all_doubts end as doubt,
    case
        when what not in ('空着', '没有告知') then '听证告知无法核查：' || what
        else
            case
                when len(kinds) > 0 then '处罚种类含' || array_to_string(kinds, '、')
                else
                    '对' || coalesce(party_scope, '当事人') || '的数额 ' || yuan(amount_fen) || ' 元，达到听证数额 '
                    || yuan(line_fen) || ' 元'
            end
            || case what when '空着' then '，听证一栏空着' else '，听证一栏写「' || hearing_words || '」' end
    end as finding,
    concat_ws(
        '；', '当事人类型 ' || party_kind, '最大数额 ' || yuan(amount_fen) || ' 元', '种类 ' || array_to_string(kinds, '、'),
        '听证 ' || hearing_words, '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
