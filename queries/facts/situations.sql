/*
title = "裁量情形"
purpose = "已作决定的案件有哪几种裁量情形：违法行为、条款、当事人、档次和当时有效的基准版本都相同的为一种。"
grain = "一种情形一行"
reads = ["case_situations"]
[columns]
situation = "情形号"
violation_code = "违法行为代码"
clause_no = "条款序号"
party_scope = "按个人或单位"
party_role = "当事人身份"
grade_key = "档次比对形式"
period = "版本起日"
lacks_act_on = "缺违法日期"
*/
with alike as (
    select distinct
        violation_code,
        clause_no,
        party_scope,
        party_role,
        grade_key,
        period,
        lacks_act_on
    from case_situations
)

select
    row_number() over (
        order by violation_code, clause_no, party_scope, party_role, grade_key, period, lacks_act_on
    ) as situation,
    *
from alike
