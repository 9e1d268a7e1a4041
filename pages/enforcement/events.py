"""计入频次的记录: what a frequency counts, each leading to its case or its original row."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.web import filters, lists, provenance

MEASURES = {"案件": "件", "检查": "次", "投诉": "件", "指导": "次"}


def follow(row: dict[str, Any]) -> None:
    if row["event_kind"] == "案件":
        filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
    provenance.open_source(row)


def says(answer: Answer) -> str:
    times: Counter[str] = Counter()
    for row in answer.dicts():
        times[row["event_kind"]] += row["times"]
    return "其中" + "、".join(f"{kind} {times[kind]:,} {unit}" for kind, unit in MEASURES.items() if times[kind])


lists.page(
    "violation_event_list",
    "计入频次的记录",
    "行政处罚案件、巡查检查、投诉举报或行政指导台账",
    follow=follow,
    leads_to="案件或原始行",
    says=says,
)
