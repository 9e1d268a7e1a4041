"""The judged cases of a window in numbers: by verdict, by what is said of a deviation, by violation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fwzf_data.analysis.query import Answer

INSIDE = ("档内", "恰在界上")
OFF = ("低于档次", "高于档次", "超出法定幅度", "应有罚款而无", "应无罚款而有")
UNEXPLAINED, UNCHECKED = "无理由", "无法核查"
STATES = (UNEXPLAINED, "已说明", "已批准调整适用")


@dataclass(frozen=True)
class Judged:
    """How many cases got which verdict."""

    verdicts: Mapping[str, int]
    states: Mapping[str, int]
    """What is said of the deviations; a case that is none is not counted."""
    ranged: tuple[tuple[str, str], ...]
    """(code, name) of violations with a known range, the most frequent first."""

    @property
    def total(self) -> int:
        return sum(self.verdicts.values())

    @property
    def checked(self) -> int:
        return self.total - self.verdicts.get(UNCHECKED, 0)

    @property
    def off(self) -> int:
        return sum(self.states.values())


def judged(ask: Callable[..., Answer], _: date, *, from_on: date, to_on: date) -> Judged:
    """The cases decided in a window."""
    rows = ask("discretion_counts", from_on=from_on, to_on=to_on).dicts()
    verdicts, states, ranged = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for row in rows:
        verdicts[row["verdict"]] += row["case_count"]
        if row["deviation_state"]:
            states[row["deviation_state"]] += row["case_count"]
        if row["has_range"]:
            ranged[row["violation_code"], row["violation_name"]] += row["case_count"]
    return Judged(verdicts, states, tuple(sorted(ranged, key=lambda pair: (-ranged[pair], pair))))
