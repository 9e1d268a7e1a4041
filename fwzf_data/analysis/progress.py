"""The plan's obligations summed over the units that owe them, for the timeline and the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from fwzf_data.analysis.query import Answer

DONE, LATE = "已完成", "超期"
STATES = ("超期", "报称完成无佐证", "未报", "进行中", "未到期", "已完成", "无法核查")
"""The words of ``obligation_status.status``, what needs a person first."""


@dataclass(frozen=True)
class ObligationLine:
    """One obligation over all units that owe it."""

    obligation_id: str
    title: str
    phase: str | None
    due_on: date | None
    counts: Mapping[str, int]
    """State → units in it."""
    longest_overdue: int
    """Days; 0 where nothing is late."""

    @property
    def units(self) -> int:
        return sum(self.counts.values())

    @property
    def done_share(self) -> float:
        return self.counts.get(DONE, 0) / self.units if self.units else 0.0

    @property
    def is_late(self) -> bool:
        return self.counts.get(LATE, 0) > 0

    @property
    def words(self) -> str:
        """「超期 2 · 已完成 11」, or the one state where a single unit owes it."""
        if self.units == 1:
            return next(iter(self.counts))
        return " · ".join(f"{state} {self.counts[state]}" for state in STATES if self.counts.get(state))


def plan_lines(ask: Callable[..., Answer], _: date) -> list[ObligationLine]:
    """The plan as of a day, late obligations first."""
    return by_obligation(ask("obligation_status").dicts())


def late_words(count: int) -> str:
    """How many obligations some unit is late with."""
    return f"{count} 项有单位超期" if count else "没有单位超期"


def by_obligation(rows: Iterable[Mapping[str, Any]]) -> list[ObligationLine]:
    """One line per obligation from the rows of ``obligation_status`` (sorted by obligation), late ones first."""
    lines = []
    for key, group in groupby(rows, key=lambda row: row["obligation_id"]):
        own = list(group)
        counts = {state: sum(row["status"] == state for row in own) for state in STATES}
        lines.append(
            ObligationLine(
                key,
                own[0]["title"],
                own[0]["phase"],
                own[0]["due_on"],
                {state: count for state, count in counts.items() if count},
                max((row["days_overdue"] or 0 for row in own if row["status"] == LATE), default=0),
            )
        )
    return sorted(lines, key=lambda line: (not line.is_late, line.due_on or date.max, line.obligation_id))
