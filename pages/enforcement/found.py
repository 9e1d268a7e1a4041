"""规则线索清单: what a rule found, each leading to the case or the row it speaks of."""

from fwzf_data.web import lists, provenance

SHOWN = (
    "code",
    "finding",
    "unit",
    "certainty",
    "doubt",
    "occurred_on",
    "record_key",
    "evidence",
    "level",
    "file",
    "row",
)

lists.page(
    "finding_list",
    "规则线索清单",
    "案件、行政指导、调解和强制台账",
    columns=SHOWN,
    follow=provenance.open_record,
    leads_to="案件或原始行",
)
