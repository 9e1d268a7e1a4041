/*
title = "案件当事人"
purpose = "每件案件的当事人是谁、哪一类、按个人还是单位。"
grain = "一件案件一行"
reads = ["penalty_case"]
notes = [
    "标识先认统一社会信用代码，再认证件号码，再认没有隐去的姓名或名称；都没有的没有标识，不能认定是不是同一人。",
    "类型没有填写的，按代码的开头认；个体工商户按设置归入个人或单位，没有登记别的身份的，身份就是个体工商户。",
]
[params]
sole_trader_counts_as = {rule = "discretion.sole_trader_counts_as"}
masked_name = {rule = "cases.masked_name_pattern"}
[columns]
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
party_key = "当事人标识"
party_kind = "当事人类型"
party_role = "当事人身份"
party_scope = "按个人或单位"
*/
with coded as (
    select
        batch_id,
        sheet_no,
        row_no,
        party_name,
        party_type,
        coalesce(party_role, party_role_text) as party_role,
        case
            when regexp_matches(upper(uscc), '^[0-9A-Z]{8,18}$') and not contains(uscc, '00000000') then upper(uscc)
        end as company_code,
        case when regexp_matches(upper(id_no), '^[0-9A-Z]{8,18}$') then upper(id_no) end as person_code
    from penalty_case
),

kinds as (
    select
        *,
        coalesce(party_type, case
            when starts_with(company_code, '92') then '个体工商户'
            when length(company_code) = 18 then '法人及非法人组织'
            when company_code is null and person_code is not null then '自然人'
        end) as party_kind
    from coded
)

select
    batch_id,
    sheet_no,
    row_no,
    -- Eighty bits tell a million parties apart; the whole digest is written twice as slowly.
    left(case
        when company_code is not null then 'c' || md5(company_code)
        when person_code is not null then 'p' || md5(person_code)
        when not regexp_matches(party_name, $masked_name)
            then 'n' || md5(replace(replace(replace(replace(lower(party_name), ' ', ''), '　', ''), '（', '('), '）', ')'))
    end, 21) as party_key,
    party_kind,
    coalesce(party_role, case when party_kind = '个体工商户' then party_kind end) as party_role,
    case
        when party_kind = '自然人' then '个人'
        when party_kind = '法人及非法人组织' then '单位'
        when party_kind = '个体工商户' then $sole_trader_counts_as
        when regexp_matches(party_role, '(单位|企业)$') then '单位'
    end as party_scope
from kinds
