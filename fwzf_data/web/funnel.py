"""The funnel: units by how many comparable cases they have, and how far their rate lies from what like cases suggest.

Each unit's own range stands as a bar around its expected rate, for its mix of cases is its own; the more cases, the
shorter the bar. A dot outside its dark end is exactly what the verdict calls 值得复核.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

from fwzf_data.analysis.captions import caption, headline, visible
from fwzf_data.analysis.comparison import Comparison
from fwzf_data.analysis.fairness import Page
from fwzf_data.rulebook import rule_value
from fwzf_data.web.charts import CONTEXT, GRID, INK, LEGEND, PALE, REVIEW, Figure, figure
from fwzf_data.web.labels import safe, short

MOST_UNITS = 400
_WIDTH, _HEIGHT, _DOT, _GLYPH, _LINE = 800, 300, 5, 12, 14
"""The plot, half a dot, a glyph and a line in pixels, as far as labels need to know them."""

_Box = tuple[float, float, float, float]


def drawable(page: Page) -> tuple[Comparison, ...]:
    """Units that can be judged; the others are in the table."""
    return tuple(one for one in page.report.comparisons if one.alert is not None)[:MOST_UNITS]


def funnel(page: Page) -> Figure:
    """Nothing is drawn where nobody can be judged."""
    units = drawable(page)
    if not units:
        return figure(headline(page), [], height=200)
    sizes = [one.size for one in units]
    within = 1 - rule_value("fairness.shade")
    is_log = max(sizes) > 30 * min(sizes)
    labels = _labels(units, is_log)
    data = [
        _bars("正常范围", units, PALE, 9, [(one.alert.low, one.alert.high) for one in units if one.alert]),
        _bars(
            f"{within:.0%} 以内",
            units,
            "#9db9d6",
            9,
            [(one.shade.low, one.shade.high) for one in units if one.shade],
        ),
        *(_dots(page, units, labels, flagged) for flagged in (False, True)),
    ]
    return figure(
        headline(page),
        [trace for trace in data if trace["x"]],
        height=420,
        xaxis={
            "type": "log" if is_log else "linear",
            "title": {"text": "可比件数"},
            "tickformat": ",d",
        }
        | ({"dtick": 1} if is_log else {"range": [0.9 * min(sizes) - 1, 1.08 * max(sizes) + 1]}),
        yaxis={
            "title": {"text": "比同类案件应有的多多少（百分点）"},
            "ticksuffix": "",
            "zeroline": True,
            "zerolinecolor": INK,
            "zerolinewidth": 1,
        },
        legend=LEGEND,
    )


def _bars(
    name: str, units: Sequence[Comparison], colour: str, width: int, ends: Sequence[tuple[float, float]]
) -> Figure:
    """One broken line: a gap parts the bars."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one, (low, high) in zip(units, ends, strict=True):
        x += [one.size, one.size, None]
        y += [_points(one, low), _points(one, high), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }


def _dots(page: Page, units: Sequence[Comparison], labels: Mapping[str, str], flagged: bool) -> dict[str, Any]:
    shown, few = [one for one in units if one.is_flagged == flagged], rule_value("fairness.few_cases")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "值得复核" if flagged else "正常波动",
        "x": [one.size for one in shown],
        "y": [_points(one, one.observed) for one in shown],
        "customdata": [one.unit for one in shown],
        "text": [safe(labels.get(one.unit, "")) for one in shown],
        "textposition": "top center",
        "cliponaxis": False,
        "hovertext": [safe(f"{caption(page, one)}{visible(one)}。") for one in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": [("diamond" if flagged else "circle") + ("-open" if one.size < few else "") for one in shown],
            "size": 11 if flagged else 8,
            "color": REVIEW if flagged else CONTEXT,
            "line": {"width": 1.5, "color": REVIEW if flagged else GRID},
        },
    }


def _labels(units: Sequence[Comparison], is_log: bool) -> dict[str, str]:
    """What stands over each dot: its name, where that covers neither another dot nor another name; the flagged ones,
    first served, with their counts as well. The others are named under the pointer."""

    def scale(values: Sequence[float], pixels: int) -> list[float]:
        low, high = min(values), max(values)
        return [pixels * (value - low) / (high - low or 1) for value in values]

    ends = [_points(one, end) for one in units if one.alert for end in (one.alert.low, one.alert.high)]
    heights = scale([*(_points(one, one.observed) for one in units), *ends], _HEIGHT)[: len(units)]
    across = scale([log10(one.size) if is_log else one.size for one in units], _WIDTH)
    taken = [(x - _DOT, x + _DOT, y - _DOT, y + _DOT) for x, y in zip(across, heights, strict=True)]
    labels = {}
    for one, x, y in sorted(zip(units, across, heights, strict=True), key=lambda placed: not placed[0].is_flagged):
        name = short(one.unit)
        text = f"{name} {one.observed:g}/{one.size}" if one.is_flagged else name
        half = _GLYPH * len(text) / 2
        box = (x - half, x + half, y + _DOT, y + _DOT + _LINE)
        if one.is_flagged or not any(_overlap(box, other) for other in taken):
            taken.append(box)
            labels[one.unit] = text
    return labels


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _points(one: Comparison, count: float) -> float:
    return round(100 * (count - one.expected) / one.size, 3)
