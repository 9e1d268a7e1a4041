/*
title = "档次写法"
purpose = "台账和基准里写裁量档次的每一种文字和它的比对形式。"
grain = "一种写法一行"
reads = ["penalty_case", "benchmark"]
notes = ["比对时忽略空格、引号和「违法」「情节」「情形」「程度」「档」「的」等字；此外必须一字不差。"]
[columns]
grade = "写法"
grade_key = "比对形式"
*/
with written as (
    select discretion_grade as grade from penalty_case
    union
    select grade from benchmark
)

select
    grade,
    regexp_replace(folded(grade), '违法行为|违法|情节|情形|程度|档次|阶次|档$|的|["“”‘’]', '', 'g') as grade_key
from written
where grade is not null
