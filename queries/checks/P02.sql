/*
title = "发现线索后立案超过十五日"
purpose = "发现违法线索之日起十五日内没有决定立案。"
grain = "一件案件一行"
source = "住房和城乡建设行政处罚程序规定（住建部令第55号，2022年5月1日起施行）"
reads = ["clock_filing", "case_course", "rule"]
code = "P02"
level = "中"
why = "发现而不立案，容易选择性办案，也会使证据灭失。"
innocent = [
    "发现日期栏填的是最早的巡查、投诉日期，线索核查另有批准延长十日。",
    "责令限期改正，逾期不改才立案的，期限内不立案是应当的。",
    "期限按工作日还是自然日，规定没有写明（可设置，默认自然日）。",
]
excluded = ["简易程序的案件。", "2022年5月1日以前发现的线索。"]
advice = "核对线索登记和立案审批表；改正期限内等待改正的，属于正当理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
filing_days = {rule = "procedure.filing_days", title = "立案期限"}
filing_extension_days = {rule = "procedure.filing_extension_days", title = "经批准延长的日数"}
filing_counts_workdays = {rule = "procedure.filing_counts_workdays", title = "按工作日计"}
*/
with judged as (
    select
        *,
        case
            when filed_on > due_on then '超期'
            when filed_on is not null or due_on >= $as_of then null
            when outcome = '在办' and is_filed_blank then '未立'
            else '缺立案日期'
        end as what
    from clock_filing
    where filed_on is null or filed_on - found_on > $filing_days::integer
),

doubted as (
    select
        *,
        nullif(concat_ws(
            '；',
            case when procedure is null then '程序类型不明' end,
            case when what = '未立' then '可能已经决定不立案' end,
            case
                when what = '超期' and filed_on <= due_on + $filing_extension_days::integer then '可能经批准延长十日'
            end,
            case when order_due_on >= found_on then '责令限期改正，期限到 ' || order_due_on end,
            case when is_estimated then '未含调休，暂估' end
        ), '') as doubt
    from judged
    where what is not null
)

select
    'penalty_case' as record_kind,
    record_key,
    unit,
    case when what like '缺%' then '无法核查' when doubt is not null then '存疑' else '确定' end as certainty,
    case when what like '缺%' then what else doubt end as doubt,
    case
        when what like '缺%' then '立案期限无法核查：' || what
        when what = '未立' then found_on || ' 发现，立案期限 ' || due_on || ' 届满，没有立案'
        else
            found_on || ' 发现，' || filed_on || ' 立案，共 ' || (filed_on - found_on) || ' 日，期限 ' || due_on
            || ' 届满，超期 ' || (filed_on - due_on) || ' 日'
    end as finding,
    concat_ws('；', '发现日期 ' || found_on, '立案日期 ' || filed_on, '改正期限 ' || order_due_on) as evidence,
    case when what like '缺%' then event_on else due_on + 1 end as occurred_on,
    case when what not like '缺%' then due_on end as due_on,
    case when what not like '缺%' then filed_on end as done_on,
    case when what not like '缺%' then case when $filing_counts_workdays then '工作日' else '日' end end as counted_in,
    batch_id,
    sheet_no,
    row_no
from doubted
where coalesce(case when what like '缺%' then event_on else due_on + 1 end <= $as_of, true)
union all
select
    'penalty_case',
    record_key,
    unit,
    '无法核查',
    '缺发现日期',
    '立案期限无法核查：缺发现日期',
    coalesce('立案日期 ' || filed_on, ''),
    event_on,
    null,
    null,
    null,
    batch_id,
    sheet_no,
    row_no
from case_course
where
    found_on is null and procedure is distinct from '简易程序' and event_on <= $as_of
    and coalesce(filed_on, event_on) >= (
        select min(rule.valid_from) from rule
        where rule.name = 'procedure.filing_days'
    )
