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
from_on = {type = "date", title = "起"}
to_on = {type = "date", title = "止"}
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
with judged as (
    select
        coalesce(unit, '未填单位') as unit,
        verdict,
        deviation_state,
        fine_fen,
        low_fen,
        high_fen
    from case_verdict
    where
        event_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
        and ($violation_code is null or coalesce(violation_code, '未对应') = $violation_code)
        and ($unit is null or coalesce(unit, '未填单位') = $unit)
)

select
    unit,
    verdict,
    count(*) as case_count,
    struct_pack(num := count(*), den := (sum(count(*)) over (partition by unit))::bigint) as share,
    count(*) filter (deviation_state = '无理由') as unexplained_count,
    count(*) filter (fine_fen > 0 and fine_fen = low_fen and low_fen < high_fen) as at_floor_count,
    count(*) filter (fine_fen > 0 and fine_fen = high_fen and low_fen < high_fen) as at_ceiling_count
from judged
group by unit, verdict
order by
    unit,
    list_position(
        ['档内', '恰在界上', '低于档次', '高于档次', '超出法定幅度', '应有罚款而无', '应无罚款而有', '无法核查'], verdict
    )
