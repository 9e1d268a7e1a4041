/*
title = "单位比较的计数：案件"
purpose = "每个比较对象在每一层（违法行为、档次、程序、当事人）有多少件可算的案件、其中多少件发生。"
grain = "一个比较对象的一层一行"
source = "行政处罚法第三十四条；各指标的口径见单位比较"
reads = ["compared_cases", "compared_kinds"]
notes = [
    "层的编号只在这一版数据里有意义，0 表示没有填写。",
    "没有填写比较对象的案件不知道算谁的，不计。",
    "统计截止日以后才决定的，截止日那天还没有结果，按在办算。",
    "按承办人比较只有监督岗位能看，否则没有结果。",
    "裁量位置以千分之一为单位求和，平方和、立方和用来算离散程度。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
dimension = {type = "text", title = "比较维度", default = "unit"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
role = {type = "text", title = "岗位"}
[columns]
value = "比较对象"
violation_no = "违法行为层号"
grade_no = "档次层号"
procedure_no = "程序层号"
scope_no = "当事人层号"
mature_size = {title = "成熟案件", unit = "件"}
punished_count = {title = "处罚", unit = "件"}
unpunished_count = {title = "不予处罚和撤案", unit = "件"}
withdrawn_count = {title = "撤案", unit = "件"}
reduced_size = {title = "处罚且可核查的案件", unit = "件"}
reduced_count = {title = "减轻或低于档次", unit = "件"}
position_size = {title = "有幅度位置的案件", unit = "件"}
at_ceiling_count = {title = "顶格", unit = "件"}
position_sum = "位置之和（千分之一）"
position_squares = "位置平方和"
position_cubes = "位置立方和"
overdue_size = {title = "有办案期限的案件", unit = "件"}
overdue_count = {title = "超期", unit = "件"}
disclosed_size = {title = "应公示的案件", unit = "件"}
disclosed_count = {title = "已公示", unit = "件"}
simple_size = {title = "处罚且知道程序的案件", unit = "件"}
simple_count = {title = "当场处罚", unit = "件"}
first_exempt_size = {title = "首次违法的案件", unit = "件"}
first_exempt_count = {title = "首违免罚", unit = "件"}
*/
with told as (
    select
        case $dimension
            when 'unit' then unit
            when 'above_unit' then above_unit
            when 'street' then street
            when 'party_kind' then party_kind
            when 'source' then source_kind
            -- Names of officers are for the supervisor only.
            when 'officer_pair' then case when $role = 'supervisor' then officer_pair end
        end as value,
        kind_key,
        mature_on <= $as_of and outcome is not null as is_mature,
        -- What was decided after the day asked for was open on it.
        coalesce(ended_on <= $as_of, true) as is_ended,
        is_ended and outcome = '处罚' as is_punished,
        is_ended and outcome = '不予处罚' as is_exempted,
        is_ended and outcome = '撤案' as is_withdrawn,
        case when is_ended then is_reduced end as is_reduced,
        case when is_ended then position_permille end as position_permille,
        is_ended and is_at_ceiling as is_at_ceiling,
        decision_due_on is not null and (ended_on <= $as_of or decision_due_on < $as_of) as is_timed,
        least(ended_on, $as_of) > decision_due_on as is_overdue,
        publish_due_on < $as_of as is_disclosable,
        published_on <= $as_of as is_disclosed,
        procedure is not null as has_procedure,
        procedure = '简易程序' as is_simple,
        case when is_ended then is_first_exempted end as is_first_exempted
    from compared_cases
    where happened_on between coalesce($from_on, date_trunc('year', $as_of)::date) and coalesce($to_on, $as_of)
),

counted as (
    select
        value,
        kind_key,
        countif(is_mature) as mature_size,
        countif(is_mature and is_punished) as punished_count,
        countif(is_mature and (is_exempted or is_withdrawn)) as unpunished_count,
        countif(is_mature and is_withdrawn) as withdrawn_count,
        count(is_reduced) as reduced_size,
        countif(is_reduced) as reduced_count,
        count(position_permille) as position_size,
        countif(is_at_ceiling) as at_ceiling_count,
        coalesce(sum(position_permille), 0)::bigint as position_sum,
        coalesce(sum(position_permille::bigint * position_permille), 0)::bigint as position_squares,
        coalesce(sum(position_permille::bigint * position_permille * position_permille), 0)::bigint as position_cubes,
        countif(is_timed) as overdue_size,
        countif(is_overdue) as overdue_count,
        countif(is_disclosable) as disclosed_size,
        countif(is_disclosable and is_disclosed) as disclosed_count,
        countif(is_punished and has_procedure) as simple_size,
        countif(is_punished and is_simple) as simple_count,
        count(is_first_exempted) as first_exempt_size,
        countif(is_first_exempted) as first_exempt_count
    from told
    group by all
)

select
    counted.value,
    compared_kinds.violation_no,
    compared_kinds.grade_no,
    compared_kinds.procedure_no,
    compared_kinds.scope_no,
    coalesce(columns(counted.* exclude (value, kind_key)), 0)::bigint
from counted
inner join compared_kinds on counted.kind_key = compared_kinds.kind_key
where counted.value is not null
order by
    counted.value, compared_kinds.violation_no, compared_kinds.grade_no, compared_kinds.procedure_no,
    compared_kinds.scope_no
