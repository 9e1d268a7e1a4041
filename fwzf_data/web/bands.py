"""The strip plot: fines against the benchmark range of their grade, one picture for each clause and kind of party."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log10, sqrt
from typing import Any

from fwzf_data.analysis.judged import INSIDE
from fwzf_data.analysis.query import Answer
from fwzf_data.web.charts import CONTEXT, LEGEND, PALE, REVIEW, Figure, figure
from fwzf_data.web.labels import safe
from fwzf_data.web.wording import yuan

MOST_POINTS = 5_000


JUDGED = (
    "case_no",
    "unit",
    "verdict",
    "deviation_state",
    "fine_fen",
    "low_fen",
    "high_fen",
    "applied_grade",
    "reason",
    "violation_name",
    "decided_on",
)
"""The columns of a judged case as a list shows them, what was found first."""
UNGRADED, NO_SCOPE = "未分档", "未填类型"
_MOST_BANDS = 8
"""More ranges than this under one clause: they are computed case by case, and amounts cannot be compared."""


@dataclass(frozen=True)
class Band:
    """The benchmark range of one grade, in fen (or in hundredths of a percent); an open end is None."""

    label: str
    low: int | None
    high: int | None
    at_low: int = 0
    at_high: int = 0
    """Cases exactly at an end."""


@dataclass(frozen=True)
class Mark:
    """Cases with the same fine under the same grade."""

    band: str
    fen: int
    count: int
    outside: bool
    key: str


@dataclass(frozen=True)
class Facet:
    """What one picture shows: the cases of one clause against one kind of party."""

    clause_no: int | None
    party_scope: str
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    is_relative: bool
    """The ranges are computed case by case: positions in the range instead of amounts."""
    unit: str | None = None
    """Only the cases of one unit."""

    @property
    def case_count(self) -> int:
        return sum(mark.count for mark in self.marks)

    @property
    def title(self) -> str:
        outside = sum(mark.count for mark in self.marks if mark.outside)
        clause = "" if self.clause_no is None else f"第 {self.clause_no} 条款 · "
        words = f"{outside:,} 件不在幅度之内" if outside else "都在幅度之内"
        unit = "" if self.unit is None else f"{self.unit} · "
        return f"{unit}{clause}{self.party_scope}：{self.case_count:,} 件，{words}"


def of_violation(ask: Callable[..., Answer], _: date, **asked: Any) -> list[Facet]:
    """The pictures of one violation in a window."""
    return facets(ask("discretion_strip", **asked).dicts())


def of_units(ask: Callable[..., Answer], _: date, **asked: Any) -> list[Facet]:
    """The same, unit by unit, the clause and party with most cases first."""
    whole = facets(ask("discretion_strip", **asked).dicts())
    by_unit = {row["unit"] for row in ask("discretion_by_unit", **asked).dicts()}
    parts = [
        replace(facet, unit=unit)
        for unit in sorted(by_unit)
        for facet in facets(ask("discretion_strip", unit=unit, **asked).dicts())
    ]
    order = [(facet.clause_no, facet.party_scope) for facet in whole]
    return sorted(parts, key=lambda facet: (order.index((facet.clause_no, facet.party_scope)), -facet.case_count))


def facets(rows: Iterable[Mapping[str, Any]]) -> list[Facet]:
    """The rows of ``discretion_strip`` by clause and kind of party, the one with most cases first."""
    groups: dict[tuple[int | None, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["clause_no"], row["party_scope"] or NO_SCOPE), []).append(row)
    made = [_facet(clause_no, scope, own) for (clause_no, scope), own in groups.items()]
    return sorted(made, key=lambda facet: (-facet.case_count, facet.clause_no or 0, facet.party_scope))


def filters_of(key: str) -> dict[str, str]:
    """The filters of ``discretion_by_case`` that give the cases of one mark."""
    return dict(zip(_KEY, key.split("|"), strict=True))


_KEY = ("clause_no", "party_scope", "applied_grade", "low_fen", "high_fen", "fine_fen")


def _facet(clause_no: int | None, scope: str, rows: Sequence[Mapping[str, Any]]) -> Facet:
    ranges = {(row["applied_grade"] or UNGRADED, row["low_fen"], row["high_fen"]) for row in rows}
    is_relative = len(ranges) > _MOST_BANDS
    grouped: dict[tuple[str, int, int, int, bool], int] = {}
    for row in rows:
        grade = row["applied_grade"] or UNGRADED
        place = (grade, row["low_fen"], row["high_fen"], row["fine_fen"] or 0, row["verdict"] not in INSIDE)
        grouped[place] = grouped.get(place, 0) + row["case_count"]
    marks: list[Mark] = []
    ends: dict[str, tuple[int, int, int, int, int]] = {}
    for (grade, low, high, fine, outside), count in grouped.items():
        label = grade if is_relative else f"{grade} {_range(low, high)}"
        at_low, at_high = ends.get(label, (low, low, high, 0, 0))[3:]
        ends[label] = (
            low,
            0 if is_relative else low,
            10_000 if is_relative else high,
            at_low + count * (fine == low < high),
            at_high + count * (fine == high > low),
        )
        fen = (10_000 * (fine - low) // (high - low) if high > low else 0) if is_relative else fine
        key = "|".join(str(part) for part in ("" if clause_no is None else clause_no, scope, grade, low, high, fine))
        marks.append(Mark(label, fen, count, outside, key))
    ordered = sorted(ends.items(), key=lambda pair: (pair[1][0], pair[1][2], pair[0]))
    bands = tuple(Band(label, *drawn) for label, (_, *drawn) in ordered)
    return Facet(clause_no, scope, bands, tuple(marks), is_relative)


def _range(low: int, high: int) -> str:
    return _whole(low) if low == high else f"{_whole(low)}—{_whole(high)}"


def _whole(fen: int) -> str:
    return yuan(fen).removesuffix(".00")


def strip(bands: Sequence[Band], marks: Sequence[Mark], title: str, is_relative: bool = False) -> Figure:
    """Fines against the range of their grade: grey band, a dot per amount sized by its cases, a diamond outside."""
    place_of = {band.label: place for place, band in enumerate(bands)}
    known = [mark for mark in marks if mark.band in place_of][:MOST_POINTS]
    amounts = [mark.fen / 100 for mark in known] + [
        end / 100 for band in bands for end in (band.low, band.high) if end is not None
    ]
    positive = [amount for amount in amounts if amount > 0]
    is_log = bool(positive) and min(amounts) > 0 and log10(max(positive) / min(positive)) > 2
    room = 0.04 * (max(amounts) - min(amounts)) if amounts else 0.0
    left, right = (min(amounts) - room, max(amounts) + room) if amounts else (0.0, 1.0)
    shapes = [
        {
            "type": "rect",
            "layer": "below",
            "x0": band.low / 100 if band.low is not None else left,
            "x1": band.high / 100 if band.high is not None else right,
            "y0": place - 0.36,
            "y1": place + 0.36,
            "fillcolor": PALE,
            "opacity": 0.55,
            "line": {"width": 0},
        }
        for place, band in enumerate(bands)
        if band.low is not None or band.high is not None
    ]
    data = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": [mark.fen / 100 for mark in chosen],
            "y": [place_of[mark.band] for mark in chosen],
            "customdata": [mark.key for mark in chosen],
            "text": [
                f"{safe(mark.band)}：{f'幅度的 {mark.fen / 100:.0f}%' if is_relative else f'{yuan(mark.fen)} 元'}，"
                f"{mark.count} 件"
                for mark in chosen
            ],
            "marker": {
                "symbol": symbol,
                "color": colour,
                "size": [7 + 3 * min(6.0, sqrt(mark.count) - 1) for mark in chosen],
                "line": {"width": 1, "color": "#ffffff"},
                "opacity": 0.85,
            },
            "hovertemplate": "%{text}<extra></extra>",
        }
        for name, symbol, colour, chosen in (
            ("幅度之内", "circle", CONTEXT, [mark for mark in known if not mark.outside]),
            ("幅度之外", "diamond", REVIEW, [mark for mark in known if mark.outside]),
        )
        if chosen
    ]
    return figure(
        title,
        data,
        height=130 + 56 * max(2, len(bands)),
        shapes=shapes,
        annotations=[
            {
                "x": log10(end / 100) if is_log else end / 100,
                "y": place + 0.36,
                "yanchor": "top",
                "text": f"{count} 件在{word}",
                "showarrow": False,
                "font": {"size": 10},
            }
            for place, band in enumerate(bands)
            for end, count, word in ((band.low, band.at_low, "下限"), (band.high, band.at_high, "上限"))
            if count and end is not None
        ],
        xaxis={
            "type": "log" if is_log else "linear",
            "title": {"text": "在幅度中的位置（%）" if is_relative else "罚款（元）"},
            "tickformat": ",.0f",
        }
        | ({"dtick": 1} if is_log else {"range": [left, right]}),
        yaxis={
            "tickvals": list(range(len(bands))),
            "ticktext": [safe(band.label) for band in bands],
            "range": [len(bands) - 0.4, -0.6],
            "showgrid": False,
        },
        legend=LEGEND,
    )
