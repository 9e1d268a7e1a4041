/*
title = "一行说的是哪些单位"
purpose = "任务、指导、调解、总结台账的一行是替哪些单位报的。"
grain = "台账一行一行（取最新一次填报）"
reads = ["annual_task", "guidance", "mediation", "summary_report", "batch", "sheet", "written_units", "unit_names"]
notes = [
    "单位写了几个、写了一批的，逐个列；写一批而报表单位是其中一个的，只算报表单位自己。",
    "单位没有写、说不清的，取报表单位；报表单位也不知道的，不列。",
]
[columns]
own_unit = "写明的一个单位"
sender_unit = "报表单位"
units = "责任单位"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
*/
with written as (
    select
        unit,
        batch_id,
        sheet_no,
        row_no
    from annual_task
    union all
    select
        unit,
        batch_id,
        sheet_no,
        row_no
    from guidance
    union all
    select
        unit,
        batch_id,
        sheet_no,
        row_no
    from mediation
    union all
    select
        unit,
        batch_id,
        sheet_no,
        row_no
    from summary_report
),

-- A unit that sends in 「各责任单位」 speaks of itself, not of all the others.
sent as (
    select
        written.*,
        senders.unit as sender_unit,
        case
            when own.is_set and list_contains(own.units, senders.unit) then [senders.unit] else coalesce(own.units, [])
        end as own_units
    from written
    inner join batch on written.batch_id = batch.batch_id
    inner join sheet on written.batch_id = sheet.batch_id and written.sheet_no = sheet.sheet_no
    left join written_units as own on written.unit = own.written
    left join unit_names as senders on coalesce(batch.unit, sheet.reporting_unit) = senders.written
)

select
    case when len(own_units) = 1 then own_units[1] end as own_unit,
    sender_unit,
    case
        when len(own_units) > 0 then own_units
        when sender_unit is not null then [sender_unit]
        else []
    end as units,
    batch_id,
    sheet_no,
    row_no
from sent
