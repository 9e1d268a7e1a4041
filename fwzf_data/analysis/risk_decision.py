"""What people decided about risk: entries of the journal; of one violation the newest counts, and data never undo it.

The entry pins what the rules proposed when the person looked, so that a later difference can be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fwzf_data.analysis.disposition import Journal
from fwzf_data.analysis.risk_grade import LEVELS
from fwzf_data.errors import BadRequest

CONFIRM = "confirm_risk"
_PINNED = ("violation_code", "violation_name", "frequency", "harm", "form", "proposed_level", "rule")


@dataclass(frozen=True)
class Confirmed:
    """One person's word on the level of one violation."""

    level: str
    why: str
    actor: str
    at: datetime
    proposed: str
    """What the rules proposed then."""
    mode: str | None = None
    """By which mode they proposed it; earlier entries do not say."""


def confirm(journal: Journal, row: Mapping[str, Any], level: str | None, why: str, actor: str, mode: str) -> None:
    """Write down the level of one row of the list graded by a mode; no level takes an earlier word back.

    Raises BadRequest for an unknown level or a missing reason.
    """
    if level is not None and level not in LEVELS:
        raise BadRequest(f"风险等级「{level}」不认识，应为{'、'.join(reversed(LEVELS))}之一。")
    if not why.strip():
        raise BadRequest("请写明理由：为什么定为这一级，或者为什么撤销。")
    pinned = {name: row[name] for name in _PINNED} | {"mode": mode}
    journal.append(CONFIRM, actor, pinned | {"level": level, "why": why.strip()})


def confirmations(journal: Journal) -> dict[str, Confirmed]:
    """The newest word on each violation, by code."""
    found: dict[str, Confirmed] = {}
    for entry in journal.entries(CONFIRM):
        body = entry.body
        found.pop(body["violation_code"], None)
        if body["level"] is not None:
            found[body["violation_code"]] = Confirmed(
                body["level"], body["why"], entry.actor, entry.at, body["proposed_level"], body.get("mode")
            )
    return found


def difference(decided: Confirmed | None, proposed: str, mode: str) -> str | None:
    """How a confirmed level and what the data propose now differ, in words; nothing where they agree as they did.

    Another mode proposes another level from the same data: then there is nothing to compare.
    """
    if decided is None or decided.mode != mode:
        return None
    if proposed != decided.proposed:
        return f"确定时建议 {decided.proposed}，现在建议 {proposed}，请再看"
    return None if proposed == decided.level else f"建议 {proposed}，确定为 {decided.level}"
