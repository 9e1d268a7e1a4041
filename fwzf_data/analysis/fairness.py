"""单位比较: every indicator over every dimension, from the counts of ``queries/marts/comparison_*_cells``.

One ``Page`` is one indicator over one dimension: what a person looks at once, and the family over which false alarms
are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fwzf_data.analysis.comparison import UNKNOWN, Comparison, CountyYear, Limits, Report, compare
from fwzf_data.analysis.indicators import DIMENSIONS, OFFICERS, SQUADS_JOINED, Indicator, indicators
from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.analysis.statistics.two_groups import CommonOdds, mantel_haenszel
from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_value

SUPERVISOR = "supervisor"
"""The role that may see names of officers."""
PERMILLE = 1000.0
_COLUMN_OF = {"violation": "violation_no", "grade": "grade_no", "procedure": "procedure_no", "scope": "scope_no"}
_KIND = tuple(_COLUMN_OF.values())
CASE_DIMENSIONS = tuple(name for name in DIMENSIONS if name != OFFICERS)
"""What the list of the compared cases may be asked by"""

Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Page:
    """One indicator over one dimension."""

    indicator: Indicator
    dimension: str
    strata: tuple[tuple[str, ...], ...]
    """From fine to coarse, as they were used."""
    is_grade_dropped: bool
    """The grade was recorded for one kind of ending only and would have hidden the difference."""
    report: Report
    odds: CommonOdds | None
    """Where just two are compared: the odds of the first beside the second over the strata"""

    alone: frozenset[tuple[Any, ...]] = frozenset()
    """Value and numbers of the kinds of case that were comparable with nobody's"""

    @property
    def flagged(self) -> tuple[Comparison, ...]:
        return tuple(found for found in self.report.comparisons if found.is_flagged)

    @property
    def is_judged(self) -> bool:
        """Whether anybody on it could be judged: only such a page can raise a false alarm."""
        return any(found.verdict != UNKNOWN for found in self.report.comparisons)


def limits(dimension: str) -> Limits:
    """The limits of ``rules/fairness.toml``; officers need more cases."""
    values = {part.name: rule_value(f"fairness.{part.name}") for part in fields(Limits)}
    if dimension == OFFICERS:
        values["least_cases"] = rule_value("fairness.least_officer_cases")
    return Limits(**values)


def pages(
    ask: Ask,
    _: date,
    *,
    indicator: str | None = None,
    dimension: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    officers: bool = False,
) -> tuple[Page, ...]:
    """All pages of a window, or those of one indicator or dimension."""
    chosen = [found for found in indicators().values() if indicator in (None, found.name)]
    bureau = {row["unit"]: place for place, row in enumerate(ask("unit_list").dicts())}
    found: dict[tuple[str, str], Page] = {}
    for across in [name for name in DIMENSIONS if dimension in (None, name) and (officers or name != OFFICERS)]:
        window = {"from_on": from_on, "to_on": to_on} | ({"role": SUPERVISOR} if across == OFFICERS else {})
        counted: dict[str, _Counts] = {}
        for one in chosen:
            if across in one.dimensions:
                if one.cells not in counted:
                    counted[one.cells] = _Counts.of(ask(one.cells, dimension=across, **window), bureau)
                found[one.name, across] = _page(one, across, counted[one.cells])
                if across == SQUADS_JOINED and _same_units(found[one.name, across], found.get((one.name, "unit"))):
                    del found[one.name, across]
    return tuple(found[one.name, across] for one in chosen for across in DIMENSIONS if (one.name, across) in found)


def _same_units(joined: Page, alone: Page | None) -> bool:
    """Whether joining squads changed nothing: the page would be looked at twice."""
    return alone is not None and joined.report.comparisons == alone.report.comparisons


@dataclass(frozen=True)
class _Counts:
    """The answer of a counting query, by column."""

    units: tuple[str, ...]
    unit: NDArray[np.int64]
    columns: dict[str, NDArray[np.int64]]

    @classmethod
    def of(cls, answer: Answer, order: Mapping[str, int]) -> _Counts:
        """``order``: the place of those that have one; the others follow by name."""
        columns = dict(zip(answer.names, zip(*answer.rows, strict=True), strict=True)) if answer.rows else {}
        values = columns.pop("value", ())
        units = tuple(sorted(set(values), key=lambda value: (order.get(value, len(order)), value)))
        place = {unit: number for number, unit in enumerate(units)}
        return cls(
            units,
            np.array([place[value] for value in values], np.int64),
            {name: np.array(columns.get(name, ()), np.int64) for name in answer.names if name != "value"},
        )


def _page(indicator: Indicator, dimension: str, counts: _Counts) -> Page:
    size = counts.columns[indicator.size].astype(float)
    squares = cubes = None
    if indicator.amount:
        total, squares, cubes = (
            counts.columns[f"{indicator.amount}_{part}"] / PERMILLE**power
            for power, part in enumerate(("sum", "squares", "cubes"), 1)
        )
    else:
        total = counts.columns[str(indicator.count)].astype(float)
    strata = tuple(
        tuple(part for part in level if not (dimension == "party_kind" and part == "scope"))
        for level in indicator.strata
    )
    dropped = not indicator.amount and _grade_tells_the_ending(counts.columns["grade_no"], size, total)
    if dropped:
        strata = tuple(tuple(part for part in level if part != "grade") for level in strata)
    strata = tuple(dict.fromkeys(strata))
    year = CountyYear(counts.units, counts.unit, _keys(counts, strata), size, total, squares, cubes)
    report = compare(year, limits(dimension))
    left_out = np.flatnonzero(~report.is_compared)
    parts = (counts.columns[name][left_out].tolist() for name in _KIND if name in counts.columns)
    alone = frozenset((counts.units[unit], *kind) for unit, *kind in zip(counts.unit[left_out], *parts, strict=True))
    return Page(indicator, dimension, strata, dropped, report, _odds(year), alone)


def _odds(year: CountyYear) -> CommonOdds | None:
    """Two groups have no third to tell who is different; what can be said is one odds ratio within their strata."""
    if len(year.units) != 2 or year.squares is not None:
        return None
    tables: dict[int, list[list[int]]] = {}
    for unit, stratum, size, total in zip(year.unit, year.keys[:, 0], year.size, year.total, strict=True):
        cells = tables.setdefault(int(stratum), [[0, 0], [0, 0]])[int(unit)]
        cells[0] += int(total)
        cells[1] += int(size - total)
    pairs = [((one[0], one[1]), (other[0], other[1])) for one, other in tables.values()]
    return mantel_haenszel(pairs, rule_value("fairness.interval_confidence"))


def _grade_tells_the_ending(grade: NDArray[np.int64], size: NDArray[np.float64], total: NDArray[np.float64]) -> bool:
    """Whether the grade is filled in for cases that ended one way only: within such a grade all would look alike."""
    least = rule_value("fairness.grade_filled_share")
    return any(
        cases.sum() > 0 and cases[grade > 0].sum() < least * cases.sum() < cases.sum()
        for cases in (total, size - total)
    )


def _keys(counts: _Counts, strata: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """One number per cell and level for the names of its stratum there."""
    keys = np.zeros((len(counts.unit), len(strata)), np.int64)
    for depth, level in enumerate(strata):
        for part in level:
            column = counts.columns[_COLUMN_OF[part]]
            keys[:, depth] = keys[:, depth] * (int(column.max(initial=0)) + 1) + column
    return keys


def unit_comparison(ask: Ask, as_of: date, **given: Any) -> Answer:
    """The published answer: one row per indicator and dimension value. Raises BadRequest for an unknown parameter."""
    unknown = sorted(set(given) - set(UNIT_COMPARISON.params))
    if unknown:
        have = "、".join(name for name in UNIT_COMPARISON.params if name != "as_of")
        raise BadRequest(f"查询「unit_comparison」没有参数 {'、'.join(unknown)}。它的参数：{have}。")
    params: dict[str, Any] = {name: given.get(name) for name in UNIT_COMPARISON.params if name != "as_of"}
    for name in ("from_on", "to_on"):
        if isinstance(params[name], str):
            params[name] = _day(name, params[name])
    for name, known in (("indicator", indicators()), ("dimension", DIMENSIONS)):
        if params[name] is not None and params[name] not in known:
            raise BadRequest(
                f"没有名为「{params[name]}」的{'指标' if name == 'indicator' else '维度'}：{'、'.join(known)}。"
            )
    found = pages(
        ask,
        as_of,
        indicator=params["indicator"],
        dimension=params["dimension"],
        from_on=params["from_on"],
        to_on=params["to_on"],
        officers=params["role"] == SUPERVISOR,
    )
    names = tuple(column.name for column in UNIT_COMPARISON.columns)
    return Answer(UNIT_COMPARISON, as_of, {"as_of": as_of} | params, names, tuple(_rows(found)))


def compared_cases(ask: Ask, as_of: date, **given: Any) -> Answer:
    """The cases behind a figure of the comparison, each with whether any like case stands beside it: the comparison
    counts only those that have one. Unknown where no single value is asked for."""
    answer = ask("compared_case_list", **given)
    asked = [name for name in CASE_DIMENSIONS if given.get(name) is not None]
    alone: frozenset[tuple[Any, ...]] | None = None
    if len(asked) == 1:
        window: dict[str, Any] = {name: _day(name, given[name]) for name in ("from_on", "to_on") if given.get(name)}
        found = pages(ask, as_of, indicator=answer.params["indicator"], dimension=asked[0], **window)
        alone = found[0].alone if found else None
    kind = [answer.names.index(name) for name in _KIND]
    shown = [place for place, name in enumerate(answer.names) if name not in _KIND]

    def row(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        key = (given[asked[0]], *(cells[place] for place in kind)) if alone is not None else ()
        return (None if alone is None else key not in alone, *(cells[place] for place in shown))

    columns = (
        QueryColumn("is_comparable", "可比"),
        *(column for column in answer.query.columns if column.name not in _KIND),
    )
    return replace(
        answer,
        query=replace(answer.query, columns=columns),
        names=("is_comparable", *(answer.names[place] for place in shown)),
        rows=tuple(map(row, answer.rows)),
    )


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(f"查询「unit_comparison」的参数 {name}＝「{text}」应为日期（如 2022-04-30）。") from error


def _rows(found: Iterable[Page]) -> Iterable[tuple[Any, ...]]:
    for page in found:
        for one in page.report.comparisons:
            shrunk, gap = one.shrunk, one.visible_gap
            yield (
                page.indicator.name,
                page.dimension,
                one.unit,
                one.size,
                _number(one.observed),
                _number(one.expected),
                {"num": _number(one.observed), "den": one.size},
                None if one.alert is None else one.alert.low,
                None if one.alert is None else one.alert.high,
                None if shrunk is None else {"num": round(shrunk[0], 2), "den": round(shrunk[1], 2)},
                None if gap is None else {"num": round(gap * one.size, 2), "den": one.size},
                one.verdict,
                page.indicator.title,
                one.left_out,
            )


def _number(value: float) -> int | float:
    """Whole counts as whole numbers, everything else to four places, so that an answer is the same to the byte."""
    return int(value) if value == int(value) else round(value, 4)


UNIT_COMPARISON = Query(
    name="unit_comparison",
    room="analysis",
    sql="",
    title="单位比较",
    purpose="每个指标在每个单位、街道、当事人类型和案件来源：实际多少、按同类案件应为多少、是不是超出正常范围。",
    grain="一个指标的一个比较对象一行",
    source="Spiegelhalter 2005；行政处罚法第三十四条；国办发〔2022〕27号",
    reads=("compared_cases", "inspections", "complaints", "party_contacts"),
    notes=(
        "应为多少按其他单位同类案件的做法算（间接标准化，不含自己）；正常范围外才是「值得复核」，是线索不是结论。",
        "没有差别时，一项（一个指标、一个维度）出现任何提示的机会不到百分之二；看的项越多，碰巧的提示越多。",
        "可比案件太少、应有不足一件、可比对象不足三个的为数据不足，不是没有问题。",
        "承办人只有监督岗位（role=supervisor）能看，可比案件太少的不判断，少于多少见「规则与时限」。",
    ),
    params={
        "as_of": {"type": "date", "title": "统计截止日"},
        "from_on": {"type": "date", "title": "从"},
        "to_on": {"type": "date", "title": "到"},
        "indicator": {"type": "text", "title": "指标"},
        "dimension": {"type": "text", "title": "比较维度"},
        "role": {"type": "text", "title": "岗位"},
    },
    columns=(
        QueryColumn("indicator", "指标代号"),
        QueryColumn("dimension", "比较维度"),
        QueryColumn("value", "比较对象"),
        QueryColumn("n", "可比件数", "件"),
        QueryColumn("observed", "实际"),
        QueryColumn("expected", "按同类应为"),
        QueryColumn("rate", "实际比例"),
        QueryColumn("low", "正常范围下限"),
        QueryColumn("high", "正常范围上限"),
        QueryColumn("shrunk", "稳健估计"),
        QueryColumn("min_visible_gap", "能看出的最小差距"),
        QueryColumn("verdict", "判断"),
        QueryColumn("indicator_title", "指标"),
        QueryColumn("left_out", "无可比案件", "件"),
    ),
)
