/*
title = "抽查名单：案卷"
purpose = "可以抽来评查的案卷，一件案件一个编号，带分层、权重和金额。"
grain = "一件案件一行"
source = "实施方案三（三）：案卷评查；国办发〔2015〕58号"
reads = ["cases"]
notes = [
    "权重＝1＋加分，不超过公布的上限；没有一件的权重为 0。",
    "金额是罚款金额，不明的空着，按金额抽取时须先补上或者排除。",
    "起止日期按发生日；没有任何日期的案件只在不限日期时列出。",
]
[params]
unit = {type = "text", title = "承办单位"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
weight_max = {rule = "sampling.weight_max", title = "权重上限"}
weight_favour = {rule = "sampling.weight_favour"}
weight_simple_link = {rule = "sampling.weight_simple_link"}
[columns]
object_id = "对象编号"
stratum = "分层"
weight = "权重"
amount_fen = {title = "金额", unit = "分"}
case_no = "案号"
party_name = {title = "当事人", private = true}
party_kind = "当事人类型"
cause = {title = "案由", free_text = true}
batch_id = "批次"
sheet_no = "表号"
row = "行"
*/
select
    record_key as object_id,
    coalesce(unit, '未填单位') as stratum,
    least(
        $weight_max,
        1
        + case
            when is_mitigated or is_exempted or is_aggravated or outcome in ('撤案', '不予处罚') then $weight_favour
            else 0
        end
        + case when contains(source_kind, '投诉') then $weight_simple_link else 0 end
    )::integer as weight,
    fine_fen as amount_fen,
    case_no,
    party_name,
    party_kind,
    cause,
    batch_id,
    sheet_no,
    row_no as row
from cases
where
    ($unit is null or coalesce(unit, '未填单位') = $unit)
    and ($from_on is null or event_on >= $from_on)
    and ($to_on is null or event_on <= $to_on)
order by record_key
