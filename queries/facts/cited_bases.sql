/*
title = "案件引用依据"
purpose = "案件台账里每一种「处罚依据＋违反条款」的写法，给一个号。"
grain = "一种写法一行"
reads = ["penalty_case"]
[columns]
legal_basis = "处罚依据"
violated_article = "违反条款"
basis_no = "依据编号"
*/
with pairs as (
    select distinct
        legal_basis,
        violated_article
    from penalty_case
    where legal_basis is not null or violated_article is not null
)

select
    legal_basis,
    violated_article,
    row_number() over (order by legal_basis, violated_article) as basis_no
from pairs
