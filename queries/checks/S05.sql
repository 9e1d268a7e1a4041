/*
title = "法律风险点清单要素不全或者没有公开"
purpose = "风险点没有等级、依据、后果、措施，或者没有在期限前公开。"
grain = "一个版本里一个风险点一行"
source = "舞城管〔2022〕40号三（一）：4月30日前"
reads = ["risk_points", "sheet_fields", "unread_fields", "obligations"]
code = "S05"
level = "中"
why = "清单是给当事人看的：哪里容易违法、后果是什么、怎样防止；要素不全或者不公开，就起不到作用。"
innocent = ["清单在期限以后修订，公开日期填的是修订版的日期。", "同一版清单分批公开。"]
excluded = ["方案期限以前已经公开的版本。"]
advice = "补齐要素并公开，附公开的网址或者照片。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with told as (
    select
        risk_points.*,
        obligations.due_on,
        case when unread_fields.fields is null then coalesce(sheet_fields.fields, []) else [] end as told_fields,
        min(risk_points.published_on) over (partition by obligations.plan_year, risk_points.risk_point)
            as first_published_on
    from risk_points
    inner join obligations
        on
            obligations.measure = 'risk_published'
            and coalesce(risk_points.published_on, risk_points.loaded_on)
            between obligations.in_force_from and obligations.in_force_to
    left join sheet_fields
        on risk_points.batch_id = sheet_fields.batch_id and risk_points.sheet_no = sheet_fields.sheet_no
    left join unread_fields
        on
            risk_points.batch_id = unread_fields.batch_id
            and risk_points.sheet_no = unread_fields.sheet_no
            and risk_points.row_no = unread_fields.row_no
),

judged as (
    select
        *,
        list_filter([
            case when risk_level is null and list_contains(told_fields, 'risk_level') then '等级' end,
            case when legal_basis is null and list_contains(told_fields, 'legal_basis') then '依据' end,
            case when consequence is null and list_contains(told_fields, 'consequence') then '后果' end,
            case when prevention is null and list_contains(told_fields, 'measure') then '措施' end,
            case when published_on is null and list_contains(told_fields, 'published_on') then '公开日期' end
        ], lambda fault: fault is not null) as faults,
        list_filter([
            case when risk_level is null and not list_contains(told_fields, 'risk_level') then '等级' end,
            case when legal_basis is null and not list_contains(told_fields, 'legal_basis') then '依据' end,
            case when consequence is null and not list_contains(told_fields, 'consequence') then '后果' end,
            case when prevention is null and not list_contains(told_fields, 'measure') then '措施' end,
            case when published_on is null and not list_contains(told_fields, 'published_on') then '公开日期' end
        ], lambda gap: gap is not null) as gaps,
        published_on > due_on and first_published_on > due_on as is_late
    from told
)

select
    'risk_list' as record_kind,
    record_key,
    unit,
    case when len(faults) > 0 or is_late then '确定' else '无法核查' end as certainty,
    case when len(faults) = 0 and not coalesce(is_late, false) then '缺' || array_to_string(gaps, '、') end as doubt,
    case
        when len(faults) > 0 or is_late
            then concat_ws(
                '；', '风险点没有' || nullif(array_to_string(faults, '、'), ''),
                case
                    when is_late
                        then
                            '期限 ' || due_on || '，' || published_on || ' 才公开，超期 ' || (published_on - due_on)
                            || ' 日'
                end
            )
        else '风险点清单无法核查：缺' || array_to_string(gaps, '、')
    end as finding,
    concat_ws('；', '等级 ' || risk_level, '公开日期 ' || published_on) as evidence,
    due_on + 1 as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where (len(faults) > 0 or len(gaps) > 0 or is_late) and due_on < $as_of
