/*
title = "夜间或者节假日强制执行"
purpose = "在夜间或者法定节假日实施行政强制执行。"
grain = "一次强制一行"
source = "行政强制法第四十三条"
reads = ["coercions", "calendar_day"]
code = "E05"
level = "高"
why = "除情况紧急外，行政机关不得在夜间或者法定节假日实施行政强制执行。"
innocent = ["情况紧急。", "执行日期栏填的是申请或者登记的时间。", "周末不是法定节假日。"]
excluded = ["查封、扣押、先行登记保存是强制措施，不是强制执行。", "申请法院执行的，由法院实施。"]
advice = "查执行笔录记载的时间和紧急情况的说明。"
[params]
as_of = {type = "date", title = "统计截止日"}
executed_kinds = {rule = "procedure.executed_kinds", title = "由行政机关执行的强制"}
night_from_hour = {rule = "procedure.night_from_hour", title = "夜间起"}
night_to_hour = {rule = "procedure.night_to_hour", title = "夜间止"}
*/
with executed as (
    select
        coercions.*,
        calendar_day.is_workday,
        calendar_day.is_estimated,
        coercions.executed_at::date as executed_on,
        isodow(coercions.executed_at) > 5 as is_weekend,
        hour(coercions.executed_at) = 0 and minute(coercions.executed_at) = 0 as is_hour_unknown,
        hour(coercions.executed_at) >= $night_from_hour or hour(coercions.executed_at) < $night_to_hour as is_night
    from coercions left join calendar_day on coercions.executed_at::date = calendar_day.day
    where
        len(list_intersect(coercions.kinds, $executed_kinds)) > 0
        and coercions.executed_at is not null
        and coercions.executed_at::date <= $as_of
),

judged as (
    select
        *,
        case
            when is_night and not is_hour_unknown then '夜间'
            when not is_workday then '节假日'
            when is_hour_unknown then '缺执行时刻'
        end as what
    from executed
)

select
    'coercion' as record_kind,
    record_key,
    unit,
    case what when '缺执行时刻' then '无法核查' else '存疑' end as certainty,
    case
        when what = '缺执行时刻' then what
        else concat_ws(
            '；', '情况紧急的除外，台账不登记', case when what = '节假日' and is_weekend then '周末不一定是法定节假日' end,
            case when what = '节假日' and is_estimated then '未含调休，暂估' end
        )
    end as doubt,
    case what
        when '夜间' then strftime(executed_at, '%Y-%m-%d %H:%M') || ' 在夜间执行' || array_to_string(kinds, '、')
        when '节假日'
            then executed_on || case when is_weekend then ' 周末' else ' 节假日' end || '执行' || array_to_string(kinds, '、')
        else '是否夜间执行无法核查：' || what
    end as finding,
    concat_ws('；', '强制种类 ' || array_to_string(kinds, '、'), '执行时间 ' || strftime(executed_at, '%Y-%m-%d %H:%M'))
        as evidence,
    executed_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where what is not null
