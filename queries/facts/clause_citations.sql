/*
title = "条文对应条款"
purpose = "案件引用的条文最贴合目录里的哪些条款。"
grain = "一种引用写法与一个条款一行"
reads = ["cited_bases", "cited_articles", "violation_clauses"]
notes = [
    "同一部法的同一条才算引用到；双方都写到款、项时必须有相同的款、项。",
    "目录条款里最后一条是处罚依据，其余是义务条文：引用到处罚依据的先于只引用到义务条文的，写得越细越贴合。",
]
[columns]
basis_no = "依据编号"
violation_code = "违法行为代码"
clause_no = "条款序号"
closeness = "贴合程度"
*/
with clause_articles as (
    select
        violation_clauses.violation_code,
        violation_clauses.clause_no,
        cited_articles.law_key,
        cited_articles.article_no,
        cited_articles.paragraphs,
        cited_articles.items,
        cited_articles.article_place = max(cited_articles.article_place)
            over (partition by violation_clauses.violation_code, violation_clauses.clause_no) as is_penalty
    from violation_clauses
    inner join
        cited_articles
        on '《' || violation_clauses.law || '》' || violation_clauses.article = cited_articles.citing
    where violation_clauses.is_local
),

citing_texts as (
    select
        basis_no,
        unnest([legal_basis, violated_article]) as citing
    from cited_bases
),

case_articles as (
    select
        citing_texts.basis_no,
        cited_articles.law_key,
        cited_articles.article_no,
        cited_articles.paragraphs,
        cited_articles.items
    from citing_texts
    inner join cited_articles on citing_texts.citing = cited_articles.citing
),

met as (
    select
        case_articles.basis_no,
        clause_articles.violation_code,
        clause_articles.clause_no,
        clause_articles.is_penalty,
        1
        + list_has_any(case_articles.paragraphs, clause_articles.paragraphs)::integer
        + list_has_any(case_articles.items, clause_articles.items)::integer as detail
    from case_articles
    inner join clause_articles
        on
            case_articles.law_key = clause_articles.law_key
            and case_articles.article_no = clause_articles.article_no
    where
        (
            len(case_articles.paragraphs) = 0 or len(clause_articles.paragraphs) = 0
            or list_has_any(case_articles.paragraphs, clause_articles.paragraphs)
        )
        and (
            len(case_articles.items) = 0 or len(clause_articles.items) = 0
            or list_has_any(case_articles.items, clause_articles.items)
        )
)

select
    basis_no,
    violation_code,
    clause_no,
    coalesce(max(detail) filter (is_penalty), 0) * 10 + coalesce(max(detail) filter (not is_penalty), 0) as closeness
from met
group by basis_no, violation_code, clause_no
