/*
title = "同一当事人再犯反而处理得轻"
purpose = "同一当事人、同一违法行为，后一次比前一次罚得少或者不予处罚，又没有写明减轻或者免罚的理由。"
grain = "后一次的案件一行"
source = "行政处罚法第五条、第三十四条；实施方案三（四）4"
reads = ["cases", "case_verdict"]
code = "F04"
level = "高"
why = "再犯应当不轻于前一次；反而轻的，可能是人情执法或者没有查前科。"
innocent = [
    "后一次违法情节确实更轻：数量少、当场改正。",
    "前一次罚得过重，后一次才适当。",
    "同名的不同当事人。",
]
excluded = ["写明减轻、不予处罚理由的，经批准调整的。", "写明首次违法免罚的，另见 F05。", "后一次登记的数量更少的。"]
advice = "把两件案卷放在一起看，核对情节、档次和理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
repeat_months = {rule = "fairness.repeat_months", title = "回溯月数"}
*/
with decided as (
    select
        cases.record_key,
        cases.case_no,
        cases.unit,
        cases.party_key,
        cases.violation_code,
        cases.outcome,
        cases.decided_on,
        cases.grade,
        cases.quantity,
        cases.is_mitigated,
        cases.deviation_approved_on,
        cases.is_called_first,
        cases.is_exemption_told,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        coalesce(cases.act_on, cases.found_on, cases.filed_on, cases.decided_on) as acted_on,
        coalesce(case_verdict.fine_fen, cases.fine_fen) as fine_fen
    from cases
    inner join case_verdict
        on
            cases.batch_id = case_verdict.batch_id
            and cases.sheet_no = case_verdict.sheet_no
            and cases.row_no = case_verdict.row_no
    where cases.decided_on <= $as_of and cases.violation_code is not null and cases.outcome in ('处罚', '不予处罚')
),

-- Most parties are met once.
repeated as (
    select
        party_key,
        violation_code
    from decided
    where party_key is not null
    group by party_key, violation_code
    having count(*) > 1
),

-- The last time it was punished, whatever was let off in between
followed as (
    select
        decided.*,
        last_value(
            case when decided.outcome = '处罚' then {
                'fine_fen': decided.fine_fen, 'decided_on': decided.decided_on, 'acted_on': decided.acted_on,
                'no': coalesce(decided.case_no, decided.record_key), 'grade': decided.grade,
                'quantity': decided.quantity
            } end ignore nulls
        ) over before_it as former
    from decided
    inner join repeated on decided.party_key = repeated.party_key and decided.violation_code = repeated.violation_code
    window before_it as (
        partition by decided.party_key, decided.violation_code
        order by decided.acted_on, decided.decided_on, decided.batch_id, decided.sheet_no, decided.row_no
        rows between unbounded preceding and 1 preceding
    )
),

told as (
    select
        *,
        former['fine_fen'] as former_fine_fen,
        former['decided_on'] as former_on,
        former['acted_on'] as former_acted_on,
        former['no'] as former_no,
        former['grade'] as former_grade,
        former['quantity'] as former_quantity
    from followed
),

lighter as (
    select
        *,
        case
            when starts_with(party_key, 'n') then '只凭名称认定是同一当事人'
            when former_on > decided_on then '前一件比后一件决定得晚'
            when former_on > acted_on then '前一件的决定在这次违法之后'
            when coalesce(grade, '') <> coalesce(former_grade, '') then '两次登记的档次不同'
        end as doubt
    from told
    where
        former_acted_on < acted_on
        and former_acted_on >= acted_on - to_months($repeat_months::integer)
        and (outcome = '不予处罚' or fine_fen < former_fine_fen)
        and not is_mitigated
        and not (outcome = '不予处罚' and is_exemption_told)
        and not is_called_first
        and deviation_approved_on is null
        and not coalesce(quantity < former_quantity, false)
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when doubt is null then '确定' else '存疑' end as certainty,
    doubt,
    '同一当事人再犯，' || case
        when outcome = '不予处罚' and former_fine_fen > 0
            then '这次不予处罚，上次罚款 ' || yuan(former_fine_fen) || ' 元'
        when outcome = '不予处罚'
            then '这次不予处罚，上次给予处罚，' || case when former_fine_fen = 0 then '没有罚款' else '罚款多少不知道' end
        else '这次罚款 ' || yuan(fine_fen) || ' 元，比上次少 ' || yuan(former_fine_fen - fine_fen) || ' 元'
    end as finding,
    concat_ws(
        '；', '上次 ' || former_no || '（' || former_on || '，' || coalesce(former_grade, '未分档') || '，罚款'
        || coalesce(' ' || yuan(former_fine_fen) || ' 元', '多少不知道') || '）', '这次 ' || decided_on || '，'
        || coalesce(grade, '未分档') || '，' || outcome || '，罚款 ' || yuan(coalesce(fine_fen, 0)) || ' 元'
    ) as evidence,
    -- What is lighter shows once both are decided.
    greatest(decided_on, former_on) as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from lighter
union all
select
    'penalty_case' as record_kind,
    record_key,
    unit,
    '无法核查' as certainty,
    '缺当事人标识' as doubt,
    '是不是再犯无法核查：缺当事人标识' as finding,
    '处罚决定日期 ' || decided_on as evidence,
    decided_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from decided
where party_key is null
