"""The campaign calendar: cases week by week beside what the working days let expect, bursts shaded, campaigns named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.burst import Calendar
from fwzf_data.rulebook import rule_value
from fwzf_data.web.charts import CONTEXT, INK, LEGEND, PALE, REVIEW, Figure, figure
from fwzf_data.web.labels import safe, short

_WEEK = timedelta(days=7)
_NARROW, _GLYPH = 420, 11
"""The plot on a narrow screen and a character of a campaign's name, in pixels."""
_LINE = 0.07
"""The share of the plot's height that one line of names takes."""


def said(calendar: Calendar) -> str:
    """What the picture says: how many bursts, and how many of them nobody announced."""
    if not calendar.scanned:
        weeks, cases = (rule_value(f"fairness.burst_{name}") for name in ("least_weeks", "cases"))
        return f"数据不足，不作判断：要有 {weeks} 周以上的台账和 {cases} 件以上的案件"
    bare = len(calendar.unexplained)
    if not calendar.bursts:
        return f"逐周看了全局、各单位、各违法行为共 {calendar.scanned} 组立案数，没有发现集中执法"
    rest = f"，{bare} 段没有公布的专项行动" if bare else "，都在公布的专项行动期间"
    return (
        f"逐周看了全局、各单位、各违法行为共 {calendar.scanned} 组立案数，发现 {len(calendar.bursts)} 段集中执法{rest}"
    )


def weekly(calendar: Calendar, campaigns: Sequence[Mapping[str, Any]]) -> Figure:
    """Bars of all cases a week, the expected as a line; a week that belongs to an unexplained burst stands out."""
    if not calendar.weeks or not sum(calendar.total):
        return figure(said(calendar), [], height=200)
    days = [week.isoformat() for week in calendar.weeks]
    weight = sum(calendar.exposure)
    expected = [sum(calendar.total) * part / weight if weight else 0.0 for part in calendar.exposure]
    lines = _lines(campaigns, calendar.weeks)
    lines_height = _LINE * (1 + max(lines, default=-1))
    top = 1.05 * max([*calendar.total, *expected]) / (1 - lines_height)
    inside = [any(burst.from_on <= week <= burst.to_on for burst in calendar.unexplained) for week in calendar.weeks]
    return figure(
        said(calendar),
        [
            {
                "type": "bar",
                "name": "立案",
                "x": days,
                "y": list(calendar.total),
                "customdata": days,
                "marker": {"color": [REVIEW if burst else CONTEXT for burst in inside]},
                "hovertemplate": "%{x|%Y-%m-%d} 起一周：%{y} 件<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "lines",
                "name": "按工作日应为",
                "x": days,
                "y": [round(count, 2) for count in expected],
                "line": {"color": INK, "width": 1.5, "dash": "dot", "shape": "hvh"},
                "hoverinfo": "skip",
            },
            *_names(campaigns, calendar.weeks, [top * (1 - _LINE * (line + 0.5)) for line in lines]),
        ],
        height=360,
        shapes=[_band(campaign, calendar.weeks) for campaign in campaigns],
        xaxis={
            "type": "date",
            "tickformat": "%-m月",
            "dtick": "M1",
            "range": [(calendar.weeks[0] - _WEEK).isoformat(), (calendar.weeks[-1] + _WEEK).isoformat()],
        },
        yaxis={"range": [0, top], "title": {"text": "一周立案（件）"}},
        legend=LEGEND,
    )


def _lines(campaigns: Sequence[Mapping[str, Any]], weeks: Sequence[date]) -> list[int]:
    """The line over the bars each campaign's name stands in: the highest where it touches no other name."""
    ends: list[list[tuple[float, float]]] = []
    found = []
    for campaign in campaigns:
        width = _width(campaign, weeks)
        at = (_place(campaign, weeks) - weeks[0]).days
        box = (at - width, at) if _is_late(campaign, weeks) else (at, at + width)
        free = (place for place, line in enumerate(ends) if all(box[1] <= one[0] or one[1] <= box[0] for one in line))
        place = next(free, len(ends))
        if place == len(ends):
            ends.append([])
        ends[place].append(box)
        found.append(place)
    return found


def _names(campaigns: Sequence[Mapping[str, Any]], weeks: Sequence[date], heights: Sequence[float]) -> list[Figure]:
    """The campaigns' names at their first day, near the edge before their last; the whole is under the pointer."""
    if not campaigns:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "showlegend": False,
            "cliponaxis": False,
            "x": [_place(campaign, weeks).isoformat() for campaign in campaigns],
            "y": list(heights),
            "text": [safe(short(campaign["campaign"])) for campaign in campaigns],
            "textposition": ["middle left" if _is_late(campaign, weeks) else "middle right" for campaign in campaigns],
            "textfont": {"size": 10},
            "hovertext": [
                safe(f"{campaign['campaign']}：{campaign['from_on']:%Y-%m-%d} 至 {campaign['to_on']:%Y-%m-%d}")
                for campaign in campaigns
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]


def _first(campaign: Mapping[str, Any], weeks: Sequence[date]) -> date:
    first: date = max(campaign["from_on"], weeks[0])
    return first


def _last(campaign: Mapping[str, Any], weeks: Sequence[date]) -> date:
    last: date = min(campaign["to_on"], weeks[-1] + _WEEK)
    return last


def _is_late(campaign: Mapping[str, Any], weeks: Sequence[date]) -> bool:
    """It begins so near the edge that its name does not fit behind its first day."""
    return (weeks[-1] + _WEEK - _first(campaign, weeks)).days < _width(campaign, weeks)


def _place(campaign: Mapping[str, Any], weeks: Sequence[date]) -> date:
    return _last(campaign, weeks) if _is_late(campaign, weeks) else _first(campaign, weeks)


def _width(campaign: Mapping[str, Any], weeks: Sequence[date]) -> float:
    """A campaign's name in days of a narrow picture."""
    days = (weeks[-1] - weeks[0] + 2 * _WEEK).days
    return days * _GLYPH * len(short(campaign["campaign"])) / _NARROW


def _band(campaign: Mapping[str, Any], weeks: Sequence[date]) -> Figure:
    return {
        "type": "rect",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": _first(campaign, weeks).isoformat(),
        "x1": _last(campaign, weeks).isoformat(),
        "y0": 0,
        "y1": 1,
        "fillcolor": PALE,
        "opacity": 0.35,
        "line": {"width": 0},
    }
