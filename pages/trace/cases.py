"""案件清单: the cases behind a figure, by the same filters, each leading to the case and its original rows."""

from __future__ import annotations

from fwzf_data.web import filters, list_sentences, lists, provenance

SHOWN = (
    "case_no",
    "unit",
    "violation_name",
    "fine_fen",
    "outcome",
    "grade",
    "decided_on",
    "filed_on",
    "party_name",
    "procedure",
    "street",
    "cause",
)


lists.page(
    "case_list",
    "案件清单",
    "行政处罚案件台账",
    columns=SHOWN,
    follow=lambda row: filters.go(provenance.CASE_PAGE, record_key=row["record_key"]),
    leads_to="案件详情和原始行",
    says=list_sentences.cases,
    finds="案号、文号、当事人、案由、地址",
)
