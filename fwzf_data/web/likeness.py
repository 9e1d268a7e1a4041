"""Groups of like cases and two of them side by side, in the words a page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fwzf_data.analysis.query import QueryColumn
from fwzf_data.web.wording import BLANK, written

GROUPS = (
    "violation_name", "party_scope", "grade", "case_count", "fine_q1_fen", "fine_median_fen", "fine_q3_fen", "at_floor",
    "at_middle", "at_ceiling", "outside", "spread", "unit_count", "clause_no", "effective_from",
)  # fmt: skip
PAIRS = (
    "rank", "times", "light_fine_fen", "heavy_fine_fen", "light_unit", "heavy_unit", "differing", "days_between",
    "light_reason", "heavy_reason", "light_case_no", "heavy_case_no",
)  # fmt: skip
CASES = ("case_no", "unit", "fine_fen", "position", "percentile", "verdict", "discretion_factors", "decided_on")
_FIRST = ("fine_fen", "discretion_factors", "grade", "unit")
_APART = ("record_key", "own_key", "case_no", "decision_no", "unit_written", "match_how")
UNSAID = "（没有写明）"


def named(group: Mapping[str, Any]) -> str:
    """A group of like cases in one line."""
    clause = f"第 {group['clause_no']} 条款" if group["clause_no"] is not None else ""
    since = f"{group['effective_from']} 起的版本" if group["effective_from"] else ""
    parts = (group["violation_name"], clause, group["party_scope"] or "未填类型", group["grade"], since)
    return " · ".join(part for part in parts if part)


def side_by_side(
    one: Mapping[str, Any], other: Mapping[str, Any], columns: Sequence[QueryColumn]
) -> list[dict[str, str]]:
    """What the ledger says of both cases, line by line: what differs first, what neither says left out."""
    units = {column.name: column for column in columns}
    names = [*_FIRST, *(name for name in units if name not in (*_FIRST, *_APART))]
    lines = [
        {
            "项目": units[name].title,
            _head(one): _said(name, one[name], units[name].unit),
            _head(other): _said(name, other[name], units[name].unit),
            "比较": "相同" if one[name] == other[name] else "不同",
        }
        for name in names
        if name in units
        and (name == "discretion_factors" or any(case[name] not in (None, "", []) for case in (one, other)))
    ]
    return sorted(lines, key=lambda line: line["比较"] == "相同")


def _head(case: Mapping[str, Any]) -> str:
    return str(case["case_no"] or case["decision_no"] or case["record_key"])


def _said(name: str, value: Any, unit: str) -> str:
    return UNSAID if name == "discretion_factors" and not value else (written(value, unit) or BLANK)
