/*
title = "查封扣押超过期限"
purpose = "查封、扣押超过三十日，经批准延长的超过六十日，没有解除。"
grain = "一次强制一行"
source = "行政强制法第二十五条"
reads = ["coercions", "sheet_fields", "unread_fields", "legal_days"]
code = "E02"
level = "高"
why = "查封、扣押直接限制当事人的财产；期满不作处理又不解除，是违法扣押。"
innocent = ["检测、检验、检疫或者技术鉴定的时间不计入，台账没有登记。", "期满前已经作出没收决定或者解除，台账漏填。"]
excluded = ["先行登记保存、代履行、拆除等没有三十日期限的强制。", "登记了延长的，按六十日核。"]
advice = "查解除决定书和鉴定委托书；确属超期的，立即解除。"
[params]
as_of = {type = "date", title = "统计截止日"}
seizure_kinds = {rule = "procedure.seizure_kinds", title = "有期限的强制"}
seizure_days = {rule = "procedure.seizure_days", title = "期限"}
seizure_extension_days = {rule = "procedure.seizure_extension_days", title = "延长的最多日数"}
*/
with ends as (
    select
        *,
        started_on + $seizure_days::integer
        + case when extended_on is not null then $seizure_extension_days::integer else 0 end as end_on
    from coercions
    where len(list_intersect(kinds, $seizure_kinds)) > 0
),

timed as (
    select
        ends.*,
        legal_days.ends_on as limit_on,
        legal_days.is_estimated,
        list_contains(sheet_fields.fields, 'release_date')
        and not coalesce(list_contains(unread_fields.fields, 'release_date'), false) as is_release_told,
        list_contains(sheet_fields.fields, 'extend_date') as is_extension_told
    from ends
    left join legal_days on ends.end_on = legal_days.day
    left join sheet_fields on ends.batch_id = sheet_fields.batch_id and ends.sheet_no = sheet_fields.sheet_no
    left join unread_fields
        on
            ends.batch_id = unread_fields.batch_id
            and ends.sheet_no = unread_fields.sheet_no
            and ends.row_no = unread_fields.row_no
),

judged as (
    select
        *,
        case
            when limit_on is null then '缺实施日期'
            when released_on > limit_on then '超期'
            when released_on is not null or limit_on >= $as_of then null
            when is_release_told then '未解除'
            else '缺解除日期'
        end as what
    from timed
)

select
    'coercion' as record_kind,
    record_key,
    unit,
    case when what like '缺%' then '无法核查' else '存疑' end as certainty,
    case
        when what like '缺%' then what
        else concat_ws(
            '；', '鉴定、检测的时间不计入，台账不登记', case when not is_extension_told then '没有登记延长，可能经批准' end,
            case when is_estimated then '未含调休，暂估' end
        )
    end as doubt,
    case
        when what like '缺%' then '查封扣押期限无法核查：' || what
        when what = '未解除' then started_on || ' 实施，期限 ' || limit_on || ' 届满，没有解除'
        else
            started_on || ' 实施，' || released_on || ' 解除，共 ' || (released_on - started_on) || ' 日，期限 ' || limit_on
            || ' 届满，超期 ' || (released_on - limit_on) || ' 日'
    end as finding,
    concat_ws('；', '实施日期 ' || started_on, '延长日期 ' || extended_on, '解除日期 ' || released_on) as evidence,
    case when what like '缺%' then started_on else limit_on + 1 end as occurred_on,
    case when what not like '缺%' then limit_on end as due_on,
    case when what not like '缺%' then released_on end as done_on,
    case when what not like '缺%' then '日' end as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null and coalesce(case when what like '缺%' then started_on else limit_on + 1 end <= $as_of, true)
