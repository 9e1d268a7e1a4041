/*
title = "说法指认的违法行为"
purpose = "哪些写法只凭说法就能确定指哪一种违法行为。"
grain = "一种写法一行；确定不了的不在其中"
reads = ["text_reading", "violation_clauses", "benchmarks", "violations"]
notes = [
    "认说法有一部词典：只说到一种、没有否定、没有说别的事，才算确定。",
    "词典里的名称与目录一字不差才算，标点不计。投诉按「问题类别：反映内容」整段读。",
]
[columns]
written = "写法"
violation_code = "违法行为代码"
*/
with names as (
    select
        regexp_replace(violation_name, '[^\w\p{Han}]', '', 'g') as name_key,
        violation_code
    from violation_clauses where is_local
    union
    select
        regexp_replace(violation_name, '[^\w\p{Han}]', '', 'g') as name_key,
        violation_code
    from benchmarks where is_local
),

telling as (
    select
        names.name_key,
        min(names.violation_code) as violation_code
    from names
    inner join violations on names.violation_code = violations.violation_code and violations.is_local
    group by names.name_key
    having count(distinct names.violation_code) = 1
)

select
    text_reading.written,
    telling.violation_code
from text_reading
inner join telling on regexp_replace(text_reading.violation_name, '[^\w\p{Han}]', '', 'g') = telling.name_key
