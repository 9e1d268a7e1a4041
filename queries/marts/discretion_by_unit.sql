/*
title = "各单位裁量核查"
purpose = "各单位已作决定的案件，每种核查结果各占多少。"
grain = "一个单位的一种核查结果一行"
source = "行政处罚法第三十四条；国办发〔2022〕27号"
reads = ["case_verdict"]
notes = [
    "分母是该单位已作决定（处罚或不予处罚）的全部案件，包括无法核查的。",
    "占地板、顶格分别是罚款恰为幅度下限、上限的件数；界点上的案件也计入。",
    "偏离是线索，不是结论。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
violation_code = {type = "text", title = "违法行为代码"}
unit = {type = "text", title = "承办单位"}
[columns]
unit = "承办单位"
verdict = "核查结果"
case_count = {title = "案件", unit = "件"}
share = "占比"
unexplained_count = {title = "无理由", unit = "件"}
at_floor_count = {title = "恰为下限", unit = "件"}
at_ceiling_count = {title = "恰为上限", unit = "件"}
*/
-- Alike cases are counted once, then put together by unit and verdict.
with alike as materialized (
    select
        coalesce(unit, '未填单位') as unit,
        verdict,
        deviation_state,
        case
            when fine_fen > 0 and low_fen < high_fen
                then case fine_fen when low_fen then '下限' when high_fen then '上限' end
        end as place,
        count(*) as case_count
    from case_verdict
    where
        event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
    group by all
)

select
    unit,
    verdict,
    sum(case_count)::bigint as case_count,
    struct_pack(num := sum(case_count)::bigint, den := (sum(sum(case_count)) over (partition by unit))::bigint)
        as share,
    coalesce(sum(case_count) filter (deviation_state = '无理由'), 0)::bigint as unexplained_count,
    coalesce(sum(case_count) filter (place = '下限'), 0)::bigint as at_floor_count,
    coalesce(sum(case_count) filter (place = '上限'), 0)::bigint as at_ceiling_count
from alike
group by unit, verdict
order by
    unit,
    list_position(
        ['档内', '恰在界上', '低于档次', '高于档次', '超出法定幅度', '应有罚款而无', '应无罚款而有', '无法核查'], verdict
    )
