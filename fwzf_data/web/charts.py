"""Pictures as plain plotly dictionaries, in one look; building one costs a rerun next to nothing.

A title is computed by the page from the same answer as the marks. Every text is escaped: plotly reads ``<a href>`` and
``<b>`` in labels, and a unit's name must not become a link. Two roles of colour only: context, and 请复核.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import date
from html import unescape
from math import sqrt
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from fwzf_data.web.labels import broken, safe, short
from fwzf_data.web.wording import written

Figure = dict[str, Any]

INK, CONTEXT, PALE, GRID, REVIEW = "#1d2733", "#1f5fa8", "#c3d3e6", "#e4e9ef", "#d9730d"
UNKNOWN, HATCH = "#d5d8dc", "#8a919a"
"""What nobody could check or judge; hatched where plotly can, so that it never looks like what is in order."""
LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"}
"""Over the picture, at its right."""
_LONGEST_VIOLATION = 16
_TITLE_LINE, _TITLE_ROOM = 20, {"": 32, "wide": 52}
"""Pixels of a further line of a title, and the characters of one that fit on a narrow screen."""
WIDE = "wide"
"""The mark of a picture that is scrolled sideways on a narrow screen (``static/page.css``) sooner than squeezed."""
FONT = "Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
_PURPLE_TO_ORANGE = [[0, "#5e3c99"], [0.25, "#b2abd2"], [0.5, "#f7f7f7"], [0.75, "#fdb863"], [1, "#e66101"]]
_CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


class _Ready(BaseFigure):  # type: ignore[misc]
    """A dictionary that is known to be a valid figure (``tests/web/test_charts.py``): Streamlit would check it anew at
    every rerun, for more than everything else on the page costs."""

    def __init__(self, picture: Figure) -> None:
        self._picture = picture

    def to_dict(self) -> Figure:
        return self._picture


def show(picture: Figure, key: str, alt: str) -> str | None:
    """Draw it; the key of the mark that was clicked. A picture of nothing is not drawn."""
    if not picture["data"]:
        return None
    with st.container(key=f"{WIDE}_{key}") if picture["layout"].get("meta") == WIDE else nullcontext():
        state = st.plotly_chart(
            _Ready(picture), key=key, theme=None, on_select="rerun", selection_mode="points", config=_CONFIG, alt=alt
        )
    points = state["selection"]["points"] if state else []
    clicked = points[0].get("customdata") if points else None
    if isinstance(clicked, list | tuple):
        clicked = clicked[0] if clicked else None
    return str(clicked) if clicked is not None else None


def bars(
    rows: Sequence[tuple[str, float]],
    title: str,
    unit: str = "件",
    review: Collection[str] = (),
    least: int | None = None,
    unknown: Collection[str] = (),
) -> Figure:
    """Counts per label as horizontal bars, in the given order from the top; a click gives the label.

    ``least``: what each should reach, drawn as a line; ``unknown``: labels that stand for not knowing.
    """
    labels = [label for label, _ in rows]

    def colour(label: str) -> str:
        return UNKNOWN if label in unknown else REVIEW if label in review else CONTEXT

    return figure(
        title,
        [
            {
                "type": "bar",
                "orientation": "h",
                "y": [safe(label) for label in labels],
                "x": [float(count) for _, count in rows],
                "customdata": labels,
                "marker": {
                    "color": [colour(label) for label in labels],
                    "pattern": {
                        "shape": ["/" if label in unknown else "" for label in labels],
                        "fgcolor": HATCH,
                        "fillmode": "overlay",
                    },
                },
                "text": [written(float(count)) for _, count in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertext": [safe(label) for label in labels],
                "hovertemplate": f"%{{hovertext}}：%{{x:,}}{safe(unit)}<extra></extra>",
            }
        ],
        height=90 + 26 * max(3, len(rows)),
        # Room for the number beside the longest bar.
        margin={"r": 44},
        xaxis={
            "range": [0, 1.15 * max([1.0, least or 0, *(float(count) for _, count in rows)])],
            "showticklabels": False,
            "showgrid": False,
        },
        yaxis={"autorange": "reversed", "type": "category"},
        shapes=[]
        if least is None
        else [
            {
                "type": "line",
                "x0": least,
                "x1": least,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": INK, "width": 1.5, "dash": "dot"},
            }
        ],
    )


def pareto(rows: Sequence[tuple[str, str, float]], title: str, before: Sequence[float] | None = None) -> Figure:
    """Shares per (key, label, count), most on top, with their cumulative line on the same 0–100 % scale.

    ``before``: the counts of the window before in the same order, drawn as ticks. A click gives the key.
    """
    total = sum(count for *_, count in rows)
    shares = [100 * float(count) / float(total) if total else 0.0 for *_, count in rows]
    keys = [key for key, *_ in rows]
    names = [safe(label) for _, label, _ in rows]

    def trace(name: str, values: Sequence[float], says: Sequence[str], **drawn: Any) -> Figure:
        return {
            "name": name,
            "y": list(range(len(rows))),
            "x": list(values),
            "customdata": keys,
            "hovertext": [f"{label}：{words}" for label, words in zip(names, says, strict=True)],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **drawn,
        }

    sums = [sum(shares[: place + 1]) for place in range(len(shares))]
    data = [
        trace(
            "占比",
            shares,
            [f"{written(float(count))} 次，占 {share:.1f}%" for (*_, count), share in zip(rows, shares, strict=True)],
            type="bar",
            orientation="h",
            marker={"color": CONTEXT},
        ),
        trace(
            "累计占比",
            sums,
            [f"到此累计占 {share:.1f}%" for share in sums],
            type="scatter",
            mode="lines+markers",
            line={"color": INK, "width": 1.5},
            marker={"size": 5},
        ),
    ]
    if before is not None:
        earlier = [100 * float(count) / float(sum(before)) if sum(before) else 0.0 for count in before]
        says = [
            f"上一时段 {written(float(count))} 次，占 {share:.1f}%"
            for count, share in zip(before, earlier, strict=True)
        ]
        line = {"width": 2.5, "color": REVIEW}
        marker = {"symbol": "line-ns", "size": 16, "line": line}
        data.append(trace("上一时段占比", earlier, says, type="scatter", mode="markers", marker=marker))
    return figure(
        title,
        data,
        height=100 + 26 * max(3, len(rows)),
        xaxis={
            "range": [0, 104],
            "tickvals": list(range(0, 101, 20)),
            "ticktext": [f"{share}%" for share in range(0, 101, 20)],
        },
        yaxis={
            "autorange": "reversed",
            "tickvals": list(range(len(rows))),
            "ticktext": [
                f"{safe(short(label, _LONGEST_VIOLATION, tail=0))}　{written(float(count))}" for _, label, count in rows
            ],
            "showgrid": False,
        },
        legend=LEGEND,
    )


def trend(series: Sequence[tuple[str, Sequence[tuple[date, float | None]]]], title: str, unit: str = "件") -> Figure:
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
        legend=LEGEND,
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
                "texttemplate": "%{text}",
                "hoverinfo": "skip",
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                **scale,
            },
            pads(
                [
                    (label, unit, f"{unit}|{label}", f"{unit} {label}：{count:,} 件")
                    for unit, row in zip(units, counts, strict=True)
                    for label, count in zip(labels, row, strict=True)
                    if count is not None
                ]
            ),
        ],
        height=100 + 32 * max(3, len(units)),
        yaxis={"range": [len(units) - 0.5, -0.5], "type": "category", "showgrid": False},
        xaxis={
            "range": [-0.5, len(months) - 0.5],
            "type": "category",
            "showgrid": False,
            "tickangle": 0,
            "tickvals": labels,
            "ticktext": ticks,
        },
        plot_bgcolor="#f3f4f6",
        meta=WIDE,
    )


def pads(cells: Sequence[tuple[Any, str, str, str]], size: int = 28) -> Figure:
    """Invisible marks over the cells of a heatmap, as (x, y, key, hint): plotly selects marks, but never a cell."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, *_ in cells],
        "y": [safe(y) for _, y, *_ in cells],
        "customdata": [key for _, _, key, _ in cells],
        "text": [safe(hint) for *_, hint in cells],
        "marker": {"symbol": "square", "size": size, "opacity": 0},
        "unselected": {"marker": {"opacity": 0}},
        "selected": {"marker": {"opacity": 0}},
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
    }


def figure(title: str, data: list[Figure], *, height: int, **layout: Any) -> Figure:
    axis = {
        "linecolor": GRID,
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
    }
    lines = broken(title, _TITLE_ROOM[layout.get("meta", "")])
    further = _TITLE_LINE * (len(lines) - 1)
    margin = {"l": 8, "r": 24, "t": 56, "b": 36} | layout.pop("margin", {})
    return {
        # A click leads on; it must not grey out the rest of the picture.
        "data": [
            trace if trace["type"] == "heatmap" else {"unselected": {"marker": {"opacity": 1}}} | trace
            for trace in data
        ],
        "layout": {
            "title": {
                "text": "<br>".join(safe(line) for line in lines),
                "x": 0,
                "xanchor": "left",
                "y": 1,
                "yanchor": "top",
                "pad": {"t": 12},
                "font": {"size": 15, "color": INK},
            },
            "font": {"family": FONT, "size": 12, "color": INK},
            "paper_bgcolor": "#ffffff",
            "plot_bgcolor": "#ffffff",
            "margin": margin | {"t": margin["t"] + further},
            "separators": ".,",
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
            "height": height + further,
            "hoverlabel": {"font": {"family": FONT}},
            **layout,
            "xaxis": axis | _ticks(data, "x", layout) | layout.get("xaxis", {}),
            "yaxis": axis | _ticks(data, "y", layout) | layout.get("yaxis", {}),
        },
    }


def _months(series: Sequence[tuple[str, Sequence[tuple[date, float | None]]]]) -> int:
    return max((len(points) for _, points in series), default=0)


def _ticks(data: Sequence[Figure], axis: str, layout: Figure) -> Figure:
    """The names along an axis of names, as they are written there."""
    if layout.get(f"{axis}axis", {}).get("type") != "category":
        return {}
    names = list(dict.fromkeys(name for trace in data for name in trace[axis]))
    return {"tickvals": names, "ticktext": [safe(short(unescape(name))) for name in names]}
