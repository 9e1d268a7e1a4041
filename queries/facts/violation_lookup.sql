/*
title = "写法对应的违法行为"
purpose = "台账里每一种写法指哪一种违法行为；认代码和名称，一字不差才算。"
grain = "一种写法一行"
reads = ["violation_texts", "violation_names", "violations"]
notes = ["对应不上的写法也列出，违法行为留空。"]
[columns]
written = "写法"
violation_code = "违法行为代码"
clause_no = "条款序号"
*/
select
    violation_texts.written,
    coalesce(by_code.violation_code, violation_names.violation_code) as violation_code,
    case when by_code.violation_code is null then violation_names.clause_no end as clause_no
from violation_texts
left join violations as by_code on violation_texts.written = by_code.violation_code and by_code.is_local
left join violation_names on violation_texts.name_key = violation_names.name_key
