"""Which violations an unmatched text may mean, and why. All of it only proposes: a person decides
(``loading/text_decision``). What the words name comes first, then what is written alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import LCSseq

from fwzf_data.analysis.violation_words import read
from fwzf_data.rulebook import rule_value

MOST = 5
_SHORTEST = 3
"""Telling characters; two of them stand in many names by chance."""
_EVERYWHERE = frozenset("的了和或者及在未不擅自违反规定行为")


@dataclass(frozen=True)
class Proposal:
    """One clause a text may mean."""

    violation_code: str
    clause_no: int
    violation_name: str
    likeness: float
    is_said: bool
    """Whether the words of the text speak of it; else its name is only written alike."""

    @property
    def why(self) -> str:
        return "文字里有它的说法" if self.is_said else f"名称相似 {self.likeness:.0%}"


def proposals(written: str, clauses: Iterable[Mapping[str, Any]]) -> list[Proposal]:
    """The likeliest clauses, best first; ``clauses``: rows of ``violation_list``."""
    least = rule_value("violation_words.proposed_likeness")
    said = {_bare(name): place for place, name in enumerate(read(written).proposed)}
    found = [
        (said.get(_bare(row["violation_name"]), len(said)), row, _likeness(written, row["violation_name"]))
        for row in clauses
    ]
    kept = [
        (place, Proposal(row["violation_code"], row["clause_no"], row["violation_name"], likeness, place < len(said)))
        for place, row, likeness in found
        if place < len(said) or likeness >= least
    ]
    kept.sort(key=lambda pair: (pair[0], -pair[1].likeness, pair[1].violation_code, pair[1].clause_no))
    return [proposal for _, proposal in kept][:MOST]


def _bare(name: str) -> str:
    """A name without its punctuation."""
    return re.sub(r"\W", "", name)


def _likeness(one: str, other: str) -> float:
    """The share of the shorter name's telling characters that both have in the same order."""
    ours, theirs = ("".join(sign for sign in text if sign not in _EVERYWHERE) for text in (one, other))
    shorter = min(len(ours), len(theirs))
    return LCSseq.similarity(ours, theirs) / shorter if shorter >= _SHORTEST else 0.0
