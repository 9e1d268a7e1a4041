/*
title = "风险点的依据、后果和措施"
purpose = "每一种违法行为在目录里的依据和后果，和防控清单里最近一次写的表现、原因、措施和责任单位。"
grain = "目录中适用于本地的一种违法行为一行"
source = "实施方案三（一）：逐项列明法律依据、法律后果和防控措施"
reads = ["violations", "violation_clauses", "risk_points"]
notes = [
    "同一种违法行为在防控清单里写了几次的，每一项取最后写的，空着的不算。",
    "依据和后果清单里写了的用清单的，没有写的由目录的条款和幅度组成。",
]
[columns]
violation_code = "违法行为代码"
violation_name = "违法行为"
category = "类别"
manifestation = "表现形式"
party_scope = "行政相对人"
legal_basis = "处罚依据"
consequence = "法律后果"
cause_analysis = "发生原因"
prevention = "防控措施"
unit = "责任单位"
version = "版本"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with clauses as (
    select
        violation_code,
        '《' || law || '》' || coalesce(article, '') as basis,
        case party_scope when '全部' then '单位和个人' else party_scope end as scope,
        case when party_scope <> '全部' then party_scope || '：' else '' end
        || coalesce(regexp_replace(precondition, '的$', '') || '的，', '')
        || case
            when max_fen is not null
                then
                    '罚款' || coalesce('每' || per_unit, '') || ' '
                    || case when min_fen > 0 and min_fen < max_fen then yuan(min_fen) || '—' else '' end
                    || yuan(max_fen) || ' 元' || case when coalesce(min_fen, 0) = 0 then '以下' else '' end
            when base_max_pct is not null
                then
                    '处' || coalesce(base_kind, '计罚基数') || ' '
                    || case
                        when base_min_pct > 0 and base_min_pct < base_max_pct then printf('%g', base_min_pct) || '—'
                        else ''
                    end
                    || printf('%g', base_max_pct) || '% ' || case when base_min_pct > 0 then '' else '以下' end || '的罚款'
        end as fine
    from violation_clauses
    where is_local
),

in_law as (
    select
        violation_code,
        array_to_string(list(distinct basis order by basis), '；') as legal_basis,
        array_to_string(list(distinct fine order by fine), '；') as fines,
        array_to_string(list(distinct scope order by scope), '、') as scopes
    from clauses
    group by violation_code
),

points as (
    select
        *,
        (batch_id, sheet_no, row_no) as written_at
    from risk_points
    where violation_code is not null
),

-- What was written last of each element: a list that leaves one blank takes nothing away.
written as (
    select
        violation_code,
        max_by(manifestation, written_at) as manifestation,
        max_by(party_scope, written_at) as party_scope,
        max_by(legal_basis, written_at) as legal_basis,
        max_by(consequence, written_at) as consequence,
        max_by(cause_analysis, written_at) as cause_analysis,
        max_by(prevention, written_at) as prevention,
        max_by(unit, written_at) as unit,
        max_by(version, written_at) as version,
        max_by(batch_id, written_at) as batch_id,
        max_by(sheet_no, written_at) as sheet_no,
        max_by(row_no, written_at) as row_no
    from points
    group by violation_code
)

select
    violations.violation_code,
    violations.violation_name,
    violations.category,
    written.manifestation,
    coalesce(written.party_scope, in_law.scopes) as party_scope,
    coalesce(written.legal_basis, in_law.legal_basis) as legal_basis,
    coalesce(written.consequence, nullif(in_law.fines, '')) as consequence,
    written.cause_analysis,
    written.prevention,
    written.unit,
    written.version,
    written.batch_id,
    written.sheet_no,
    written.row_no
from violations
left join in_law on violations.violation_code = in_law.violation_code
left join written on violations.violation_code = written.violation_code
where violations.is_local
order by violations.violation_code
