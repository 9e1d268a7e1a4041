/*
title = "调解没有告知或者没有引导"
purpose = "属于行政调解范围的，没有送达告知引导书；不愿调解或者调解不成的，没有引导诉讼、复议。"
grain = "一件调解一行"
source = "舞城管〔2022〕40号三（三）"
reads = ["mediations"]
code = "S02"
level = "中"
why = "方案要求主动发送调解告知引导书，并在调解不成时引导当事人通过诉讼、行政复议解决。"
innocent = ["告知引导书已经送达，台账漏填。", "双方达成和解，不需要引导。"]
excluded = ["调解成功、还在调解的，不要求引导。"]
advice = "核对告知引导书存根；没有引导的，补告知。"
[params]
as_of = {type = "date", title = "统计截止日"}
*/
with judged as (
    select
        *,
        list_filter([
            case when not is_notified then '没有送达告知引导书' end,
            case when needs_referral and not is_referred then '调解不成，没有引导诉讼、复议' end
        ], lambda fault: fault is not null) as faults,
        list_filter([
            case when is_notified is null then '缺告知日期' end,
            case when needs_referral is null and is_closed is distinct from false then '缺调解结果' end,
            case when needs_referral and is_referred is null then '缺引导途径' end
        ], lambda gap: gap is not null) as gaps
    from mediations
    where coalesce(accepted_on <= $as_of, true)
)

select
    'mediation' as record_kind,
    record_key,
    unit,
    case when len(faults) > 0 then '确定' else '无法核查' end as certainty,
    case when len(faults) = 0 then array_to_string(gaps, '、') end as doubt,
    case
        when len(faults) > 0 then array_to_string(faults, '；')
        else '调解告知和引导无法核查：' || array_to_string(gaps, '、')
    end as finding,
    concat_ws(
        '；', '融入环节 ' || stage, '受理日期 ' || accepted_on, '告知日期 ' || notified_on, '调解结果 ' || result,
        '引导途径 ' || referred_to
    ) as evidence,
    accepted_on as occurred_on,
    null::date as due_on,
    null::date as done_on,
    null::varchar as counted_in,
    batch_id,
    sheet_no,
    row_no
from judged
where len(faults) > 0 or len(gaps) > 0
