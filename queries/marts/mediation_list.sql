/*
title = "行政调解清单"
purpose = "每件行政调解：融入的环节、告知、结果、引导和归档。"
grain = "一件调解一行"
source = "舞城管〔2022〕40号三（三）"
reads = ["mediations", "unit_bearers"]
notes = ["按责任单位选时，下级单位的也在内；到统计截止日为止受理的。"]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
stage = {type = "text", title = "融入环节"}
gap = {type = "text", title = "缺什么"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
mediation_no = "调解编号"
unit = "单位"
applicant = {title = "申请人", private = true}
respondent = {title = "被申请人", private = true}
dispute_kind = "纠纷类型"
stage = "融入环节"
accepted_on = "受理日期"
notified_on = "告知引导书送达日期"
is_willing = "同意调解"
result = "调解结果"
closed_on = "办结日期"
referred_to = "引导途径"
filed_on = "归档日期"
gaps = "缺什么"
record_key = "记录编号"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with told as (
    select
        *,
        list_filter(
            [
                case when not is_notified then '没有告知' end,
                case when stage is null then '没有写环节' end,
                case when needs_referral and not is_referred then '没有引导' end,
                case when is_closed and not is_filed then '没有归档' end
            ],
            lambda gap: gap is not null
        ) as gaps
    from mediations
)

select
    mediation_no,
    unit,
    applicant,
    respondent,
    dispute_kind,
    stage,
    accepted_on,
    notified_on,
    is_willing,
    result,
    closed_on,
    referred_to,
    filed_on,
    gaps,
    record_key,
    batch_id,
    file,
    sheet,
    sheet_no,
    row_no as row
from told
where
    (
        $unit is null
        or coalesce(unit, '未填单位') = $unit
        or unit in (select unit_bearers.unit from unit_bearers where unit_bearers.bearer = $unit)
    )
    and ($stage is null or coalesce(stage, '没有写') = $stage)
    and ($gap is null or list_contains(gaps, $gap))
    and ($from_on is null or accepted_on >= $from_on)
    and ($to_on is null or accepted_on <= $to_on)
    and coalesce(accepted_on <= $as_of, true)
order by accepted_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
