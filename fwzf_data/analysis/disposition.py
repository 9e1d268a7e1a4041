"""What people decided about findings: entries of the journal, the newest of a finding counts.

A finding is a lead; only a person says what it is. The entry pins what the person saw, so that a later change of the
evidence is noticed and the decision is never carried over to another matter in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from fwzf_data.errors import BadRequest

ACTION = "dispose"
OPEN = "待核"
STATES = (OPEN, "属实", "有正当理由", "数据错误")
_PINNED = ("finding_key", "code", "record_kind", "record_key", "certainty", "finding", "evidence", "evidence_digest")


class Entry(Protocol):
    """An entry of the journal."""

    @property
    def actor(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def body(self) -> dict[str, Any]: ...


class Journal(Protocol):
    """What is needed of the store's journal."""

    def append(self, action: str, actor: str, body: Mapping[str, Any]) -> Any: ...
    def entries(self, action: str | None = None, after: int = 0) -> Iterable[Any]: ...


@dataclass(frozen=True)
class Disposition:
    """One person's word on one finding."""

    state: str
    why: str
    actor: str
    at: datetime
    evidence_digest: str


def dispose(journal: Journal, finding: Mapping[str, Any], state: str, why: str, actor: str) -> None:
    """Write down what a person decided about one row of the findings list; back to 待核 takes it back.

    Raises BadRequest for an unknown state or a missing reason.
    """
    if state not in STATES:
        raise BadRequest(f"处置「{state}」不认识，应为{'、'.join(STATES)}之一。")
    if not why.strip():
        raise BadRequest("请写明理由，核实的经过或者依据的材料。")
    body = {name: finding[name] for name in _PINNED}
    journal.append(ACTION, actor, body | {"state": state, "why": why.strip()})


def dispositions(journal: Journal) -> dict[str, Disposition]:
    """The newest decision on each finding, by its key."""
    found: dict[str, Disposition] = {}
    entry: Entry
    for entry in journal.entries(ACTION):
        body = entry.body
        found[body["finding_key"]] = Disposition(
            body["state"], body["why"], entry.actor, entry.at, body["evidence_digest"]
        )
    return found


def is_stale(decided: Disposition | None, evidence_digest: str) -> bool:
    """Whether the evidence changed after a person looked at it: then it has to be looked at again."""
    return decided is not None and decided.state != OPEN and decided.evidence_digest != evidence_digest
