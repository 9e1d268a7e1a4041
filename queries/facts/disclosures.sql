/*
title = "应公示事项"
purpose = "应当双公示的处罚和许可：哪天前应公示，公示了没有。"
grain = "一件处罚或者一件许可一行"
source = "发改办财金〔2018〕424号：决定之日起七个工作日内"
reads = ["cases", "permits", "publicity", "legal_days", "sheet_fields", "unread_fields"]
notes = [
    "自然人、简易程序、只处警告或者通报批评的不计；当事人类别不明的，是否应公示不知道。",
    "公示日期取案件台账，没有的按决定书文号取双公示台账。",
]
[params]
undisclosed_kinds = {rule = "disclosure.undisclosed_kinds"}
disclosure_workdays = {rule = "disclosure.disclosure_workdays"}
[columns]
ledger = "台账"
record_key = "记录编号"
unit = "单位"
title = "事项"
decided_on = "决定日期"
due_on = "应公示日"
published_on = "公示日期"
is_due = "应公示"
is_published = "已公示"
batch_id = "批次"
sheet_no = "表号"
row_no = "行"
file = "文件"
sheet = "工作表"
*/
with published as (
    select
        decision_key,
        min(published_on) as published_on
    from publicity
    where decision_key is not null and published_on is not null
    group by decision_key
),

decided as (
    select
        'penalty_case' as ledger,
        cases.record_key,
        cases.unit,
        coalesce(cases.decision_no, cases.case_no) as title,
        cases.decided_on,
        coalesce(cases.disclosed_on, published.published_on) as published_on,
        case
            when
                cases.outcome <> '处罚' or cases.party_kind = '自然人' or cases.procedure = '简易程序'
                or len(list_filter(cases.penalty_kinds, lambda kind: not list_contains($undisclosed_kinds, kind))) = 0
                then false
            when cases.outcome is not null and cases.party_kind is not null and cases.procedure is not null then true
        end as is_due,
        case
            when cases.disclosed_on is not null or published.published_on is not null then true
            when
                (
                    list_contains(sheet_fields.fields, 'publish_date')
                    and not coalesce(list_contains(unread_fields.fields, 'publish_date'), false)
                )
                or (select count(publicity.published_on) from publicity) > 0
                then false
        end as is_published,
        cases.batch_id,
        cases.sheet_no,
        cases.row_no,
        cases.file,
        cases.sheet
    from cases
    left join published on document_key(cases.decision_no) = published.decision_key
    left join sheet_fields on cases.batch_id = sheet_fields.batch_id and cases.sheet_no = sheet_fields.sheet_no
    left join unread_fields
        on
            cases.batch_id = unread_fields.batch_id
            and cases.sheet_no = unread_fields.sheet_no
            and cases.row_no = unread_fields.row_no
    where cases.decided_on is not null
    union all
    select
        'permit_publicity',
        record_key,
        unit,
        permit_no,
        decided_on,
        published_on,
        party_kind <> '自然人',
        is_published,
        batch_id,
        sheet_no,
        row_no,
        file,
        sheet
    from permits
    where decided_on is not null
)

select
    decided.ledger,
    decided.record_key,
    decided.unit,
    decided.title,
    decided.decided_on,
    workday_ends.day as due_on,
    decided.published_on,
    decided.is_due,
    decided.is_published,
    decided.batch_id,
    decided.sheet_no,
    decided.row_no,
    decided.file,
    decided.sheet
from decided
left join legal_days as first_days on decided.decided_on = first_days.day
left join legal_days as workday_ends
    on first_days.workday_no + $disclosure_workdays = workday_ends.workday_no and workday_ends.is_workday
