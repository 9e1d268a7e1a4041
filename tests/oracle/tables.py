"""Catalogue, benchmarks and cases as the oracle reads them: plain values out of the published CSVs or a generation."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

PLACES = ("舞阳", "漯河", "河南", "全国", "国家")
"""Where a table comes from that binds this bureau, the nearest first (行政处罚法第三十四条)."""


@dataclass(frozen=True)
class Clause:
    """One clause of the catalogue; money in fen, shares of a base as fractions of one."""

    code: str
    no: int
    name: str
    law: str
    article: str
    precondition: str | None
    scope: str
    kind: str
    low: Fraction | None
    high: Fraction | None
    per_unit: str | None
    cap: Fraction | None
    fine_is: str | None


@dataclass(frozen=True)
class Band:
    """One row of a benchmark table."""

    id: str
    code: str
    clause: int
    name: str
    grade: str
    order: int
    scope: str
    kind: str
    low: Fraction
    high: Fraction | None
    low_in: bool
    high_in: bool
    per_unit: str | None
    cap: Fraction | None
    fine_is: str | None
    since: date | None
    until: date | None
    ordinal: tuple[int | None, int | None]
    window: int | None
    amount: tuple[Fraction | None, Fraction | None]
    amount_of: str | None
    place: str
    ground: str = ""
    """What the grade rests on, in words"""

    @property
    def by_base(self) -> bool:
        return self.kind in ("proportion", "multiple")

    @property
    def table(self) -> tuple[Any, ...]:
        """Rows of one table are in force together."""
        return self.place, self.since


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def clauses(rows: Sequence[Mapping[str, str]]) -> list[Clause]:
    """The clauses that hold in this county."""
    return [_clause(row) for row in rows if (row.get("applies_in_wuyang") or "yes").startswith("yes")]


def bands(rows: Sequence[Mapping[str, str]]) -> list[Band]:
    """The benchmark rows of places that bind this bureau."""
    return [_band(row) for row in rows if (row.get("jurisdiction") or PLACES[0]).startswith(PLACES)]


def _clause(row: Mapping[str, str]) -> Clause:
    by_base = row["penalty_kind"] in ("proportion", "multiple")
    low, high = ("base_min_pct", "base_max_pct") if by_base else ("min_yuan", "max_yuan")
    scale = Fraction(1, 100) if by_base else Fraction(100)
    return Clause(
        row["violation_code"], int(row["clause_no"]), row["name"], row.get("law") or "", row.get("article") or "",
        row.get("precondition") or None, row["party_scope"] or "全部", row["penalty_kind"],
        _scaled(row.get(low), scale), _scaled(row.get(high), scale), row.get("per_unit") or None,
        _scaled(row.get("cap_yuan"), Fraction(100)), row.get("fine_is") or None,
    )  # fmt: skip


def _band(row: Mapping[str, str]) -> Band:
    kind = row["penalty_kind"]
    scale = {"proportion": Fraction(1, 100), "multiple": Fraction(1)}.get(kind, Fraction(100))
    low, high = _scaled(row.get("min_value"), scale), _scaled(row.get("max_value"), scale)
    if kind in ("fixed", "per_unit_fixed"):
        high = high if high is not None else low
    return Band(
        row["benchmark_id"], row["violation_code"], int(row["clause_no"]), row.get("violation_name") or "",
        row["grade"], int(row.get("grade_order") or 0), row["party_scope"] or "全部", kind, low or Fraction(0), high,
        (row.get("min_inclusive") or "yes") == "yes", (row.get("max_inclusive") or "yes") == "yes",
        row.get("per_unit") or None, _scaled(row.get("cap_yuan"), Fraction(100)), row.get("fine_is") or None,
        _day(row.get("effective_from")), _day(row.get("effective_to")),
        (_whole(row.get("ordinal_min")), _whole(row.get("ordinal_max"))), _whole(row.get("window_months")),
        (_scaled(row.get("quantity_min"), Fraction(1)), _scaled(row.get("quantity_max"), Fraction(1))),
        row.get("quantity_var") or None, row.get("jurisdiction") or PLACES[0], row.get("circumstance") or "",
    )  # fmt: skip


def _scaled(text: str | None, scale: Fraction) -> Fraction | None:
    return Fraction(text) * scale if text else None


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
