"""The campaign calendar: cases week by week beside what the working days let expect, bursts shaded, campaigns named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from fwzf_data.analysis.burst import Calendar
from fwzf_data.rulebook import rule_value
from fwzf_data.web.charts import CONTEXT, INK, PALE, REVIEW, Figure, figure, safe

_WEEK = timedelta(days=7)


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
        ],
        height=360,
        shapes=[_band(campaign, calendar.weeks) for campaign in campaigns],
        annotations=[
            {
                "text": safe(campaign["campaign"]),
                "x": max(campaign["from_on"], calendar.weeks[0]).isoformat(),
                "xanchor": "left",
                "yref": "paper",
                "y": 1 - 0.07 * place,
                "yanchor": "top",
                "showarrow": False,
                "font": {"size": 10},
            }
            for place, campaign in enumerate(campaigns)
        ],
        xaxis={"type": "date", "tickformat": "%-m月", "dtick": "M1"},
        yaxis={"rangemode": "tozero", "title": {"text": "一周立案（件）"}},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
    )


def _band(campaign: Mapping[str, Any], weeks: Sequence[date]) -> Figure:
    first, last = weeks[0], weeks[-1] + _WEEK
    return {
        "type": "rect",
        "layer": "below",
        "xref": "x",
        "yref": "paper",
        "x0": max(campaign["from_on"], first).isoformat(),
        "x1": min(campaign["to_on"], last).isoformat(),
        "y0": 0,
        "y1": 1,
        "fillcolor": PALE,
        "opacity": 0.35,
        "line": {"width": 0},
    }
