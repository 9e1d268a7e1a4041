/*
title = "违法行为条款的各版"
purpose = "违法行为目录：每一条款每一版的法定幅度、适用主体，从哪天到哪天有效。"
grain = "违法行为的一个条款的一版一行"
reads = ["violation"]
notes = [
    "外地的条款标为不适用于本地，不参与对应。",
    "没有条款序号的按先后编号。",
    "没有生效日期的从来有效，没有失效日期的到下一版生效为止。",
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
        *,
        coalesce(
            clause_no, row_number() over (partition by violation_code order by batch_id, sheet_no, row_no)
        ) as numbered_clause_no
    from violation
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
    min_yuan_fen as min_fen,
    max_yuan_fen as max_fen,
    per_unit,
    cap_yuan_fen as cap_fen,
    base_kind,
    base_min_pct,
    base_max_pct,
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
