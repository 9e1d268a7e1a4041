"""运动式执法: weeks in which far more cases were opened than their working days explain, and no campaign announced it.

Scanned are the bureau as a whole, each unit, each violation and each unit's violations, where they have cases enough;
the chance of a false alarm is shared out among them. A burst inside an announced campaign is annotated, never flagged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.burst import Burst, find_burst
from fwzf_data.rulebook import rule_value

BUREAU = "全局"
SEED = 20220401
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Series:
    """Cases per week of the bureau, a unit, a violation or both."""

    unit: str | None
    violation_code: str | None
    violation_name: str | None
    counts: tuple[int, ...]

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.unit or BUREAU, self.violation_name) if part)


@dataclass(frozen=True)
class FoundBurst:
    """A burst of one series on its days."""

    series: Series
    from_on: date
    to_on: date
    count: int
    expected: float
    campaign: str | None
    """The announced campaign that explains it"""

    @property
    def sentence(self) -> str:
        weeks = ((self.to_on - self.from_on).days + 1) // 7
        said = (
            f"{self.series.name} {self.from_on} 至 {self.to_on}（{weeks} 周）立案 {self.count} 件，"
            f"按全年进度应为 {self.expected:.1f} 件"
        )
        return (
            f"{said}；在公布的「{self.campaign}」期间。"
            if self.campaign
            else f"{said}；没有公布的专项行动，请核实原因。"
        )


@dataclass(frozen=True)
class Calendar:
    """What the calendar page draws."""

    weeks: tuple[date, ...]
    exposure: tuple[float, ...]
    total: tuple[int, ...]
    bursts: tuple[FoundBurst, ...]
    """Those no campaign explains first, then by day"""
    scanned: int
    """How many series were looked at"""

    @property
    def unexplained(self) -> tuple[FoundBurst, ...]:
        return tuple(burst for burst in self.bursts if burst.campaign is None)


def calendar(
    ask: Callable[..., Answer], _: date, *, from_on: date | None = None, to_on: date | None = None
) -> Calendar:
    """The weeks of a window with their bursts."""
    rows = ask("enforcement_by_week", from_on=from_on, to_on=to_on).dicts()
    campaigns = ask("announced_campaigns", from_on=from_on, to_on=to_on).dicts()
    off = rule_value("fairness.day_off_weight")
    exposure = {row["week_on"]: row["workday_count"] + off * row["day_off_count"] for row in rows}
    weeks = tuple(exposure)
    series = _series(rows, weeks)
    level = rule_value("fairness.burst_chance") / max(1, len(series))
    found = []
    for one in series:
        if burst := scan_weeks(one.counts, tuple(exposure.values()), level):
            first, last = weeks[burst.first], weeks[burst.first + burst.weeks - 1] + _WEEK - timedelta(days=1)
            known = [campaign for campaign in campaigns if _explains(campaign, one, first, last)]
            closest = min(known, key=lambda campaign: campaign["to_on"] - campaign["from_on"], default={})
            found.append(FoundBurst(one, first, last, burst.count, burst.expected, closest.get("campaign")))
    found.sort(key=lambda burst: (burst.campaign is not None, burst.from_on, burst.series.name))
    whole = [0] * len(weeks)
    for row in rows:
        whole[weeks.index(row["week_on"])] += row["case_count"]
    return Calendar(weeks, tuple(exposure.values()), tuple(whole), tuple(found), len(series))


def scan_weeks(counts: Sequence[int], exposure: Sequence[float], level: float | None = None) -> Burst | None:
    """The burst of one series, if it is rarer than ``level`` among years without any."""
    lengths, draws = rule_value("fairness.burst_weeks"), rule_value("fairness.burst_draws")
    found = find_burst(counts, exposure, lengths, draws, SEED)
    return (
        found if found and found.chance <= (rule_value("fairness.burst_chance") if level is None else level) else None
    )


def _series(rows: Sequence[Mapping[str, Any]], weeks: Sequence[date]) -> list[Series]:
    """Every series with cases enough, the largest first, the bureau before its parts."""
    place = {week: number for number, week in enumerate(weeks)}
    counts: dict[tuple[str | None, str | None], list[int]] = {}
    names = {row["violation_code"]: row["violation_name"] for row in rows}
    for row in rows:
        if row["case_count"]:
            for unit in {None, row["unit"]}:
                for code in {None, row["violation_code"]}:
                    line = counts.setdefault((unit, code), [0] * len(weeks))
                    line[place[row["week_on"]]] += row["case_count"]
    enough = [
        Series(unit, code, names.get(code) if code else None, tuple(line))
        for (unit, code), line in counts.items()
        if sum(line) >= rule_value("fairness.burst_cases")
    ]
    enough.sort(key=lambda one: (-sum(one.counts), one.unit or "", one.violation_code or ""))
    return enough[: rule_value("fairness.burst_series")]


def _explains(campaign: Mapping[str, Any], series: Series, first: date, last: date) -> bool:
    """Whether a campaign was announced for more than half of these days, this unit and this violation."""
    shared = (min(last, campaign["to_on"]) - max(first, campaign["from_on"])).days + 1
    # A week counts whole: a campaign that begins on a Wednesday explains the week it begins in.
    shared += (7 if campaign["from_on"] > first else 0) + (7 if campaign["to_on"] < last else 0) if shared > 0 else 0
    return (
        2 * shared > (last - first).days + 1
        and (series.unit is None or not campaign["units"] or series.unit in campaign["units"])
        and (
            series.violation_code is None
            or not campaign["is_known"]
            or series.violation_code in campaign["violation_codes"]
        )
    )
