/*
title = "基准要求同时作出的没有登记"
purpose = "适用的裁量基准在罚款以外还要求警告、没收或者责令改正，台账没有登记。"
grain = "一件案件一行"
source = "行政处罚法第二十八条第一款；国办发〔2022〕27号"
reads = ["cases", "case_verdict", "benchmarks", "sheet_fields"]
code = "D05"
level = "低"
why = "只罚款不责令改正，违法状态还在；基准写明并处的不处，与别的案件不一致。"
innocent = [
    "台账只登记了主要的处罚种类，决定书里已经一并作出。",
    "没有违法所得、没有可以没收的物品。",
    "违法行为在立案以前已经改正。",
]
excluded = ["「可以」「逾期」「拒不改正」等附条件的要求。", "没有罚款的，列在 D03。", "没有对上基准的，列在 D01。"]
advice = "核对处罚决定书和责令改正通知书；确实没有作出的，补办责令改正并说明理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
conditional_words = {rule = "discretion.companion_conditional_words", title = "附条件的字样"}
kind_words = {rule = "discretion.companion_kind_words", title = "另一种处罚的字样"}
order_words = {rule = "discretion.companion_order_words", title = "责令改正的字样"}
*/
with wanted as (
    select
        benchmark_no,
        list_filter(companions, lambda one: regexp_matches(one, array_to_string($kind_words, '|'))) as kinds,
        list_filter(companions, lambda one: not regexp_matches(one, array_to_string($kind_words, '|'))) as orders
    from (
        select
            benchmark_no,
            list_filter(companions, lambda one: not regexp_matches(one, array_to_string($conditional_words, '|')))
                as companions
        from benchmarks
    ) as unconditional
    where len(companions) > 0
),

sheets as (
    select
        batch_id,
        sheet_no,
        list_has_any(fields, ['penalty_type', 'penalty_content']) as has_kinds,
        list_has_any(fields, ['order_date', 'order_deadline', 'corrected', 'penalty_content']) as has_orders
    from sheet_fields
),

handled as (
    select
        cases.record_key,
        cases.unit,
        cases.event_on,
        cases.decided_on,
        cases.order_on,
        cases.penalty_kinds,
        case_verdict.benchmark_id,
        wanted.kinds,
        wanted.orders,
        coalesce(sheets.has_kinds, false) as has_kinds,
        coalesce(sheets.has_orders, false) as has_orders,
        concat_ws('；', array_to_string(cases.penalty_kinds, '；'), cases.penalty_content) as penalty,
        cases.order_on is not null or cases.order_due_on is not null or cases.corrected is not null as is_ordered,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no
    from case_verdict
    inner join wanted on case_verdict.benchmark_no = wanted.benchmark_no
    inner join cases
        on
            case_verdict.batch_id = cases.batch_id
            and case_verdict.sheet_no = cases.sheet_no
            and case_verdict.row_no = cases.row_no
    left join sheets on cases.batch_id = sheets.batch_id and cases.sheet_no = sheets.sheet_no
    where cases.outcome = '处罚' and case_verdict.fine_fen > 0 and coalesce(cases.event_on <= $as_of, true)
),

compared as (
    select
        *,
        list_filter(
            kinds, lambda one: not contains(penalty, regexp_extract(one, array_to_string($kind_words, '|')))
        ) as missing_kinds,
        case
            when is_ordered or regexp_matches(penalty, array_to_string($order_words, '|')) then []
            else orders
        end as missing_orders
    from handled
),

judged as (
    select
        *,
        list_concat(
            case when has_orders then missing_orders else [] end,
            case when has_kinds and penalty <> '' then missing_kinds else [] end
        ) as missing,
        case
            when len(missing_orders) > 0 and not has_orders then '缺责令改正日期'
            when len(missing_kinds) > 0 and (not has_kinds or penalty = '') then '缺处罚种类'
        end as lacking
    from compared
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when len(missing) > 0 then '存疑' else '无法核查' end as certainty,
    case
        when len(missing) = 0 then lacking
        when list_bool_or(list_transform(missing, lambda one: contains(one, '违法所得')))
            then '没有违法所得的不没收；台账可能只登记了主要的处罚'
        else '台账可能只登记了主要的处罚'
    end as doubt,
    case
        when len(missing) > 0 then '基准要求同时' || array_to_string(missing, '、') || '，台账没有登记'
        else '基准要求同时作出的无法核查：' || lacking
    end as finding,
    concat_ws(
        '；', '基准 ' || benchmark_id, '处罚种类 ' || array_to_string(penalty_kinds, '、'), '责令改正日期 ' || order_on,
        '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where len(missing) > 0 or lacking is not null
