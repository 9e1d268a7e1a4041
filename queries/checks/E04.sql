/*
title = "强制执行前没有催告"
purpose = "强制拆除、代履行、加处罚款的执行、申请法院执行之前，没有催告，或者催告在执行之后。"
grain = "一次强制一行"
source = "行政强制法第三十五条、第五十一条、第五十四条"
reads = ["coercions", "sheet_fields", "unread_fields", "calendar_day"]
code = "E04"
level = "高"
why = "催告是强制执行的必经程序，给当事人最后一次自己履行的机会。"
innocent = ["需要立即清除道路、河道、航道或者公共场所的遗洒物、障碍物，当事人不能清除的，可以立即代履行。", "催告书已经送达，台账漏填。"]
excluded = ["查封、扣押、先行登记保存不需要催告。", "还没有执行的。"]
advice = "查催告书和送达回证；没有催告的，按程序违法处理。"
[params]
as_of = {type = "date", title = "统计截止日"}
demanded_kinds = {rule = "procedure.demanded_kinds", title = "需要催告的强制"}
demand_workdays = {rule = "procedure.demand_workdays", title = "代履行催告的间隔"}
*/
with executed as (
    select
        coercions.*,
        coercions.executed_at::date as executed_on,
        list_contains(coercions.kinds, '代履行') as is_substitute,
        list_contains(sheet_fields.fields, 'demand_date')
        and not coalesce(list_contains(unread_fields.fields, 'demand_date'), false) as is_demand_told
    from coercions
    left join sheet_fields on coercions.batch_id = sheet_fields.batch_id and coercions.sheet_no = sheet_fields.sheet_no
    left join unread_fields
        on
            coercions.batch_id = unread_fields.batch_id
            and coercions.sheet_no = unread_fields.sheet_no
            and coercions.row_no = unread_fields.row_no
    where
        len(list_intersect(coercions.kinds, $demanded_kinds)) > 0
        and coalesce(coercions.executed_at::date <= $as_of, false)
),

judged as (
    select
        executed.*,
        done.workday_no - told.workday_no as workdays_between,
        case
            when executed.demanded_on > executed.executed_on then '在后'
            when executed.is_substitute and done.workday_no - told.workday_no < $demand_workdays then '不足'
            when executed.demanded_on is not null then null
            when executed.is_demand_told then '没有'
            else '缺催告日期'
        end as what
    from executed
    left join calendar_day as told on executed.demanded_on = told.day
    left join calendar_day as done on executed.executed_on = done.day
)

select
    'coercion' as record_kind,
    record_key,
    unit,
    case
        when what = '缺催告日期' then '无法核查'
        when what = '在后' and not is_substitute then '确定'
        else '存疑'
    end as certainty,
    case
        when what = '缺催告日期' then what
        when is_substitute then '遗洒物、障碍物可以立即代履行'
        when what = '没有' then '可能已经催告而台账漏填'
    end as doubt,
    case what
        when '在后' then executed_on || ' 执行，' || demanded_on || ' 才催告，晚了 ' || (demanded_on - executed_on) || ' 日'
        when '不足'
            then
                demanded_on || ' 催告，' || executed_on || ' 代履行，间隔 ' || workdays_between || ' 个工作日，不足 '
                || $demand_workdays || ' 个工作日'
        when '没有' then executed_on || ' 执行' || array_to_string(kinds, '、') || '，没有催告日期'
        else '催告无法核查：' || what
    end as finding,
    concat_ws('；', '强制种类 ' || array_to_string(kinds, '、'), '催告日期 ' || demanded_on, '执行日期 ' || executed_on)
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
