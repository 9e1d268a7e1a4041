"""Pictures as plain plotly dictionaries, in one look; building one costs a rerun next to nothing.

A title is computed by the page from the same answer as the marks. Every text is escaped: plotly reads ``<a href>`` and
``<b>`` in labels, and a unit's name must not become a link. Two roles of colour only: context, and 请复核.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from math import sqrt
from typing import Any

import streamlit as st

Figure = dict[str, Any]

INK, CONTEXT, PALE, GRID, REVIEW = "#1d2733", "#1f5fa8", "#c3d3e6", "#e4e9ef", "#d9730d"
FONT = "Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
_PURPLE_TO_ORANGE = [[0, "#5e3c99"], [0.25, "#b2abd2"], [0.5, "#f7f7f7"], [0.75, "#fdb863"], [1, "#e66101"]]
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show(picture: Figure, key: str, alt: str) -> str | None:
    """Draw it; the key of the mark that was clicked."""
    state = st.plotly_chart(
        picture, key=key, theme=None, on_select="rerun", selection_mode="points", config=_CONFIG, alt=alt
    )
    points = state["selection"]["points"] if state else []
    clicked = points[0].get("customdata") if points else None
    if isinstance(clicked, list | tuple):
        clicked = clicked[0] if clicked else None
    return str(clicked) if clicked is not None else None


def bars(rows: Sequence[tuple[str, int]], title: str, unit: str = "件", review: Collection[str] = ()) -> Figure:
    """Counts per label as horizontal bars, in the given order from the top; a click gives the label."""
    labels = [label for label, _ in rows]
    return figure(
        title,
        [
            {
                "type": "bar",
                "orientation": "h",
                "y": [safe(label) for label in labels],
                "x": [count for _, count in rows],
                "customdata": labels,
                "marker": {"color": [REVIEW if label in review else CONTEXT for label in labels]},
                "text": [f"{count:,}" for _, count in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertemplate": f"%{{y}}：%{{x:,}}{safe(unit)}<extra></extra>",
            }
        ],
        height=90 + 26 * max(3, len(rows)),
        xaxis={"rangemode": "tozero", "showticklabels": False, "showgrid": False},
        yaxis={"autorange": "reversed", "type": "category"},
    )


def pareto(rows: Sequence[tuple[str, str, int]], title: str, before: Sequence[int] | None = None) -> Figure:
    """Shares per (key, label, count), most first, with their cumulative line on the same 0–100 % scale.

    ``before``: the counts of the window before in the same order, drawn as ticks. A click gives the key.
    """
    total = sum(count for *_, count in rows)
    labels = [safe(label) for _, label, _ in rows]
    shares = [100 * count / total if total else 0.0 for *_, count in rows]
    sums = [sum(shares[: place + 1]) for place in range(len(shares))]
    keys = [key for key, *_ in rows]
    data: list[Figure] = [
        {
            "type": "bar",
            "name": "占比",
            "x": labels,
            "y": shares,
            "customdata": keys,
            "text": [f"{count:,}" for *_, count in rows],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": {"color": CONTEXT},
            "hovertemplate": "%{x}：%{text} 件，占 %{y:.1f}%<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": "累计占比",
            "x": labels,
            "y": sums,
            "customdata": keys,
            "line": {"color": INK, "width": 1.5},
            "marker": {"size": 5},
            "hovertemplate": "到 %{x} 累计占 %{y:.1f}%<extra></extra>",
        },
    ]
    if before is not None:
        earlier = sum(before)
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": "上一时段占比",
                "x": labels,
                "y": [100 * count / earlier if earlier else 0.0 for count in before],
                "customdata": keys,
                "text": [f"{count:,}" for count in before],
                "marker": {"symbol": "line-ew", "size": 18, "line": {"width": 2.5, "color": REVIEW}},
                "hovertemplate": "上一时段 %{x}：%{text} 件，占 %{y:.1f}%<extra></extra>",
            }
        )
    return figure(
        title,
        data,
        height=440,
        yaxis={
            "range": [0, 108],
            "tickvals": list(range(0, 101, 20)),
            "ticktext": [f"{share}%" for share in range(0, 101, 20)],
        },
        xaxis={"type": "category", "tickangle": -40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
    )


def trend(series: Sequence[tuple[str, Sequence[tuple[date, int | None]]]], title: str, unit: str = "件") -> Figure:
    """Counts over time, one line per name; an unknown month is a gap, not a zero."""
    colours = [CONTEXT, REVIEW, "#6b7f94", "#2e7d6b"]
    return figure(
        title,
        [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": safe(name),
                "x": [day.isoformat() for day, _ in points],
                "y": [count for _, count in points],
                "line": {"color": colours[place % len(colours)], "dash": "solid" if place == 0 else "dot"},
                "hovertemplate": f"%{{x|%Y年%-m月}}：%{{y:,}}{safe(unit)}<extra>{safe(name)}</extra>",
            }
            for place, (name, points) in enumerate(series)
        ],
        height=320,
        yaxis={"rangemode": "tozero"},
        xaxis={"type": "date", "tickformat": "%-m月\n%Y", "dtick": "M1" if _months(series) <= 15 else "M3"},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
    )


def heatmap(
    units: Sequence[str],
    months: Sequence[date],
    counts: Sequence[Sequence[int | None]],
    title: str,
    expected: Sequence[Sequence[float | None]] | None = None,
) -> Figure:
    """Unit × month: the number is the count; the colour is (count − expected)/√expected where something is expected,
    else the count itself. A month nobody reported stays blank, which is not 0. A click gives ``unit|month``."""

    def colour(row: int, place: int) -> float | None:
        count = counts[row][place]
        if count is None:
            return None
        wanted = expected[row][place] if expected else None
        if expected is None:
            return float(count)
        return (count - wanted) / sqrt(wanted) if wanted else None

    shades = [[colour(row, place) for place in range(len(months))] for row in range(len(units))]
    labels = [f"{month.year}-{month.month:02d}" for month in months]
    ticks = [
        f"{month.month}月" if place and month.month > 1 else f"{month.month}月<br>{month.year}"
        for place, month in enumerate(months)
    ]
    scale: Figure = (
        {"colorscale": _PURPLE_TO_ORANGE, "zmid": 0, "zmin": -4, "zmax": 4}
        if expected
        else {"colorscale": [[0, "#f4f7fb"], [1, CONTEXT]], "zmin": 0}
    )
    return figure(
        title,
        [
            {
                "type": "heatmap",
                "x": labels,
                "y": [safe(unit) for unit in units],
                "z": shades,
                "text": [["" if count is None else f"{count:,}" for count in row] for row in counts],
                "customdata": [[f"{unit}|{label}" for label in labels] for unit in units],
                "texttemplate": "%{text}",
                "hovertemplate": "%{y} %{x}：%{text} 件<extra></extra>",
                "hoverongaps": False,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                **scale,
            }
        ],
        height=100 + 32 * max(3, len(units)),
        yaxis={"autorange": "reversed", "type": "category", "showgrid": False},
        xaxis={"type": "category", "showgrid": False, "tickangle": 0, "tickvals": labels, "ticktext": ticks},
        plot_bgcolor="#f3f4f6",
    )


def figure(title: str, data: list[Figure], *, height: int, **layout: Any) -> Figure:
    axis = {
        "linecolor": GRID,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }
    return {
        # A click leads on; it must not grey out the rest of the picture.
        "data": [
            trace if trace["type"] == "heatmap" else {"unselected": {"marker": {"opacity": 1}}} | trace
            for trace in data
        ],
        "layout": {
            "title": {"text": safe(title), "x": 0, "xanchor": "left", "font": {"size": 15, "color": INK}},
            "font": {"family": FONT, "size": 12, "color": INK},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "margin": {"l": 8, "r": 24, "t": 56, "b": 36},
            "separators": ".,",
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
            "height": height,
            "hoverlabel": {"font": {"family": FONT}},
            **layout,
            "xaxis": axis | layout.get("xaxis", {}),
            "yaxis": axis | layout.get("yaxis", {}),
        },
    }


def _months(series: Sequence[tuple[str, Sequence[tuple[date, int | None]]]]) -> int:
    return max((len(points) for _, points in series), default=0)


def safe(text: str) -> str:
    """A text that plotly shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
