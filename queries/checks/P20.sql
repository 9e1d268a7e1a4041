/*
title = "同一违法行为重复罚款"
purpose = "同一当事人、同一违法行为、同一天，有两次以上的罚款。"
grain = "后一件案件一行"
source = "行政处罚法第二十九条"
reads = ["cases", "penalty_case", "violation"]
code = "P20"
level = "高"
why = "对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚。"
innocent = [
    "连续违法，经责令改正以后再次违法，属于另一个行为。",
    "同一天在不同地点的两个行为。",
    "同名的不同当事人，或者连锁店共用一个名称。",
    "同一件案件登记了两次（案号不同）。",
]
excluded = ["没有罚款（填 0 或空着）的。", "决定书文号相同的，是同一个决定登记了两次。", "不予处罚、撤案、移送和在办的案件。"]
advice = "对照两份决定书认定的时间、地点和行为；确属同一行为的，撤销后一次。"
[params]
quashed_words = {rule = "procedure.quashed_words"}
daily_fine_words = {rule = "discretion.daily_fine_words"}
as_of = {type = "date", title = "统计截止日"}
*/
with fined as (
    select
        cases.record_key,
        cases.unit,
        cases.party_key,
        cases.act_on,
        coalesce(cases.violation_code, cases.cause) as what_done,
        cases.violation_code is null as is_unmatched,
        cases.decision_no,
        cases.decided_on,
        cases.event_on,
        cases.is_daily_fine,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        hash(cases.party_key, cases.act_on, coalesce(cases.violation_code, cases.cause)) as act_hash
    from cases
    where
        cases.outcome = '处罚' and (cases.fine_fen > 0 or (cases.fine_fen is null and not cases.is_fine_blank))
        and coalesce(cases.event_on <= $as_of, true)
),

repeated as (
    select act_hash
    from fined
    where party_key is not null and act_on is not null and what_done is not null
    group by act_hash
    having count(*) > 1
),

placed as (
    select
        fined.*,
        penalty_case.address,
        regexp_matches(
            concat_ws(
                '；', penalty_case.review_litigation, penalty_case.review_litigation_text, penalty_case.remark
            ),
            array_to_string($quashed_words, '|')
        ) as is_quashed,
        (
            fined.is_daily_fine
            or fined.what_done in (
                select violation.violation_code from violation
                where regexp_matches(violation.other_measures, array_to_string($daily_fine_words, '|'))
            )
        ) as is_daily
    from fined
    inner join repeated on fined.act_hash = repeated.act_hash
    inner join penalty_case
        on
            fined.batch_id = penalty_case.batch_id
            and fined.sheet_no = penalty_case.sheet_no
            and fined.row_no = penalty_case.row_no
    where fined.party_key is not null and fined.act_on is not null and fined.what_done is not null
),

-- Of two decisions on one act the later one is doubtful; the number breaks a tie.
pairs as (
    select
        later.*,
        earlier.record_key as earlier_key,
        earlier.address <> later.address as is_elsewhere,
        earlier.address is null or later.address is null as is_place_unknown,
        coalesce(earlier.is_quashed or later.is_quashed, false) as is_remade,
        coalesce(earlier.is_daily or later.is_daily, false) as may_be_daily
    from placed as later
    inner join placed as earlier
        on
            later.party_key = earlier.party_key
            and later.act_on = earlier.act_on
            and later.what_done = earlier.what_done
            and (coalesce(later.decided_on, later.event_on), later.record_key)
            > (coalesce(earlier.decided_on, earlier.event_on), earlier.record_key)
    where
        document_key(later.decision_no) is distinct from document_key(earlier.decision_no) or later.decision_no is null
    qualify row_number() over (
        partition by later.batch_id, later.sheet_no, later.row_no order by earlier.record_key
    ) = 1
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case
        when
            starts_with(party_key, 'n') or is_elsewhere or is_place_unknown or is_unmatched or decision_no is null
            or is_remade or may_be_daily
            then '存疑'
        else '确定'
    end as certainty,
    nullif(concat_ws(
        '；',
        case when starts_with(party_key, 'n') then '只凭名称认定是同一当事人' end,
        case when is_elsewhere then '违法地点不同' when is_place_unknown then '违法地点没有登记' end,
        case when is_unmatched then '案由未对应目录，只凭字面相同' end,
        case when decision_no is null then '没有决定书文号，可能是同一件登记两次' end,
        case when is_remade then '前一决定可能已经撤销、重新作出' end,
        case when may_be_daily then '可能是按日连续处罚' end
    ), '') as doubt,
    act_on || ' 的同一违法行为，已有案件 ' || earlier_key || ' 罚款，又罚一次' as finding,
    concat_ws('；', '另一案件 ' || earlier_key, '违法日期 ' || act_on, '处罚决定日期 ' || decided_on) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from pairs
union all
select
    'penalty_case',
    record_key,
    unit,
    '无法核查',
    concat_ws(
        '、',
        case when party_key is null then '缺当事人标识' end,
        case when act_on is null then '缺违法日期' end,
        case when what_done is null then '缺案由' end
    ),
    '是否重复罚款无法核查',
    concat_ws('；', '违法日期 ' || act_on, '处罚决定日期 ' || decided_on),
    event_on,
    null,
    null,
    null,
    batch_id,
    sheet_no,
    row_no
from fined
where party_key is null or act_on is null or what_done is null
