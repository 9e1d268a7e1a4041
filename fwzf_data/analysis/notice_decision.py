"""What people decided about 通报 of units that are slow: entries of the journal, of a unit and year the newest counts.

The rules only propose; the entry pins why they did when the person looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fwzf_data.analysis.disposition import Entry, Journal
from fwzf_data.analysis.progress import UnitLine
from fwzf_data.errors import BadRequest

ACTION = "slow_progress"
DECISIONS = ("列入通报", "不列入通报")


@dataclass(frozen=True)
class Decided:
    """One person's word on one unit."""

    decision: str
    why: str
    actor: str
    as_of: date
    """The day the figures stood on that the person looked at."""


def decide(
    journal: Journal, lines: Iterable[UnitLine], unit: str, decision: str, why: str, actor: str, as_of: date
) -> None:
    """Write down whether a unit is named; ``lines``: all units as of that day.

    Raises BadRequest for a unit nothing is proposed of, an unknown decision or a missing reason.
    """
    reasons = {line.unit: line.reasons for line in lines if line.is_slow}
    if unit not in reasons:
        told = f"建议通报的是{'、'.join(reasons)}" if reasons else "没有建议通报的单位"
        raise BadRequest(f"截至 {as_of} 没有建议通报「{unit}」：{told}。")
    if decision not in DECISIONS:
        raise BadRequest(f"决定「{decision}」不认识，应为{'、'.join(DECISIONS)}之一。")
    if not why.strip():
        raise BadRequest("请写明理由。")
    journal.append(
        ACTION,
        actor,
        {
            "unit": unit,
            "decision": decision,
            "why": why.strip(),
            "as_of": as_of.isoformat(),
            "reasons": list(reasons[unit]),
        },
    )


def decisions(journal: Journal, year: int) -> dict[str, Decided]:
    """The newest word on each unit in the year of the as-of day, by unit."""
    found: dict[str, Decided] = {}
    entry: Entry
    for entry in journal.entries(ACTION):
        body, as_of = entry.body, date.fromisoformat(entry.body["as_of"])
        if as_of.year == year:
            found[body["unit"]] = Decided(body["decision"], body["why"], entry.actor, as_of)
    return found
