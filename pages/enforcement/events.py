"""计入频次的记录: what a frequency counts, each leading to its case or its original row."""

from __future__ import annotations

from typing import Any

from fwzf_data.web import filters, list_sentences, lists, provenance


def follow(row: dict[str, Any]) -> None:
    if row["event_kind"] == "案件":
        filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
    provenance.open_source(row)


lists.page(
    "violation_event_list",
    "计入频次的记录",
    "行政处罚案件、巡查检查、投诉举报或行政指导台账",
    follow=follow,
    leads_to="案件或原始行",
    says=list_sentences.events,
)
