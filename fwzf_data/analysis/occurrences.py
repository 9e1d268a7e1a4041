"""What happened day by day, and what it may be counted over, so that more patrols do not look like more violations.

What inspections found is counted over the inspections that looked for that violation. Where the ledger names what was
looked for although nothing was found, these are the ones that name it; elsewhere every inspection that names no other.
Complaints come without patrols and are counted over days. Of a case without its inspection nobody knows whether a
patrol found it: it is counted over both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.interrupted import Period
from fwzf_data.rulebook import rule_value

FOUND, OTHER, COMPLAINED = "检查发现", "其他案件", "有效投诉"
_COUNTS = {FOUND: "finding_count", OTHER: "other_case_count", COMPLAINED: "complaint_count"}


@dataclass(frozen=True)
class Series:
    """How often something happened each day, and what that is counted over."""

    counts: Mapping[date, int]
    inspections: Mapping[date, int] | None
    """None: counted over days."""
    since: date | None
    """First day of the records; before it nothing happened because nothing was written down."""
    until: date | None
    """Last day of the records, likewise."""

    def period(self, first: date, days: int) -> Period:
        """Count and exposure of so many days."""
        every = [first + timedelta(days=place) for place in range(days)]
        if self.inspections is None:
            over = sum(1 for day in every if self.since and self.until and self.since <= day <= self.until)
        else:
            over = sum(self.inspections.get(day, 0) for day in every)
        return sum(self.counts.get(day, 0) for day in every), float(over)

    def periods(self, firsts: Sequence[date], length: timedelta) -> list[Period]:
        """Those of several periods; one without any exposure says nothing and is left out."""
        return [period for first in firsts if (period := self.period(first, length.days))[1]]


@dataclass(frozen=True)
class Occurrences:
    """Everything that happened, day by day."""

    names: Mapping[str, str]
    """Violation code → name."""
    counts: Mapping[str, Mapping[str, Mapping[date, int]]]
    """By what is counted and violation."""
    since: Mapping[str, date]
    """First day of what is counted."""
    until: Mapping[str, date]
    """Last day of the ledger it is counted from."""
    looked: Mapping[str, Mapping[date, int]]
    """By violation: the inspections that looked for it."""
    looked_for_any: Mapping[date, int]
    """Those that looked for a violation of which no inspection says anything."""
    has_inspections: bool
    first_on: date | None
    last_on: date | None

    def over_inspections(self, counted: str, violation_code: str) -> Series:
        """Counted over the inspections that looked for the violation."""
        looked = self.looked.get(violation_code, self.looked_for_any)
        return self._series(counted, violation_code, looked)

    def over_days(self, counted: str, violation_code: str) -> Series:
        """Counted over days."""
        return self._series(counted, violation_code, None)

    def _series(self, counted: str, violation_code: str, looked: Mapping[date, int] | None) -> Series:
        counts = self.counts[counted].get(violation_code, {})
        return Series(counts, looked, self.since.get(counted), self.until.get(counted))

    def happened(self, counted: str, violation_code: str) -> bool:
        """Whether there is anything to count at all."""
        return any(self.counts[counted].get(violation_code, {}).values())


def occurrences(ask: Callable[..., Answer], as_of: date) -> Occurrences:
    """The days of every violation and of the inspections that looked for it."""
    rows = ask("violation_days").dicts()
    counts: dict[str, dict[str, dict[date, int]]] = {counted: defaultdict(dict) for counted in _COUNTS}
    looked: dict[str, dict[date, int]] = defaultdict(dict)
    clean: dict[str, int] = defaultdict(int)
    for_any: dict[date, int] = {}
    names: dict[str, str] = {}
    since: dict[str, date] = {}
    for row in rows:
        code, day = row["violation_code"], row["happened_on"]
        if code is None:
            for_any[day] = row["looked_count"]
            continue
        names[code] = row["violation_name"]
        for counted, column in _COUNTS.items():
            if row[column]:
                counts[counted][code][day] = row[column]
                since[counted] = min(day, since.get(counted, day))
        looked[code][day] = row["looked_count"]
        clean[code] += row["clean_count"]
    least = rule_value("risk.looked_for_share", as_of)
    for code, own in looked.items():
        if not clean[code] or clean[code] < least * sum(own.values()):
            looked[code] = {day: own.get(day, 0) + for_any.get(day, 0) for day in {*own, *for_any}}
    has_inspections = any(row["looked_count"] for row in rows)
    days = [row["happened_on"] for row in rows]
    until = {row["counted"]: row["last_on"] for row in ask("record_spans").dicts()}
    return Occurrences(
        names, counts, since, until, looked, for_any, has_inspections, min(days, default=None), max(days, default=None)
    )
