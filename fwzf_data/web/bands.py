"""The strip plot: fines against the benchmark range of their grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10, sqrt

from fwzf_data.web.charts import CONTEXT, PALE, REVIEW, Figure, figure, safe
from fwzf_data.web.wording import yuan

MOST_POINTS = 5_000


@dataclass(frozen=True)
class Band:
    """The benchmark range of one grade, in fen; an open end is None."""

    label: str
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Mark:
    """Cases with the same fine under the same grade."""

    band: str
    fen: int
    count: int
    outside: bool
    key: str


def strip(bands: Sequence[Band], marks: Sequence[Mark], title: str) -> Figure:
    """Fines against the range of their grade: grey band, a dot per amount sized by its cases, a diamond outside."""
    place_of = {band.label: place for place, band in enumerate(bands)}
    known = [mark for mark in marks if mark.band in place_of][:MOST_POINTS]
    amounts = [mark.fen / 100 for mark in known] + [
        end / 100 for band in bands for end in (band.low, band.high) if end is not None
    ]
    positive = [amount for amount in amounts if amount > 0]
    is_log = bool(positive) and min(amounts) > 0 and log10(max(positive) / min(positive)) > 2
    left, right = (min(amounts) * 0.9, max(amounts) * 1.05) if amounts else (0.0, 1.0)
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
            "text": [f"{safe(mark.band)}：{yuan(mark.fen)} 元，{mark.count} 件" for mark in chosen],
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
            ("档内", "circle", CONTEXT, [mark for mark in known if not mark.outside]),
            ("档外", "diamond", REVIEW, [mark for mark in known if mark.outside]),
        )
        if chosen
    ]
    return figure(
        title,
        data,
        height=130 + 56 * max(2, len(bands)),
        shapes=shapes,
        xaxis={"type": "log" if is_log else "linear", "title": {"text": "罚款（元）"}, "tickformat": ",.0f"}
        | ({"dtick": 1} if is_log else {"range": [left, right]}),
        yaxis={
            "tickvals": list(range(len(bands))),
            "ticktext": [safe(band.label) for band in bands],
            "range": [len(bands) - 0.4, -0.6],
            "showgrid": False,
        },
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
    )
