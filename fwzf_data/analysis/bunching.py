"""Fines just under a line that would have brought a fuller procedure, unit by unit beside the others.

Within half of the line on either side, how many lie below it: with the unit's amounts like the others' for the same
violation, clause and grade, that count is a sum of hypergeometric ones, which is the exact permutation of who decided
which fine. A violation whose fines cannot reach the line, or that nobody else decided, tells nothing.

Benford's law is refused: fines are assigned in steps within ranges, and honest ones fail its test always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.heaping import Sides, hypergeometric_chance
from fwzf_data.rulebook import rule_value

NO_BENFORD = (
    "罚款不用首位数字（本福特）定律检验：那个定律只适用于跨几个数量级、不由人定的数；罚款在法定幅度里按习惯数取整，"
    "完全诚实的罚款也一定不合，用它等于冤枉人。看是否压线，用下面的界线两边对比。"
)


@dataclass(frozen=True)
class Bunching:
    """One unit at one line."""

    unit: str
    line_kind: str
    party_scope: str
    line_fen: int
    below: int
    near: int
    others_below: int
    others_near: int
    expected: float
    """How many of its fines near the line would lie below if they were like the others'"""
    chance: float
    verdict: str

    @property
    def is_flagged(self) -> bool:
        return self.verdict == FLAGGED


FLAGGED, NORMAL, UNKNOWN = "值得复核（压线）", "正常波动", "数据不足"


def bunching(
    ask: Callable[..., Answer], _: date, *, from_on: date | None = None, to_on: date | None = None
) -> tuple[Bunching, ...]:
    """Every unit at every line it has fines near."""
    rows = ask("fines_near_lines", from_on=from_on, to_on=to_on).dicts()
    least = rule_value("fairness.near_cases")
    found = []
    for (kind, scope, line), group in groupby(
        rows, lambda row: (row["line_kind"], row["party_scope"], row["line_fen"])
    ):
        strata = _strata(group)
        units = sorted({unit for stratum in strata for unit in stratum})
        alpha = min(rule_value("fairness.alpha"), rule_value("fairness.page_alarm") / len(units))
        for unit in units:
            kinds = [sides for stratum in strata if (sides := _sides(stratum, unit)).tells]
            near, others_near = sum(one.near for one in kinds), sum(one.others_near for one in kinds)
            chance = hypergeometric_chance(kinds)
            enough = near >= least and others_near >= least
            verdict = UNKNOWN if not enough else FLAGGED if chance < alpha else NORMAL
            found.append(
                Bunching(
                    unit, kind, scope, line, sum(one.below for one in kinds), near,
                    sum(one.others_below for one in kinds), others_near, sum(one.expected for one in kinds),
                    chance, verdict,
                )
            )  # fmt: skip
    return tuple(found)


Stratum = dict[str, tuple[int, int]]
"""Fines below and near the line, by unit"""


def _strata(rows: Iterable[Mapping[str, Any]]) -> list[Stratum]:
    """The fines near one line by what they are for."""
    strata: dict[tuple[Any, ...], Stratum] = {}
    for row in rows:
        kind = tuple(row[name] for name in ("violation_code", "violation_name", "clause_no", "grade"))
        strata.setdefault(kind, {})[row["unit"]] = (row["below_count"], row["near_count"])
    return list(strata.values())


def _sides(stratum: Stratum, unit: str) -> Sides:
    below, near = stratum.get(unit, (0, 0))
    all_below, all_near = (sum(part) for part in zip(*stratum.values(), strict=True))
    return Sides(below, near, all_below - below, all_near - near)
