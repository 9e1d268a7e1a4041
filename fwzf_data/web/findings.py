"""Everything found, with what people said of it: the one list that the front page and the desk of findings share."""

from __future__ import annotations

from dataclasses import dataclass

from fwzf_data.analysis.attention import Attention, attention
from fwzf_data.analysis.checks import NO_UNIT
from fwzf_data.analysis.disposition import OPEN, dispositions
from fwzf_data.analysis.finding import Row
from fwzf_data.analysis.findings_desk import RuleFare, as_answer, disposed, fares, found
from fwzf_data.analysis.query import Answer
from fwzf_data.web.desk import Desk


@dataclass(frozen=True)
class Findings:
    """The list as of the desk's day, shared by all sessions: never change it."""

    rows: tuple[Row, ...]
    waiting: int
    changed: int
    """Decided, but the evidence is another since."""
    rules: tuple[str, ...]
    units: frozenset[str]
    fares: tuple[RuleFare, ...]


def findings(desk: Desk) -> Findings:
    """Kept until somebody writes something down."""
    return desk.as_written(_findings)


def chosen(desk: Desk, rule: str | None, unit: str | None, state: str | None) -> Answer:
    """Those of one rule, unit and disposition, or of all, as tables show them."""
    return desk.as_written(_chosen, rule=rule, unit=unit, state=state)


def sentences(desk: Desk) -> list[Attention]:
    """What needs attention, kept likewise."""
    return desk.as_written(_sentences)


def _findings(desk: Desk) -> Findings:
    rows = disposed(desk.once(found), dispositions(desk.home.journal))
    return Findings(
        rows,
        sum(row["disposition"] == OPEN for row in rows),
        sum(bool(row["is_evidence_changed"]) for row in rows),
        tuple(sorted({_rule(row) for row in rows})),
        frozenset(_unit(row) for row in rows),
        fares(rows),
    )


def _chosen(desk: Desk, *, rule: str | None, unit: str | None, state: str | None) -> Answer:
    rows = [
        row
        for row in findings(desk).rows
        if (rule is None or rule == _rule(row))
        and (unit is None or unit == _unit(row))
        and (state is None or state == row["disposition"])
    ]
    return as_answer(rows, desk.as_of)


def _rule(row: Row) -> str:
    return f"{row['code']} {row['title']}"


def _unit(row: Row) -> str:
    return row["unit"] or NO_UNIT


def _sentences(desk: Desk) -> list[Attention]:
    return attention(desk.answer, desk.as_of, findings(desk).rows)
