"""Which violations an unmatched text may mean. Likeness only proposes: a person decides (``intake/text_decision``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import LCSseq

MOST = 5
_LEAST = 0.3
"""Below this two names share little more than the words every name has."""
_EVERYWHERE = frozenset("的了和或者及在未不擅自违反规定行为")


@dataclass(frozen=True)
class Proposal:
    """One clause a text may mean."""

    violation_code: str
    clause_no: int
    violation_name: str
    likeness: float


def proposals(written: str, clauses: Iterable[Mapping[str, Any]]) -> list[Proposal]:
    """The likeliest clauses, best first; ``clauses``: rows of ``violation_list``."""
    found = [
        Proposal(row["violation_code"], row["clause_no"], row["violation_name"], score)
        for row in clauses
        if (score := _likeness(written, row["violation_name"])) >= _LEAST
    ]
    return sorted(found, key=lambda one: (-one.likeness, one.violation_code, one.clause_no))[:MOST]


def _likeness(one: str, other: str) -> float:
    """The share of the shorter name's telling characters that both have in the same order."""
    ours, theirs = ("".join(sign for sign in text if sign not in _EVERYWHERE) for text in (one, other))
    shorter = min(len(ours), len(theirs))
    return LCSseq.similarity(ours, theirs) / shorter if shorter else 0.0
