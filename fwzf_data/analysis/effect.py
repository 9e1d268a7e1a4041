"""Did a violation fall after the list was published or guidance was given? One interrupted series per violation.

Found offences are counted per inspection, complaints per day: patrols that double find twice as much and change
nothing. Periods of four weeks are laid out from the day itself. Against the same periods of the year before, a season
and a slow rise or fall cancel out; where there is no such year, a change must be larger than a season may make it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.interrupted import Period, Step, step, step_against, visible_ratio
from fwzf_data.rulebook import rule_value

FALLING, RISING, UNSEEN, TOO_FEW = "下降", "上升", "看不出", "数据不足"
FOUND, COMPLAINED = "案件和检查发现", "有效投诉"
PER_INSPECTION, PER_DAY = "每次检查", "每天"
LAST_YEAR, ONE_YEAR = "已扣除上一年同期的变化", "没有上一年同期，没有扣除季节"
_YEAR = timedelta(days=364)
"""Fifty-two weeks: a day keeps its weekday."""

PREVENTION_EFFECT = Query(
    name="prevention_effect",
    room="analysis",
    sql="",
    title="公布和指导以后的升降",
    purpose="各违法行为在公布清单、开展指导以后，每次检查的发现和每天的投诉是降是升，差别有多大把握。",
    grain="一种违法行为的一次公布或首次指导、一种数法一行",
    source="中断时间序列，准泊松方差（McCullagh 和 Nelder 1989）；界线见规则 effect",
    reads=(),
    notes=(
        "检查翻一番，发现的也会翻一番：发现的按每次检查算，投诉按每天算。",
        "有上一年同期的，扣除上一年同期前后的变化，季节和缓慢的升降因此抵消；没有的，差别要超过季节可能造成的倍数才算。",
        "下降、上升：偶然出现的可能很小；看不出：差别可能是偶然或季节；数据不足：段数或次数太少。",
        "下降也可能另有原因，例如同时开展的专项行动；只登记已结案件的台账，最近一两个月会偏少。",
        "倍数是之后与之前之比：0.5 是降了一半。能看出的最小降幅：现有数据有八成把握看出的。",
    ),
    params={
        "violation_code": {"type": "text", "title": "违法行为代码"},
        "intervention": {"type": "text", "title": "做法"},
    },
    columns=(
        QueryColumn("violation_code", "违法行为代码"),
        QueryColumn("violation_name", "违法行为"),
        QueryColumn("intervention", "做法"),
        QueryColumn("after_on", "之后从"),
        QueryColumn("version", "版本"),
        QueryColumn("counted", "数的是"),
        QueryColumn("counted_over", "按什么算"),
        QueryColumn("before_rate", "之前"),
        QueryColumn("after_rate", "之后"),
        QueryColumn("ratio", "倍数"),
        QueryColumn("ratio_low", "倍数下限"),
        QueryColumn("ratio_high", "倍数上限"),
        QueryColumn("visible_drop", "能看出的最小降幅（%）"),
        QueryColumn("compared_with", "季节"),
        QueryColumn("verdict", "判断"),
        QueryColumn("why", "理由"),
        QueryColumn("before_from", "之前从"),
        QueryColumn("after_to", "之后到"),
    ),
)


@dataclass(frozen=True)
class Window:
    """Periods of equal length before and after a day, whole ones only."""

    before: tuple[date, ...]
    """First days, the nearest to the day first."""
    after: tuple[date, ...]
    length: timedelta
    has_former: bool = False
    """Whether the same periods of the year before are recorded, with nothing published or begun in them."""

    def shifted(self, by: timedelta) -> Window:
        return Window(tuple(day + by for day in self.before), tuple(day + by for day in self.after), self.length)

    @property
    def first_on(self) -> date | None:
        return self.before[-1] if self.before else None

    @property
    def last_on(self) -> date | None:
        return self.after[-1] + self.length - timedelta(days=1) if self.after else None


@dataclass(frozen=True)
class Series:
    """What happened day by day: offences of one violation, and what they are counted over."""

    counts: Mapping[date, int]
    inspections: Mapping[date, int] | None
    """None: counted over days."""

    def periods(self, firsts: Sequence[date], length: timedelta) -> list[Period]:
        """Count and exposure of each period; one without any exposure says nothing and is left out."""
        found = []
        for first in firsts:
            days = [first + timedelta(days=place) for place in range(length.days)]
            over = length.days if self.inspections is None else sum(self.inspections.get(day, 0) for day in days)
            if over:
                found.append((sum(self.counts.get(day, 0) for day in days), float(over)))
        return found


@dataclass(frozen=True)
class Occurrences:
    """Everything that happened, day by day."""

    counts: Mapping[str, Mapping[str, Mapping[date, int]]]
    """By what is counted and violation."""
    inspections: Mapping[date, int]
    first_on: date | None
    last_on: date | None

    def series(self, counted: str, violation_code: str) -> Series:
        """One series; where no inspection is recorded at all, findings too are counted over days."""
        over = self.inspections if counted == FOUND and self.inspections else None
        return Series(self.counts[counted].get(violation_code, {}), over)


def occurrences(ask: Callable[..., Answer]) -> Occurrences:
    """The days of every violation and of all inspections."""
    counts: dict[str, dict[str, dict[date, int]]] = {FOUND: defaultdict(dict), COMPLAINED: defaultdict(dict)}
    inspections: dict[date, int] = {}
    rows = ask("violation_days").dicts()
    for row in rows:
        if row["violation_code"] is None:
            inspections[row["happened_on"]] = row["all_inspected_count"]
        else:
            counts[FOUND][row["violation_code"]][row["happened_on"]] = row["found_count"]
            counts[COMPLAINED][row["violation_code"]][row["happened_on"]] = row["complaint_count"]
    days = [row["happened_on"] for row in rows]
    return Occurrences(counts, inspections, min(days, default=None), max(days, default=None))


def prevention_effect(
    ask: Callable[..., Answer],
    as_of: date,
    *,
    violation_code: str | None = None,
    intervention: str | None = None,
) -> Answer:
    """Every violation that was published or guided on, with its verdicts; falls and rises first."""
    told, happened = ask("interventions").dicts(), occurrences(ask)
    rows = [
        _row(one, told, counted, happened, as_of)
        for one in told
        for counted in (FOUND, COMPLAINED)
        if violation_code in (None, one["violation_code"]) and intervention in (None, one["intervention"])
        if counted == FOUND or any(happened.counts[COMPLAINED].get(one["violation_code"], {}).values())
    ]
    order = {FALLING: 0, RISING: 0, UNSEEN: 1, TOO_FEW: 2}
    rows.sort(key=lambda row: (order[row[14]], row[0], str(row[3]), row[2], row[5]))
    names = tuple(column.name for column in PREVENTION_EFFECT.columns)
    params = {"as_of": as_of, "violation_code": violation_code, "intervention": intervention}
    return Answer(PREVENTION_EFFECT, as_of, params, names, tuple(rows))


def periods(
    ask: Callable[..., Answer], as_of: date, *, violation_code: str, intervention: str, after_on: date, counted: str
) -> tuple[list[tuple[date, Period]], list[tuple[date, Period]]]:
    """The periods before and after one intervention in the order of time, for the picture of one row."""
    told, happened = ask("interventions").dicts(), occurrences(ask)
    one = next(
        row
        for row in told
        if (row["violation_code"], row["intervention"], row["after_on"]) == (violation_code, intervention, after_on)
    )
    window, series = _window(one, told, happened, as_of), happened.series(counted, violation_code)
    before, after = (
        [(first, period) for first in sorted(firsts) for period in series.periods([first], window.length)]
        for firsts in (window.before, window.after)
    )
    return before, after


def _row(
    one: Mapping[str, Any], told: Sequence[Mapping[str, Any]], counted: str, happened: Occurrences, as_of: date
) -> tuple[Any, ...]:
    series, window = happened.series(counted, one["violation_code"]), _window(one, told, happened, as_of)
    before, after = series.periods(window.before, window.length), series.periods(window.after, window.length)
    former: tuple[list[Period], list[Period]] | None = None
    if window.has_former:
        earlier = window.shifted(-_YEAR)
        former = series.periods(earlier.before, earlier.length), series.periods(earlier.after, earlier.length)
    found, verdict, compared, why = judged(before, after, former, as_of)
    low, high, visible = None, None, None
    if found:
        allowance = 1.0 if compared == LAST_YEAR else rule_value("effect.season_allowance", as_of)
        confidence, power = 1 - rule_value("effect.alpha", as_of), rule_value("effect.power", as_of)
        low, high = round(found.low, 3), round(found.high, 3) if found.high < inf else None
        visible = round(100 * (1 - visible_ratio(found, confidence, power, allowance)))
    return (
        one["violation_code"], one["violation_name"], one["intervention"], one["after_on"], one["version"], counted,
        PER_DAY if series.inspections is None else PER_INSPECTION, _rate(before), _rate(after),
        round(found.ratio, 3) if found else None, low, high, visible, compared, verdict, why, window.first_on,
        window.last_on,
    )  # fmt: skip


def judged(
    before: Sequence[Period],
    after: Sequence[Period],
    former: tuple[Sequence[Period], Sequence[Period]] | None,
    as_of: date,
) -> tuple[Step | None, str, str | None, str]:
    """(what changed, verdict, what it was compared with, why) of one series."""
    least, fewest = rule_value("effect.least_periods", as_of), rule_value("effect.least_count", as_of)
    confidence = 1 - rule_value("effect.alpha", as_of)
    if len(before) < least or len(after) < least:
        return None, TOO_FEW, None, f"之前 {len(before)} 段、之后 {len(after)} 段，各要 {least} 段"
    if sum(count for count, _ in (*before, *after)) < fewest:
        return None, TOO_FEW, None, f"前后合计不到 {fewest} 次"
    if (
        former
        and all(len(part) >= least for part in former)
        and sum(count for part in former for count, _ in part) >= fewest
    ):
        found = step_against(before, after, *former, confidence)
        if found.high < 1:
            return found, FALLING, LAST_YEAR, "与上一年同期相比，降得超出偶然"
        if found.low > 1:
            return found, RISING, LAST_YEAR, "与上一年同期相比，升得超出偶然"
        return found, UNSEEN, LAST_YEAR, "差别可能是偶然"
    found, allowance = step(before, after, confidence), rule_value("effect.season_allowance", as_of)
    if found.high < 1 / allowance:
        return found, FALLING, ONE_YEAR, "降得超出偶然和季节可能造成的"
    if found.low > allowance:
        return found, RISING, ONE_YEAR, "升得超出偶然和季节可能造成的"
    if found.high < 1 or found.low > 1:
        return found, UNSEEN, ONE_YEAR, "超出偶然，但季节也可能造成这样的差别"
    return found, UNSEEN, ONE_YEAR, "差别可能是偶然"


def _window(one: Mapping[str, Any], told: Sequence[Mapping[str, Any]], happened: Occurrences, as_of: date) -> Window:
    """As many whole periods on either side as there are data for, up to the publications before and after this one."""
    length = timedelta(days=rule_value("effect.period_days", as_of))
    if happened.first_on is None or happened.last_on is None:
        return Window((), (), length)
    others = [row for row in told if row is not one and _is_alike(row, one)]
    first = max([happened.first_on, *(row["after_on"] for row in others if row["after_on"] <= one["before_on"])])
    following = [row["before_on"] for row in others if row["before_on"] >= one["after_on"]]
    last = min([min(happened.last_on, as_of) + timedelta(days=1), *following])
    most = rule_value("effect.most_periods", as_of)
    before = (one["before_on"] - place * length for place in range(1, most + 1))
    after = (one["after_on"] + place * length for place in range(most))
    whole = Window(
        tuple(day for day in before if day >= first), tuple(day for day in after if day + length <= last), length
    )
    return _with_former(whole, others, happened.first_on, as_of) or whole


def _with_former(whole: Window, others: Sequence[Mapping[str, Any]], recorded_from: date, as_of: date) -> Window | None:
    """The periods that have their like a year before: those before may not reach into the year they are set against."""
    least = rule_value("effect.least_periods", as_of)
    after = whole.after[: rule_value("effect.most_periods", as_of) - least]
    if not after:
        return None
    held_against = after[-1] + whole.length - _YEAR
    before = tuple(day for day in whole.before if day >= held_against and day - _YEAR >= recorded_from)
    narrowed = Window(before, after, whole.length, has_former=True)
    return narrowed if len(before) >= least and not _is_told(narrowed.shifted(-_YEAR), others) else None


def _is_told(window: Window, others: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the same was done within a window: then it is no year without."""
    first, last = window.first_on, window.last_on
    return bool(first and last and any(first <= row["after_on"] <= last for row in others))


def _is_alike(row: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    return bool(row["violation_code"] == one["violation_code"] and row["intervention"] == one["intervention"])


def _rate(periods: Sequence[Period]) -> dict[str, int] | None:
    over = round(sum(share for _, share in periods))
    return {"num": sum(count for count, _ in periods), "den": over} if over else None
