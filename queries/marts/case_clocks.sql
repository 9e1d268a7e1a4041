/*
title = "法定期限"
purpose = "一件案件的每个法定期限：从哪天起算、哪天届满、哪天办的、是不是按期。"
grain = "一件案件的一个期限一行"
source = "行政处罚法第六十条、第六十一条、第六十四条、第六十七条；住建部令第55号；发改办财金〔2018〕424号"
reads = ["clock_filing", "clock_deciding", "clock_serving", "clock_paying", "hearing_cases", "disclosures",
    "calendar_day"]
notes = [
    "期间从次日起算；二、三、五、七日为工作日，其余为自然日，末日是节假日的顺延（可设置）。",
    "听证申请期是不得早于：期满以前不应作出决定。",
    "没有起算日的期限不出现；节假日没有公布的年份写明暂估。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
record_key = {type = "text", title = "案件"}
[columns]
clock = "期限"
code = "规则"
started_on = "起算日"
due_on = "期限届满日"
done_on = "实际办理日"
state = "状态"
days_over = {title = "超过", unit = "日"}
remark = "说明"
*/
with clocks as (
    select
        1 as clock_no,
        '发现到立案' as clock,
        'P02' as code,
        found_on as started_on,
        due_on,
        filed_on as done_on,
        null::varchar as remark
    from clock_filing
    where record_key = $record_key
    union all
    select
        2,
        '立案到决定',
        'P01',
        filed_on,
        due_on,
        case when outcome in ('撤案', '移送') then closed_on else decided_on end,
        concat_ws(
            '；', case when excluded_days > 0 then '扣除 ' || excluded_days || ' 日' end,
            case when extended_on is not null then extended_on || ' 批准延期' end
        )
    from clock_deciding
    where record_key = $record_key
    union all
    select
        3,
        '告知到听证申请期满',
        'P10',
        notified_on,
        asked_until_on,
        decided_on,
        '期满以前不应作出决定'
    from hearing_cases
    where record_key = $record_key and is_due and notified_on is not null
    union all
    select
        4,
        '决定到送达',
        'P13',
        decided_on,
        due_on,
        served_on,
        service_method
    from clock_serving
    where record_key = $record_key and decided_on is not null
    union all
    select
        5,
        '收到决定书到缴款',
        'P14',
        received_on,
        due_on,
        paid_on,
        case when is_deferred then '延期或者分期' end
    from clock_paying
    where record_key = $record_key and received_on is not null
    union all
    select
        6,
        '决定到公示',
        'P17',
        decided_on,
        due_on,
        published_on,
        case when is_due is null then '是否应公示不知道' when not is_due then '不需要公示' end
    from disclosures
    where ledger = 'penalty_case' and record_key = $record_key
)

select
    clocks.clock,
    clocks.code,
    clocks.started_on,
    clocks.due_on,
    clocks.done_on,
    case
        when clocks.due_on is null then '无法核查'
        when clocks.code = 'P10' and clocks.done_on < clocks.due_on then '早于期满'
        when clocks.code = 'P10' then '按期'
        when clocks.remark = '不需要公示' then '不适用'
        when clocks.done_on <= clocks.due_on then '按期'
        when clocks.done_on > clocks.due_on then '超期'
        when clocks.due_on >= $as_of then '未到期'
        else '没有办理日期'
    end as state,
    case
        when clocks.code = 'P10' or clocks.remark = '不需要公示' then null
        when coalesce(clocks.done_on, $as_of) > clocks.due_on then coalesce(clocks.done_on, $as_of) - clocks.due_on
    end as days_over,
    nullif(concat_ws(
        '；', nullif(clocks.remark, ''), case when calendar_day.is_estimated then '未含调休，暂估' end
    ), '') as remark
from clocks
left join calendar_day on clocks.due_on = calendar_day.day
order by clocks.clock_no
