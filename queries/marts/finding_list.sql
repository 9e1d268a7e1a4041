/*
title = "规则线索"
purpose = "各项办案规则找出的线索：哪件记录、超出哪条界限、多少，依据哪一行。"
grain = "一条规则对一件记录的一条线索"
source = "各条规则写明的条款"
reads = ["rule_findings", "check_rules", "batch", "sheet", "calendar_day"]
notes = [
    "线索从期限被突破的那一天起算；还没有办的，算到统计截止日。",
    "无法核查的不在其中，另有计数。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
code = {type = "text", title = "规则"}
unit = {type = "text", title = "单位"}
level = {type = "text", title = "重要程度"}
certainty = {type = "text", title = "把握"}
record_kind = {type = "text", title = "台账"}
record_key = {type = "text", title = "记录编号"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
finding_key = "线索编号"
code = "规则"
title = "规则名称"
article = "依据条款"
level = "重要程度"
certainty = "把握"
doubt = "存疑原因"
record_kind = "台账"
record_key = "记录编号"
unit = "单位"
finding = {title = "线索", free_text = true}
evidence = {title = "依据的内容", free_text = true}
occurred_on = "发生日期"
due_on = "期限届满日"
done_on = "实际办理日"
evidence_digest = "内容校验值"
batch_id = "批次"
file = "文件"
sheet = "工作表"
sheet_no = "表号"
row = "行"
*/
with chosen as (
    select rule_findings.*
    from rule_findings
    where
        (rule_findings.occurred_on is null or rule_findings.occurred_on <= $as_of)
        and ($code is null or rule_findings.code = $code)
        and ($unit is null or coalesce(rule_findings.unit, '未填单位') = $unit)
        and ($certainty is null or rule_findings.certainty = $certainty)
        and ($record_kind is null or rule_findings.record_kind = $record_kind)
        and ($record_key is null or rule_findings.record_key = $record_key)
        and ($from_on is null or rule_findings.occurred_on >= $from_on)
        and ($to_on is null or rule_findings.occurred_on <= $to_on)
        and ($level is null or rule_findings.code in (select code from check_rules where level = $level))
    order by rule_findings.code, rule_findings.unit, rule_findings.occurred_on, rule_findings.finding_key
    limit $row_limit offset $row_offset
),

overdue as (
    select
        chosen.*,
        case
            when chosen.due_on < $as_of and (chosen.done_on is null or chosen.done_on > $as_of)
                then
                    '；截至 ' || strftime($as_of, '%Y-%m-%d') || ' 已超期 '
                    || case chosen.counted_in
                        when '工作日' then reached.workday_no - last_days.workday_no
                        else $as_of - chosen.due_on
                    end || ' ' || case chosen.counted_in when '工作日' then '个工作日' else '日' end
            else ''
        end as so_far
    from chosen
    left join calendar_day as last_days on chosen.due_on = last_days.day
    left join calendar_day as reached on reached.day = $as_of
)

select
    overdue.finding_key,
    overdue.code,
    check_rules.title,
    check_rules.article,
    check_rules.level,
    overdue.certainty,
    overdue.doubt,
    overdue.record_kind,
    overdue.record_key,
    overdue.unit,
    overdue.finding || coalesce(overdue.so_far, '') as finding,
    overdue.evidence,
    overdue.occurred_on,
    overdue.due_on,
    overdue.done_on,
    overdue.evidence_digest,
    overdue.batch_id,
    batch.file,
    sheet.sheet,
    overdue.sheet_no,
    overdue.row_no as row
from overdue
inner join check_rules on overdue.code = check_rules.code
left join batch on overdue.batch_id = batch.batch_id
left join sheet on overdue.batch_id = sheet.batch_id and overdue.sheet_no = sheet.sheet_no
order by overdue.code, overdue.unit, overdue.occurred_on, overdue.finding_key
