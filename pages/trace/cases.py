"""案件清单: the cases behind a figure, by the same filters, each leading to the case and its original rows."""

from __future__ import annotations

from fwzf_data.analysis.query import Answer
from fwzf_data.web import filters, lists, provenance
from fwzf_data.web.wording import yuan

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


def says(answer: Answer) -> str:
    fines = [fine for fine in (row[answer.names.index("fine_fen")] for row in answer.rows) if fine is not None]
    return f"{len(answer.rows):,} 件，罚款合计 {yuan(sum(fines))} 元（{len(fines):,} 件写有罚款金额）。"


lists.page(
    "case_list",
    "案件清单",
    "行政处罚案件台账",
    columns=SHOWN,
    follow=lambda row: filters.go(provenance.CASE_PAGE, record_key=row["record_key"]),
    leads_to="案件详情和原始行",
    says=says,
    finds="案号、文号、当事人、案由、地址",
)
