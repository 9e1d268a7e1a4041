/*
title = "违法行为条款的各版"
purpose = "违法行为目录：每一条款每一版的法定幅度、适用主体，从哪天到哪天有效。"
grain = "违法行为的一个条款的一版一行"
reads = ["violation", "unread_fields"]
notes = [
    "外地的条款标为不适用于本地，不参与对应。",
    "没有条款序号的按先后编号。",
    "没有生效日期的从来有效，没有失效日期的到下一版生效为止。",
    "没有金额类型而有计量单位的按计量单位计，有基数百分比的按比例；金额类型填了读不出的，没有法定幅度。",
]
[params]
applicable_words = {rule = "discretion.applicable_words"}
[columns]
violation_code = "违法行为代码"
clause_no = "条款序号"
violation_name = "违法行为"
category = "类别"
law = "法律法规"
article = "条款"
precondition = "前置条件"
party_scope = "适用主体"
penalty_kind = "金额类型"
min_fen = {title = "法定下限", unit = "分"}
max_fen = {title = "法定上限", unit = "分"}
per_unit = "计量单位"
cap_fen = {title = "累计上限", unit = "分"}
base_kind = "基数种类"
base_min_pct = {title = "基数下限", unit = "%"}
base_max_pct = {title = "基数上限", unit = "%"}
fine_is = "罚款要求"
is_local = "本地适用"
source = "来源"
starts_on = "从"
ends_before = "到（不含）"
version_count = {title = "版数", unit = "版"}
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with numbered as (
    select
        violation.* replace (
            coalesce(base_min_pct, 100 * base_min_pct_percent) as base_min_pct,
            coalesce(base_max_pct, 100 * base_max_pct_percent) as base_max_pct,
            coalesce(penalty_kind, case
                when per_unit is not null then 'per_unit_range'
                when coalesce(base_min_pct, base_max_pct, base_min_pct_percent, base_max_pct_percent) is not null
                    then 'proportion'
            end) as penalty_kind
        ),
        coalesce(
            clause_no,
            row_number() over (
                partition by violation_code order by violation.batch_id, violation.sheet_no, violation.row_no
            )
        ) as numbered_clause_no,
        coalesce(list_contains(unread_fields.fields, 'penalty_kind'), false) as is_unread
    from violation
    left join unread_fields
        on
            violation.batch_id = unread_fields.batch_id
            and violation.sheet_no = unread_fields.sheet_no
            and violation.row_no = unread_fields.row_no
),

newest as (
    select
        *,
        coalesce(effective_from, date '0001-01-01') as starts_on
    from numbered
    qualify row_number() over (
        partition by violation_code, numbered_clause_no, effective_from
        order by batch_id desc, sheet_no desc, row_no desc
    ) = 1
)

select
    violation_code,
    numbered_clause_no as clause_no,
    name as violation_name,
    category,
    law,
    article,
    precondition,
    coalesce(party_scope, '全部') as party_scope,
    penalty_kind,
    case when not is_unread then min_yuan_fen end as min_fen,
    case when not is_unread then max_yuan_fen end as max_fen,
    per_unit,
    cap_yuan_fen as cap_fen,
    base_kind,
    case when not is_unread then base_min_pct end as base_min_pct,
    case when not is_unread then base_max_pct end as base_max_pct,
    coalesce(fine_is, fine_is_text) as fine_is,
    coalesce(
        regexp_matches(lower(applies_in_wuyang), '^(' || array_to_string($applicable_words, '|') || ')'), true
    ) as is_local,
    source,
    starts_on,
    least(
        coalesce(effective_to + 1, date '9999-12-31'),
        lead(starts_on, 1, date '9999-12-31')
            over (partition by violation_code, numbered_clause_no order by starts_on)
    ) as ends_before,
    count(*) over (partition by violation_code, numbered_clause_no) as version_count,
    batch_id,
    sheet_no,
    row_no
from newest
