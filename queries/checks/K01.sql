/*
title = "抽查发现的问题没有整改"
purpose = "随机抽查发现问题的对象，没有整改完成的日期；写明到期没有，到期没有整改的从期限次日起算。"
grain = "一个被抽查对象一行"
source = "国办发〔2015〕58号：抽查结果处理；实施方案四（三）：限期整改"
reads = ["spot_checks", "sheet_fields"]
code = "K01"
level = "中"
why = "抽查发现了问题而没有下文，抽查就白做了。"
innocent = ["结果不是规定的用语，其实没有问题。", "已经整改而台账没有回填。", "已经立案，整改在案件里记载。", "当场改正，没有另写日期。"]
excluded = ["当场改正的。", "写了完结日期的。", "已经立案或者写了关联案号的。"]
advice = "向被查单位核实，补填整改完成日期；到期没有整改的，督办并写明理由。"
[params]
as_of = {type = "date", title = "统计截止日"}
problem_results = {rule = "sampling.problem_results"}
corrected_results = {rule = "sampling.corrected_results"}
passed_results = {rule = "sampling.passed_results"}
unreached_results = {rule = "sampling.unreached_results"}
rectify_days = {rule = "sampling.rectify_days", title = "没有写期限的按多少天"}
*/
with waiting as (
    select
        spot_checks.*,
        coalesce(list_contains(sheet_fields.fields, 'finish_date'), false) as tells_end,
        coalesce(list_contains($problem_results, spot_checks.result), false) as is_problem,
        coalesce(spot_checks.rectify_by_on, spot_checks.checked_on + $rectify_days::integer) as last_on
    from spot_checks
    left join sheet_fields
        on spot_checks.batch_id = sheet_fields.batch_id and spot_checks.sheet_no = sheet_fields.sheet_no
    where
        -- 「发现问题2处」 is none of the words; a day to mend it by says as much.
        case
            when list_contains($problem_results, spot_checks.result)
                then not list_contains($corrected_results, spot_checks.result)
            else
                spot_checks.rectify_by_on is not null
                and not coalesce(list_contains($passed_results || $unreached_results, spot_checks.result), false)
        end
        and spot_checks.finished_on is null
        and spot_checks.led_to_case is not true
        and spot_checks.case_no is null
        and coalesce(spot_checks.checked_on <= $as_of, true)
)

select
    'spot_check' as record_kind,
    record_key,
    unit,
    case
        when last_on is null or not tells_end then '无法核查'
        when rectify_by_on is null or not is_problem then '存疑'
        else '确定'
    end as certainty,
    case
        when not tells_end then '没有完结日期一列'
        when last_on is null then '缺检查日期和整改期限'
        when result is null then '写了整改期限，没有写检查结果'
        when not is_problem then '写了整改期限，检查结果「' || result || '」不是规定的用语'
        when rectify_by_on is null then '没有写整改期限，按检查后 ' || $rectify_days || ' 天算'
    end as doubt,
    case
        when not tells_end or last_on is null then '抽查发现的问题整改没有无法核查'
        when last_on < $as_of then '抽查发现的问题没有整改，期限 ' || last_on || ' 已过'
        else '抽查发现的问题待整改，期限 ' || last_on
    end as finding,
    concat_ws('；', '抽查编号 ' || plan_no, '结果 ' || result, '检查日期 ' || checked_on, '问题 ' || problem) as evidence,
    case when tells_end and last_on < $as_of then last_on + 1 else checked_on end as occurred_on,
    last_on as due_on,
    null::date as done_on,
    '日' as counted_in,
    batch_id,
    sheet_no,
    row_no
from waiting
