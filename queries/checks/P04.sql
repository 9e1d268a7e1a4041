/*
title = "执法人员少于两人或者没有资格"
purpose = "一件案件登记的承办人不到两人，或者承办人不在执法人员名册、执法证已过期。"
grain = "一件案件一行"
source = "行政处罚法第四十二条；河南省行政执法条例第二十四条"
reads = ["cases", "officers", "sheet_column"]
code = "P04"
level = "高"
why = "行政处罚应当由具有行政执法资格的执法人员实施，不得少于两人；少于两人、没有资格的，取得的证据和作出的决定都成问题。"
innocent = [
    "第二名承办人登记在别的栏里，或者写成“等二人”。",
    "同一姓名写法不同，或者名册没有及时更新。",
    "法律另有规定可以一人执法的（本系统默认没有）。",
]
excluded = ["撤案、移送的案件。", "写明“等二人”的，不按人数核。", "隐去姓名的，不与名册对照。"]
advice = "核对案卷中的检查笔录、询问笔录签名和执法证；名册不全的先补名册。"
[params]
as_of = {type = "date", title = "统计截止日"}
fewest_officers = {rule = "procedure.fewest_officers", title = "最少人数"}
and_others_words = {rule = "procedure.and_others_words", title = "表示还有别人的写法"}
other_officer_headers = {rule = "procedure.other_officer_headers", title = "像是另一栏承办人的列名"}
masked_name = {rule = "cases.masked_name_pattern", title = "隐去姓名的写法"}
*/
with named as (
    select
        record_key,
        unit,
        decided_on,
        event_on,
        coalesce(found_on, filed_on, order_on, decided_on) as begun_on,
        coalesce(decided_on, event_on) as acted_on,
        batch_id,
        sheet_no,
        row_no,
        coalesce(officers, []) as officers,
        regexp_matches(array_to_string(officers, '、'), $masked_name) as is_masked,
        list_bool_or(list_transform(officers, lambda name: regexp_matches(name, $and_others_words))) as is_open_ended
    from cases
    where outcome in ('处罚', '不予处罚', '在办') and coalesce(event_on <= $as_of, true)
),

roster as (
    select
        name,
        max(valid_until) as valid_until,
        bool_or(valid_until is null) as is_undated
    from officers
    where name is not null
    group by name
),

-- Each distinct name of a case beside the register; only what does not fit is kept.
misfits as (
    select
        signed.batch_id,
        signed.sheet_no,
        signed.row_no,
        count(*) filter (where roster.name is null) as absent_count,
        count(*) filter (where roster.valid_until < signed.acted_on) as expired_count,
        count(*) filter (where roster.valid_until < signed.begun_on) as expired_before_count,
        count(*) filter (where roster.is_undated) as undated_count
    from (
        select
            batch_id,
            sheet_no,
            row_no,
            acted_on,
            begun_on,
            unnest(list_distinct(officers)) as name
        from named
        where not is_masked and exists (select 1 from roster)
    ) as signed
    left join roster on signed.name = roster.name
    where roster.name is null or roster.is_undated or roster.valid_until < signed.acted_on
    group by signed.batch_id, signed.sheet_no, signed.row_no
),

other_columns as (
    select distinct
        batch_id,
        sheet_no
    from sheet_column
    where field is null and regexp_matches(header, array_to_string($other_officer_headers, '|'))
),

counted as (
    select
        named.*,
        case when named.is_masked then len(named.officers) else len(list_distinct(named.officers)) end as officer_count,
        other_columns.batch_id is not null as has_other_column,
        misfits.absent_count,
        misfits.expired_count,
        misfits.expired_before_count,
        misfits.undated_count
    from named
    left join misfits
        on
            named.batch_id = misfits.batch_id and named.sheet_no = misfits.sheet_no
            and named.row_no = misfits.row_no
    left join other_columns on named.batch_id = other_columns.batch_id and named.sheet_no = other_columns.sheet_no
),

judged as (
    select
        *,
        case
            when officer_count = 0 then '缺承办人'
            when officer_count < $fewest_officers and not coalesce(is_open_ended, false) then '人数'
            when expired_count > 0 then '过期'
            when is_open_ended then '承办人没有写全'
            when absent_count > 0 then '不在名册'
            when is_masked then '承办人姓名已隐去'
            when not exists (select 1 from roster) then '缺执法人员名册'
            when undated_count > 0 then '名册没有有效期'
        end as what
    from counted
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case
        when what not in ('人数', '过期', '不在名册') then '无法核查'
        when what = '不在名册' or (what = '人数' and has_other_column) or (what = '过期' and expired_before_count = 0) then '存疑'
        else '确定'
    end as certainty,
    case
        when what not in ('人数', '过期', '不在名册') then what
        when what = '人数' and has_other_column then '另有没有认出的承办人一栏'
        when what = '过期' and expired_before_count = 0 then '执法证在办案过程中到期，先前取得的证据不受影响'
        when what = '不在名册' then '名册可能不全，或者姓名写法不同'
    end as doubt,
    case what
        when '人数' then '只登记了 ' || officer_count || ' 名承办人，少于 ' || $fewest_officers || ' 人'
        when '过期' then officer_count || ' 名承办人中 ' || expired_count || ' 人的执法证已过期'
        when '不在名册' then officer_count || ' 名承办人中 ' || absent_count || ' 人不在执法人员名册'
        else '执法人员无法核查：' || what
    end as finding,
    concat_ws(
        '；', '承办人 ' || officer_count || ' 人', '不在名册 ' || nullif(absent_count, 0) || ' 人',
        '执法证过期 ' || nullif(expired_count, 0) || ' 人', '处罚决定日期 ' || decided_on
    ) as evidence,
    event_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null
order by record_key
