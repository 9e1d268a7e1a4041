"""The plan's obligations summed over the units that owe them, and the units over what they owe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.rulebook import rule_value

DONE, LATE, UNREPORTED = "已完成", "超期", "未报"
STATES = ("超期", "报称完成无佐证", "未报", "进行中", "未到期", "已完成", "无法核查")
"""The words of ``obligation_status.status``, what needs a person first."""
HARD = ("有期限", "计次", "有无")
"""The kinds of duties with an end, as ``obligation_status.kind`` says them."""


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


@dataclass(frozen=True)
class UnitLine:
    """One unit over the duties it bears: how far it is, how far the time is, and why a notice is proposed."""

    unit: str
    counts: Mapping[str, int]
    """State → duties in it."""
    hard: int
    """Duties with an end: a day, a number, or something that has to exist."""
    progress: float
    time: float
    """Shares of one of the hard duties, on average."""
    reasons: tuple[str, ...]
    """Why 通报 is proposed; none where it is not. A person decides."""

    @property
    def is_slow(self) -> bool:
        return bool(self.reasons)


def by_unit(rows: Iterable[Mapping[str, Any]], as_of: date) -> list[UnitLine]:
    """One line per unit from the rows of ``obligation_status``, those with reasons for a notice first."""
    most_late, margin = rule_value("progress.slow_overdue"), rule_value("progress.slow_margin_pct")
    own: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        own.setdefault(row["unit"], []).append(row)
    lines = [_unit_line(unit, duties, as_of, most_late, margin) for unit, duties in own.items()]
    return sorted(lines, key=lambda line: (not line.is_slow, -line.counts.get(LATE, 0), line.progress - line.time))


def units_of_plan(ask: Callable[..., Answer], as_of: date) -> list[UnitLine]:
    """Who is behind, as of a day."""
    return by_unit(ask("obligation_status").dicts(), as_of)


def _unit_line(unit: str, duties: list[Mapping[str, Any]], as_of: date, most_late: int, margin: int) -> UnitLine:
    hard = [row for row in duties if row["kind"] in HARD and row["due_on"]]
    progress = sum(map(_done_part, hard)) / len(hard) if hard else 0.0
    time = sum(_time_part(row, as_of) for row in hard) / len(hard) if hard else 0.0
    late = sum(row["status"] == LATE for row in duties)
    reasons = []
    if late >= most_late:
        reasons.append(f"{late} 项超期")
    if 100 * (time - progress) > margin:
        reasons.append(f"有期限的义务平均做到 {progress:.0%}，时间已过 {time:.0%}")
    counts = {state: sum(row["status"] == state for row in duties) for state in STATES}
    return UnitLine(unit, {state: n for state, n in counts.items() if n}, len(hard), progress, time, tuple(reasons))


def _done_part(row: Mapping[str, Any]) -> float:
    """What is proved of a duty; a claim without evidence is nothing."""
    if row["status"] == DONE:
        return 1.0
    share = row["share"]
    return min(1.0, share["num"] / share["den"]) if share and share["den"] else 0.0


def _time_part(row: Mapping[str, Any], as_of: date) -> float:
    """How much of the time from the beginning of its phase to its deadline is over."""
    first = min(row["phase_from"] or row["due_on"], row["due_on"])
    days = (row["due_on"] - first).days
    return 1.0 if as_of >= row["due_on"] else max(0.0, (as_of - first).days / days if days else 0.0)
