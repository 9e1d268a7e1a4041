"""Did a violation fall after the list was published or guidance was given? One interrupted series per violation.

What inspections found is counted per inspection that looked for it, complaints and other cases per day: patrols that
double find twice as much and change nothing. Periods of four weeks are laid out from the day itself. Against the same
periods of the year before, a season and a slow rise or fall cancel out; where there is no such year, a change must be
larger than a season may make it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Any

from fwzf_data.analysis.occurrences import COMPLAINED, FOUND, OTHER, Occurrences, Series, occurrences
from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.interrupted import Period, Step, step, step_against, visible_ratio
from fwzf_data.rulebook import rule_value

FALLING, RISING, UNSEEN, TOO_FEW = "下降", "上升", "看不出", "数据不足"
PER_INSPECTION, PER_DAY = "每次检查", "每天"
LAST_YEAR, ONE_YEAR = "已扣除上一年同期的变化", "没有上一年同期，没有扣除季节"
_YEAR = timedelta(days=364)
"""Fifty-two weeks: a day keeps its weekday."""

PREVENTION_EFFECT = Query(
    name="prevention_effect",
    room="analysis",
    sql="",
    title="公布和指导以后的升降",
    purpose="各违法行为在公布清单、开展指导以后，每次检查的发现、每天的其他案件和投诉是降是升，差别有多大把握。",
    grain="一种违法行为的一次公布或首次指导、一种数法一行",
    source="中断时间序列，准泊松方差（McCullagh 和 Nelder 1989）；界线见「规则与时限」",
    reads=(),
    notes=(
        "检查翻一番，发现的也会翻一番：检查发现的（连同由检查立的案件）按查这种行为的检查次数算，投诉按每天算。",
        "没有检查关联的案件不知道是不是检查发现的：按每天算，按检查次数算也降（升）才算。",
        "同一次公布或指导，几种数法方向相反的，都为看不出。",
        "有上一年同期的，扣除上一年同期前后的变化，季节和缓慢的升降因此抵消；没有的，差别要超过季节可能造成的倍数才算。",
        "一种台账登记到哪一天就数到哪一天：再往后没有记录的日子不当作没有发生。",
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


_COUNTED, _VERDICT = (
    [column.name for column in PREVENTION_EFFECT.columns].index(name) for name in ("counted", "verdict")
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


def prevention_effect(
    ask: Callable[..., Answer],
    as_of: date,
    *,
    violation_code: str | None = None,
    intervention: str | None = None,
) -> Answer:
    """Every violation that was published or guided on, with its verdicts; falls and rises first."""
    told, happened = ask("interventions").dicts(), occurrences(ask, as_of)
    names = tuple(column.name for column in PREVENTION_EFFECT.columns)
    rows = [
        row
        for one in told
        if violation_code in (None, one["violation_code"]) and intervention in (None, one["intervention"])
        for row in _agreeing([
            _row(one, told, counted, happened, as_of)
            for counted in (FOUND, OTHER, COMPLAINED)
            if happened.happened(counted, one["violation_code"]) or (counted == FOUND and happened.has_inspections)
        ])
    ]  # fmt: skip
    order = {FALLING: 0, RISING: 0, UNSEEN: 1, TOO_FEW: 2}
    rows.sort(key=lambda row: (order[row[_VERDICT]], row[0], str(row[3]), row[2], row[5]))
    params = {"as_of": as_of, "violation_code": violation_code, "intervention": intervention}
    return Answer(PREVENTION_EFFECT, as_of, params, names, tuple(rows))


def periods(
    ask: Callable[..., Answer], as_of: date, *, violation_code: str, intervention: str, after_on: date, counted: str
) -> tuple[list[tuple[date, Period]], list[tuple[date, Period]]]:
    """The periods before and after one intervention in the order of time, for the picture of one row."""
    told, happened = ask("interventions").dicts(), occurrences(ask, as_of)
    one = next(
        row
        for row in told
        if (row["violation_code"], row["intervention"], row["after_on"]) == (violation_code, intervention, after_on)
    )
    window, series = _window(one, told, happened, as_of), _series(happened, counted, violation_code)
    before, after = (
        [(first, period) for first in sorted(firsts) for period in series.periods([first], window.length)]
        for firsts in (window.before, window.after)
    )
    return before, after


def _row(
    one: Mapping[str, Any], told: Sequence[Mapping[str, Any]], counted: str, happened: Occurrences, as_of: date
) -> tuple[Any, ...]:
    series, window = _series(happened, counted, one["violation_code"]), _window(one, told, happened, as_of)
    before, after = _sides(series, window)
    found, verdict, compared, why = _judged(series, window, before, after, as_of)
    if counted == OTHER and verdict in (FALLING, RISING):
        over_inspections = happened.over_inspections(OTHER, one["violation_code"])
        sides = _sides(over_inspections, window)
        if over_inspections.inspections and _judged(over_inspections, window, *sides, as_of)[1] != verdict:
            verdict, why = UNSEEN, f"按每天算{verdict}，按检查次数算没有：检查多少变了，分不开"
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


def _series(happened: Occurrences, counted: str, code: str) -> Series:
    return happened.over_inspections(counted, code) if counted == FOUND else happened.over_days(counted, code)


def _sides(series: Series, window: Window) -> tuple[list[Period], list[Period]]:
    return series.periods(window.before, window.length), series.periods(window.after, window.length)


def _judged(
    series: Series, window: Window, before: list[Period], after: list[Period], as_of: date
) -> tuple[Step | None, str, str | None, str]:
    former = _sides(series, window.shifted(-_YEAR)) if window.has_former else None
    return judged(before, after, former, as_of)


def _agreeing(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of one intervention: where one kind of record falls and another rises, neither can be told."""
    moved = {row[_VERDICT]: row[_COUNTED] for row in rows if row[_VERDICT] in (FALLING, RISING)}
    for row in rows:
        if len(moved) == 2 and row[_VERDICT] in moved:
            why = f"{moved[FALLING]}下降、{moved[RISING]}上升，方向相反"
            yield (*row[:_VERDICT], UNSEEN, why, *row[_VERDICT + 2 :])
        else:
            yield row


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
