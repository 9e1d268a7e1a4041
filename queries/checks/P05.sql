/*
title = "简易程序罚款超过限额"
purpose = "当场作出的罚款，个人超过二百元、单位超过三千元，或者给予了简易程序不能给的处罚种类。"
grain = "一件案件一行"
source = "行政处罚法第五十一条"
reads = ["case_course", "rule"]
code = "P05"
level = "高"
why = "简易程序没有立案、调查终结和事先告知，只适用于小额罚款和警告；超过限额的，应当走普通程序。"
innocent = [
    "程序一栏填错，实际办的是普通程序。",
    "罚款金额单位写错（元与万元）。",
    "个体工商户按单位对待的地方，限额是三千元；本系统按设置归入个人或单位。",
]
excluded = ["普通程序的案件。", "2021年7月15日以前作出的，按当时的五十元、一千元核。"]
advice = "调取当场处罚决定书，核对适用的程序和金额；确属超限的，按执法监督程序处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
simple_kinds = {rule = "procedure.simple_kinds", title = "简易程序的处罚种类"}
*/
with limits as (
    select
        valid_from,
        valid_to,
        max(value) filter (where name = 'procedure.simple_limit_person_fen')::bigint as person_fen,
        max(value) filter (where name = 'procedure.simple_limit_company_fen')::bigint as company_fen
    from rule
    where name in ('procedure.simple_limit_person_fen', 'procedure.simple_limit_company_fen')
    group by valid_from, valid_to
),

simple as (
    select
        case_course.*,
        case case_course.party_scope when '个人' then limits.person_fen when '单位' then limits.company_fen end
            as limit_fen,
        limits.company_fen,
        list_filter(case_course.penalty_kinds, lambda kind: not list_contains($simple_kinds, kind)) as other_kinds
    from case_course
    left join limits on case_course.decided_on between limits.valid_from and limits.valid_to
    where
        case_course.procedure = '简易程序' and case_course.outcome = '处罚'
        and coalesce(case_course.decided_on <= $as_of, true)
),

judged as (
    select
        *,
        case
            when len(other_kinds) > 0 then '种类'
            when fine_fen > limit_fen then '超限'
            when fine_fen = 0 or fine_fen <= limit_fen then null
            when fine_fen is null then '缺罚款金额'
            when decided_on is null then '缺决定日期'
            when party_scope is null then '缺当事人类型'
        end as what,
        case
            when fine_fen > limit_fen and fine_fen <= company_fen and party_kind = '个体工商户'
                then '个体工商户按' || party_scope || '核，有的地方按单位'
        end as doubt
    from simple
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case
        when what like '缺%' then '无法核查'
        when what = '超限' and doubt is not null then '存疑'
        else '确定'
    end as certainty,
    case when what like '缺%' then what when what = '超限' then doubt end as doubt,
    case what
        when '种类' then '简易程序给予了' || array_to_string(other_kinds, '、')
        when '超限'
            then
                '简易程序对' || party_scope || '罚款 ' || yuan(fine_fen) || ' 元，超过 ' || yuan(limit_fen) || ' 元的限额 '
                || yuan(fine_fen - limit_fen) || ' 元'
        else '简易程序限额无法核查：' || what
    end as finding,
    concat_ws(
        '；', '程序 ' || procedure, '当事人类型 ' || party_kind, '罚款 ' || yuan(fine_fen) || ' 元',
        '处罚种类 ' || array_to_string(penalty_kinds, '、'), '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null
