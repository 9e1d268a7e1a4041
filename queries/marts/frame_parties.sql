/*
title = "抽查名单：当事人和店铺"
purpose = "可以抽来检查或者回访的当事人和店铺：受过处罚的，和检查过的。"
grain = "一个当事人或者店铺一行"
source = "国办发〔2015〕58号：抽查对象名录库"
reads = ["cases", "inspections", "complaints"]
notes = [
    "编号是最早一件案件或者检查的编号，不用姓名和证件号码，名单可以公开。",
    "案件当事人按代码、证件号码或者名称归并；认不出是谁的各算一个。检查对象按名称归并，名称与案件当事人相同的算同一个。",
    "权重＝1＋加分，不超过公布的上限：被投诉过、受罚两次以上、一年内没有检查。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
weight_max = {rule = "sampling.weight_max", title = "权重上限"}
weight_complaint = {rule = "sampling.weight_complaint"}
weight_repeat = {rule = "sampling.weight_repeat"}
weight_unseen = {rule = "sampling.weight_unseen"}
unseen_days = {rule = "sampling.unseen_days", title = "多少天没有检查"}
[columns]
object_id = "对象编号"
stratum = "分层"
weight = "权重"
amount_fen = {title = "金额", unit = "分"}
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
with seen as (
    select
        '案件 ' || record_key as object_id,
        coalesce(party_key, '~' || record_key) as entity,
        party_name as entity_name,
        party_kind,
        unit,
        event_on,
        true as is_case,
        fine_fen,
        batch_id,
        sheet_no,
        row_no
    from cases
    union all
    select
        '检查 ' || record_key as object_id,
        null as entity,
        coalesce(object_name, party_name) as entity_name,
        -- What is inspected may bear another name than the party, whose kind says nothing of it.
        case when object_name is null then party_kind end as party_kind,
        unit,
        inspected_on as event_on,
        false as is_case,
        null as fine_fen,
        batch_id,
        sheet_no,
        row_no
    from inspections
    where coalesce(object_name, party_name) is not null
),

-- One name may belong to several parties; the first by key stands for it, so that every run says the same. 李四 烧烤店
-- and 李四烧烤店 are one name, as they are among the parties of cases.
named as (
    select
        folded(entity_name) as name_key,
        min(entity) as entity
    from seen
    where is_case and entity_name is not null
    group by name_key
),

whole as (
    select
        seen.* exclude (entity),
        coalesce(seen.entity, named.entity, '=' || folded(seen.entity_name)) as entity
    from seen left join named on not seen.is_case and folded(seen.entity_name) = named.name_key
),

complained as (
    select distinct folded(respondent) as name_key from complaints
    where respondent is not null and is_valid
),

gathered as (
    select
        arg_min(object_id, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as object_id,
        arg_min(unit, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as unit,
        arg_min(entity_name, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as entity_name,
        -- A name that is once a natural person's is shown as one.
        coalesce(max(party_kind) filter (where party_kind = '自然人'), max(party_kind)) as party_kind,
        count(*) filter (where is_case) as case_count,
        max(event_on) filter (where not is_case) as inspected_on,
        sum(fine_fen)::bigint as fine_fen,
        arg_min(batch_id, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as batch_id,
        arg_min(sheet_no, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as sheet_no,
        arg_min(row_no, (coalesce(event_on, date '9999-12-31'), not is_case, object_id)) as row_no
    from whole
    where event_on is null or event_on <= $as_of
    group by entity
)

select
    gathered.object_id,
    coalesce(gathered.unit, '未填单位') as stratum,
    least(
        $weight_max,
        1
        + case when complained.name_key is not null then $weight_complaint else 0 end
        + case when gathered.case_count > 1 then $weight_repeat else 0 end
        + case
            when coalesce(gathered.inspected_on < $as_of - $unseen_days::integer, true) then $weight_unseen else 0
        end
    )::integer as weight,
    gathered.fine_fen as amount_fen,
    gathered.entity_name as party_name,
    gathered.party_kind,
    gathered.batch_id,
    gathered.sheet_no,
    gathered.row_no as row
from gathered
left join complained on folded(gathered.entity_name) = complained.name_key
where $unit is null or coalesce(gathered.unit, '未填单位') = $unit
order by gathered.object_id
