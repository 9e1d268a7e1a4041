"""The matrix of units and obligations: one word-bearing cell each, so that colour only underlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fwzf_data.analysis.progress import STATES
from fwzf_data.web.charts import CONTEXT, PALE, REVIEW, Figure, figure, safe

MARKS = {
    "超期": "逾",
    "报称完成无佐证": "无证",
    "未报": "未报",
    "进行中": "办",
    "未到期": "待",
    "已完成": "成",
    "无法核查": "？",
}
"""What stands in the cell of each state; the legend under the picture spells it out."""
_COLOURS = {
    "超期": REVIEW,
    "报称完成无佐证": "#f3b27a",
    "未报": "#f9dcc0",
    "进行中": PALE,
    "未到期": "#f3f6fa",
    "已完成": CONTEXT,
    "无法核查": "#d5d8dc",
}


def matrix(
    units: Sequence[str], columns: Sequence[tuple[str, str]], states: Mapping[tuple[str, str], str], title: str
) -> Figure:
    """Units down, ``columns`` (key, label) across, the state of each pair; a pair nobody owes stays blank.

    A click gives ``unit|key``.
    """
    last = len(STATES) - 1
    scale = [[place / last, _COLOURS[state]] for place, state in enumerate(STATES)]

    def state(unit: str, key: str) -> str | None:
        return states.get((unit, key))

    dark = {"超期", "已完成"}
    cells = [[state(unit, key) for key, _ in columns] for unit in units]
    return figure(
        title,
        [
            {
                "type": "heatmap",
                "x": [safe(label) for _, label in columns],
                "y": [safe(unit) for unit in units],
                "z": [[None if found is None else STATES.index(found) for found in row] for row in cells],
                "text": [[found or "" for found in row] for row in cells],
                "customdata": [[f"{unit}|{key}" for key, _ in columns] for unit in units],
                "zmin": 0,
                "zmax": last,
                "colorscale": scale,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hoverongaps": False,
                "hovertemplate": "%{y} %{x}：%{text}<extra></extra>",
            }
        ],
        height=120 + 30 * max(3, len(units)),
        annotations=[
            {
                "x": place,
                "y": row,
                "text": MARKS[found],
                "showarrow": False,
                "font": {"size": 11, "color": "#ffffff" if found in dark else "#1d2733"},
                "captureevents": False,
            }
            for row, line in enumerate(cells)
            for place, found in enumerate(line)
            if found
        ],
        xaxis={"type": "category", "showgrid": False, "tickangle": -60, "side": "top"},
        yaxis={"type": "category", "showgrid": False, "autorange": "reversed"},
        margin={"l": 8, "r": 8, "t": 96, "b": 8},
    )


def legend() -> str:
    """The marks in words."""
    return "　".join(f"{MARKS[state]}＝{state}" for state in STATES)
