/*
title = "办案超过九十日"
purpose = "立案之日起九十日内没有作出处罚决定，扣除听证、鉴定检测、中止的时间，加上登记的延期。"
grain = "一件案件一行"
source = "行政处罚法第六十条；住房和城乡建设行政处罚程序规定（住建部令第55号）"
reads = ["clock_deciding", "case_course", "legal_days"]
code = "P01"
level = "高"
why = "拖延办案使当事人长期处于不确定之中，也是程序违法，决定可能被撤销或者确认违法。"
innocent = [
    "经负责人批准延长三十日，或者经集体讨论再延长不超过六十日，台账没有登记。",
    "听证、鉴定、检验检测、公告的时间应扣除而没有登记。",
    "立案日期栏填的是案发或者受理日期。",
    "案件已经中止、移送或者撤销，台账没有更新。",
]
excluded = [
    "简易程序的案件。",
    "2021年7月15日以前立案的案件。",
    "登记的听证、鉴定检测、中止时间，和登记的延期三十日。",
    "撤案、移送的，算到结案日。",
]
advice = "先核对立案日期和延期、中止审批表；确属超期的，督促尽快作出决定或者撤案，并查明原因。"
[params]
as_of = {type = "date", title = "统计截止日"}
decision_days = {rule = "procedure.decision_days", title = "办案期限"}
second_extension_days = {rule = "procedure.second_extension_days", title = "再次延长的最多日数"}
*/
with timed as (
    select
        clock_deciding.* exclude (clock_deciding.due_on, clock_deciding.strict_due_on),
        clock_deciding.due_on as late_due_on,
        clock_deciding.strict_due_on,
        case
            when clock_deciding.outcome in ('撤案', '移送') then clock_deciding.closed_on else clock_deciding.decided_on
        end as ended_on,
        case clock_deciding.outcome when '撤案' then '撤案' when '移送' then '移送' else '作出决定' end as ending
    from clock_deciding
    where
        clock_deciding.decided_on is null
        or clock_deciding.decided_on - clock_deciding.filed_on > $decision_days::integer
),

judged as (
    select
        *,
        case when ended_on <= late_due_on then strict_due_on else late_due_on end as due_on,
        case
            when coalesce(ended_on, $as_of) <= strict_due_on or closed_on <= strict_due_on then null
            when ended_on is not null or (outcome = '在办' and is_decided_blank) then '超期'
            when outcome in ('撤案', '移送') then '缺结案日期'
            else '缺决定日期'
        end as what
    from timed
),

doubted as (
    select
        judged.*,
        nullif(concat_ws(
            '；',
            case when judged.procedure is null then '程序类型不明' end,
            case when not judged.is_pause_told then '台账没有登记延期、听证、鉴定检测、中止，可能有应扣除或者延长的时间' end,
            case when judged.is_pause_open then '扣除时间的起止日期不全' end,
            case when judged.is_hearing_untimed then '登记了听证而没有起止日期，听证的时间应当扣除' end,
            case when judged.ended_on <= judged.late_due_on then '扣除时间的首尾两天算不算，结果不同' end,
            case
                when
                    judged.extended_on is not null
                    and coalesce(judged.ended_on, $as_of) <= judged.late_due_on + $second_extension_days::integer
                    then '已登记一次延期，如经集体讨论再次延长则没有超期'
            end,
            case when legal_days.is_estimated then '未含调休，暂估' end
        ), '') as doubt
    from judged left join legal_days on judged.due_on = legal_days.day
    where judged.what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what <> '超期' then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when what <> '超期' then what else doubt end as doubt,
    case
        when what <> '超期' then '办案期限无法核查：' || what
        when ended_on is null then filed_on || ' 立案，办案期限 ' || due_on || ' 届满，没有作出决定'
        else
            filed_on || ' 立案，' || ended_on || ' ' || ending || '，共 ' || (ended_on - filed_on) || ' 日'
            || case when excluded_days > 0 then '（扣除 ' || excluded_days || ' 日）' else '' end
            || '，期限 ' || due_on || ' 届满，超期 ' || (ended_on - due_on) || ' 日'
    end as finding,
    concat_ws(
        '；', '立案日期 ' || filed_on, '延期审批日期 ' || extended_on,
        case when excluded_days > 0 then '扣除 ' || excluded_days || ' 日' end, ending || '日期 ' || ended_on
    ) as evidence,
    case when what = '超期' then due_on + 1 else event_on end as occurred_on,
    case when what = '超期' then due_on end as due_on,
    case when what = '超期' then ended_on end as done_on,
    case when what = '超期' then '日' end as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
where coalesce(case when what = '超期' then due_on + 1 else event_on end <= $as_of, true)
union all
select
    'penalty_case',
    record_key,
    unit,
    '无法核查',
    case when procedure is null then '缺程序类型和立案日期' else '缺立案日期' end,
    '办案期限无法核查：' || case when procedure is null then '缺程序类型和立案日期' else '缺立案日期' end,
    concat_ws('；', '程序 ' || procedure, '处罚决定日期 ' || decided_on),
    event_on,
    null,
    null,
    null,
    batch_id,
    sheet_no,
    row_no
from case_course
where filed_on is null and procedure is distinct from '简易程序' and coalesce(event_on <= $as_of, true)
