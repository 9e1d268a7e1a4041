"""Fines just under a line that would have brought a fuller procedure, unit by unit beside the others.

Within half of the line on either side, how many lie below it: with the unit's amounts like the others', that count is
hypergeometric, which is the exact permutation of who decided which fine. Benford's law is refused: fines are assigned
in steps within ranges, and honest ones fail its test always.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.heaping import hypergeometric_chance
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
    chance: float
    verdict: str

    @property
    def expected(self) -> float:
        """How many of its fines near the line would lie below if they were like the others'."""
        return self.near * self.others_below / self.others_near if self.others_near else 0.0

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
        units = list(group)
        below, near = (sum(row[name] for row in units) for name in ("below_count", "near_count"))
        alpha = min(rule_value("fairness.alpha"), rule_value("fairness.page_alarm") / len(units))
        for row in units:
            others_below, others_near = below - row["below_count"], near - row["near_count"]
            chance = hypergeometric_chance(row["below_count"], row["near_count"], others_below, others_near)
            enough = row["near_count"] >= least and others_near >= least
            verdict = UNKNOWN if not enough else FLAGGED if chance < alpha else NORMAL
            found.append(
                Bunching(
                    row["unit"], kind, scope, line, row["below_count"], row["near_count"], others_below, others_near,
                    chance, verdict,
                )
            )  # fmt: skip
    return tuple(found)
