/*
title = "违法行为写法"
purpose = "台账、目录、基准里写违法行为的每一种文字和它的比对形式。"
grain = "一种写法一行"
reads = ["violation", "benchmark", "penalty_case", "inspection", "complaint", "coercion", "guidance",
    "risk_list", "campaign", "penalty_publicity", "text_decision"]
notes = ["比对时忽略空格、全角半角、引号、顿号和逗号，以及开头的「涉嫌」和结尾的「案」「的行为」；此外必须一字不差。"]
[columns]
written = "写法"
name_key = "比对形式"
*/
with written_texts as (
    select name as written from violation
    union
    select violation from benchmark
    union
    select cause from penalty_case
    union
    select case_name from penalty_case
    union
    select violation_type from penalty_publicity
    union
    select violation from inspection
    union
    select category from complaint
    union
    select cause from coercion
    union
    select topic from guidance
    union
    select risk_point from risk_list
    union
    -- A name with a comma in it was taken for several: its parts put together again are looked up too.
    select unnest([array_to_string(named.parts, '、'), array_to_string(named.parts, '，')])
    from (
        select list_slice(violations, first_no, unnest(range(first_no, len(violations) + 1))) as parts
        from (
            select
                violations,
                unnest(range(1, len(violations) + 1)) as first_no
            from campaign
        ) as begun
    ) as named
    union
    select written from text_decision
)

select
    written,
    regexp_replace(regexp_replace(
        translate(folded(written), '，；：', ',;:'), '[\x{00A0}\x{200B}-\x{200F}\x{2060}\x{FEFF}"“”''‘’。、,]', '', 'g'
    ), '^涉嫌|(一案|的?案|的?案件|的行为)$', '', 'g') as name_key
from written_texts
where written is not null
