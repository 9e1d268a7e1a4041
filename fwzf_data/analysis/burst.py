"""运动式执法: weeks in which far more cases were opened than their working days explain, and no campaign announced it.

Scanned are the bureau as a whole, each unit, each violation and each unit's violations, where they have cases enough;
the chance of a false alarm is shared out among them. Weeks no ledger was loaded for are not compared, and a unit is
expected to have cases only in the weeks it reported: one that begins in July is no burst of July. A burst an announced
campaign accounts for is annotated, never flagged, and the other weeks are looked at once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.burst import Burst, find_burst
from fwzf_data.rulebook import rule_value

BUREAU = "全局"
SEED = 20220401
_WEEK = timedelta(days=7)

Kind = tuple[str | None, str | None]
"""Unit and violation code"""
Counts = Mapping[Kind, Sequence[int]]
"""Cases a week of each kind"""


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

    def covers(self, kind: Kind) -> bool:
        """Whether the cases of a unit and a violation are part of it."""
        return self.unit in (None, kind[0]) and self.violation_code in (None, kind[1])


_Exposed = tuple[Series, tuple[float, ...]]
"""A series beside what each week lets expect of it"""


@dataclass(frozen=True)
class FoundBurst:
    """A burst of one series on its days."""

    series: Series
    from_on: date
    to_on: date
    strongest_on: date
    """Monday of its strongest week"""
    count: int
    expected: float
    campaign: str | None
    """The announced campaign that explains it"""
    unread: tuple[str, ...] = ()
    """Campaigns of these days that may have been meant: not all of what they are about is a known violation"""

    @property
    def note(self) -> str:
        """What the announced campaigns say of it."""
        if self.campaign:
            return f"在公布的「{self.campaign}」期间"
        if self.unread:
            names = "".join(f"「{name}」" for name in self.unread)
            return f"没有公布的专项行动能说明；{names}的涉及事项有认不出是哪种违法行为的，不作为说明，请核实原因"
        return "没有公布的专项行动，请核实原因"

    @property
    def sentence(self) -> str:
        weeks = ((self.to_on - self.from_on).days + 1) // 7
        return (
            f"{self.series.name} {self.from_on} 至 {self.to_on}（{weeks} 周）立案 {self.count} 件，"
            f"按平常进度应为 {self.expected:.1f} 件；{self.note}。"
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
    per_week = {row["week_on"]: row["workday_count"] + off * row["day_off_count"] for row in rows}
    weeks = tuple(per_week)
    kinds = _kinds(rows, weeks)
    reported = _Reported.of(ask("reported_weeks", from_on=from_on, to_on=to_on).dicts(), per_week)
    series = _series(rows, kinds, reported)
    level = rule_value("fairness.burst_chance") / max(1, len(series))
    found = []
    for one, exposure in series:
        for burst in every_burst(one.counts, exposure, level):
            inside = range(burst.first, burst.first + burst.weeks)
            first, last = weeks[inside[0]], weeks[inside[-1]] + _WEEK - timedelta(days=1)
            near = [campaign for campaign in campaigns if _is_on(campaign, first, last)]
            campaign = _explaining(near, one, kinds, reported, burst, level)
            unread = tuple(
                near_one["campaign"] for near_one in near if near_one["violations"] and not near_one["is_known"]
            )
            strongest = max(inside, key=lambda week: (one.counts[week] / exposure[week], -week))
            found.append(
                FoundBurst(
                    one, first, last, weeks[strongest], burst.count, burst.expected, campaign,
                    () if campaign else unread,
                )
            )  # fmt: skip
            if not campaign:
                break
    found.sort(key=lambda burst: (burst.campaign is not None, burst.from_on, burst.series.name))
    whole = [sum(counts) for counts in zip(*kinds.values(), strict=True)] or [0] * len(weeks)
    return Calendar(weeks, reported.exposure(kinds), tuple(whole), tuple(found), len(series))


def every_burst(counts: Sequence[int], exposure: Sequence[float], level: float) -> Iterator[Burst]:
    """The bursts of one series, the strongest first: each is looked for without the weeks of those before it."""
    left, weight = list(counts), list(exposure)
    while found := scan_weeks(left, weight, level):
        yield found
        for week in range(found.first, found.first + found.weeks):
            left[week], weight[week] = 0, 0.0


def scan_weeks(counts: Sequence[int], exposure: Sequence[float], level: float | None = None) -> Burst | None:
    """The burst of one series, if it is rarer than ``level`` among years without any."""
    lengths, draws = rule_value("fairness.burst_weeks"), rule_value("fairness.burst_draws")
    found = find_burst(counts, exposure, lengths, draws, SEED)
    return (
        found if found and found.chance <= (rule_value("fairness.burst_chance") if level is None else level) else None
    )


def _kinds(rows: Sequence[Mapping[str, Any]], weeks: Sequence[date]) -> dict[Kind, list[int]]:
    """Cases per week of each unit's violations."""
    place = {week: number for number, week in enumerate(weeks)}
    counts: dict[Kind, list[int]] = {}
    for row in rows:
        if row["case_count"]:
            line = counts.setdefault((row["unit"], row["violation_code"]), [0] * len(weeks))
            line[place[row["week_on"]]] += row["case_count"]
    return counts


def _series(rows: Sequence[Mapping[str, Any]], kinds: Counts, reported: _Reported) -> list[_Exposed]:
    """Every series with cases and weeks enough, the largest first, the bureau before its parts."""
    parts: dict[Kind, dict[Kind, Sequence[int]]] = {}
    names = {row["violation_code"]: row["violation_name"] for row in rows}
    for (of_unit, of_code), line in kinds.items():
        for unit in {None, of_unit}:
            for code in {None, of_code}:
                parts.setdefault((unit, code), {})[of_unit, of_code] = line
    made = (
        (Series(unit, code, names.get(code) if code else None, _whole(own)), reported.exposure(own))
        for (unit, code), own in parts.items()
        if sum(map(sum, own.values())) >= rule_value("fairness.burst_cases")
    )
    least = rule_value("fairness.burst_least_weeks")
    enough = [(one, exposure) for one, exposure in made if sum(weight > 0 for weight in exposure) >= least]
    enough.sort(key=lambda part: (-sum(part[0].counts), part[0].unit or "", part[0].violation_code or ""))
    return enough[: rule_value("fairness.burst_series")]


def _whole(kinds: Counts) -> tuple[int, ...]:
    return tuple(map(sum, zip(*kinds.values(), strict=True)))


@dataclass(frozen=True)
class _Reported:
    """The working days of each week that somebody, and that each unit, reported cases of."""

    bureau: tuple[float, ...]
    of_unit: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], per_week: Mapping[date, float]) -> _Reported:
        off = rule_value("fairness.day_off_weight")
        own: dict[str, dict[date, float]] = {}
        for row in rows:
            days = row["workday_count"] + off * row["day_off_count"]
            # In a month nobody reported, no unit did.
            own.setdefault(row["unit"], {})[row["week_on"]] = min(days, per_week.get(row["week_on"], 0.0))
        return cls(
            tuple(per_week.values()),
            {unit: tuple(days.get(week, 0.0) for week in per_week) for unit, days in own.items() if any(days.values())},
        )

    def unit(self, name: str | None) -> tuple[float, ...]:
        """Cases of nobody in particular may come from any week the bureau reported."""
        return self.bureau if name is None else self.of_unit.get(name, self.bureau)

    def exposure(self, kinds: Counts) -> tuple[float, ...]:
        """What each week lets expect if every unit had its cases evenly over the working days it reported."""
        cases: dict[str | None, int] = {}
        for (unit, _), line in kinds.items():
            cases[unit] = cases.get(unit, 0) + sum(line)
        if len({self.unit(unit) for unit in cases}) == 1:
            return self.unit(next(iter(cases)))
        weight = [0.0] * len(self.bureau)
        for unit, count in sorted(cases.items(), key=lambda one: one[0] or ""):
            days = self.unit(unit)
            weight = [before + count * part / sum(days) for before, part in zip(weight, days, strict=True)]
        return tuple(weight) if cases else self.bureau


def _is_on(campaign: Mapping[str, Any], first: date, last: date) -> bool:
    """Whether a campaign was announced for more than half of these days."""
    shared = (min(last, campaign["to_on"]) - max(first, campaign["from_on"])).days + 1
    # A week counts whole: a campaign that begins on a Wednesday explains the week it begins in.
    shared += (7 if campaign["from_on"] > first else 0) + (7 if campaign["to_on"] < last else 0) if shared > 0 else 0
    return bool(2 * shared > (last - first).days + 1)


def _is_about(campaign: Mapping[str, Any], kind: Kind) -> bool:
    """Whether cases of this unit and violation are the campaign's own; words nobody can read name no violation."""
    unit, code = kind
    return (not campaign["units"] or unit in campaign["units"]) and (
        not campaign["violations"] or code in campaign["violation_codes"]
    )


def _explaining(
    campaigns: Sequence[Mapping[str, Any]],
    series: Series,
    kinds: Counts,
    reported: _Reported,
    burst: Burst,
    level: float,
) -> str | None:
    """The campaign with most surplus of its own in a burst. None unless campaigns account for more than half of the
    surplus and the cases of no campaign do not burst there too."""
    own = {kind: line for kind, line in kinds.items() if series.covers(kind)}
    inside = slice(burst.first, burst.first + burst.weeks)

    def surplus(lines: Counts) -> float:
        wanted = 0.0
        for (unit, _), line in lines.items():
            days = reported.unit(unit)
            wanted += sum(line) * sum(days[inside]) / sum(days)
        return sum(sum(line[inside]) for line in lines.values()) - wanted

    gains = [
        (surplus({kind: line for kind, line in own.items() if _is_about(campaign, kind)}), campaign)
        for campaign in campaigns
    ]
    known = [(gain, campaign) for gain, campaign in gains if gain > 0]
    rest = {kind: line for kind, line in own.items() if not any(_is_about(campaign, kind) for _, campaign in known)}
    if 2 * surplus(rest) >= surplus(own) or any(
        left.first < inside.stop and inside.start < left.first + left.weeks
        for left in every_burst(_whole(rest), reported.exposure(rest), level)
    ):
        return None
    _, closest = max(known, key=lambda one: (one[0], one[1]["from_on"] - one[1]["to_on"]))
    return str(closest["campaign"])
