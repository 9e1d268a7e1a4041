/*
title = "双公示清单"
purpose = "每件处罚决定和许可决定：该不该公示、哪天前应公示、公示了没有。"
grain = "一件处罚或者一件许可一行"
source = "发改办财金〔2018〕424号：决定之日起七个工作日内"
reads = ["disclosures", "unit_bearers"]
notes = [
    "自然人、简易程序、只处警告或者通报批评的不计；当事人类别或者程序不明的，是否应公示不知道。",
    "公示日期取案件台账，没有的按决定书文号取双公示台账。",
    "截止日以后才公示的，到截止日算没有公示。",
]
[params]
as_of = {type = "date", title = "统计截止日"}
unit = {type = "text", title = "单位"}
record_ledger = {type = "text", title = "台账"}
disclosure_state = {type = "text", title = "公示情况"}
from_on = {type = "date", title = "从"}
to_on = {type = "date", title = "到"}
row_limit = {type = "int", title = "最多行数"}
row_offset = {type = "int", title = "跳过行数", default = 0}
[columns]
title = "事项"
unit = "单位"
ledger = "台账"
decided_on = "决定日期"
due_on = "应公示日"
published_on = "公示日期"
state = "公示情况"
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
        case
            when is_due is null then '是否应公示不明'
            when not is_due then '不计'
            when is_published is null then '是否公示不明'
            when published_on <= $as_of and published_on <= due_on then '按期公示'
            when published_on <= $as_of then '超期公示'
            when is_published and published_on is null then '已公示，日期不明'
            when due_on >= $as_of then '未到期'
            else '没有公示'
        end as state
    from disclosures
)

select
    title,
    unit,
    ledger,
    decided_on,
    due_on,
    published_on,
    state,
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
    and ($record_ledger is null or ledger = $record_ledger)
    and ($disclosure_state is null or state = $disclosure_state)
    and decided_on <= $as_of
    and ($from_on is null or decided_on >= $from_on)
    and ($to_on is null or decided_on <= $to_on)
order by decided_on, batch_id, sheet_no, row_no
limit $row_limit offset $row_offset
