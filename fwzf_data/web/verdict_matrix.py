"""The matrix of units and verdicts: how many cases of each unit got each, the number in the cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fwzf_data.analysis.judged import INSIDE, OFF, UNCHECKED
from fwzf_data.analysis.query import Answer
from fwzf_data.web.charts import CONTEXT, HATCH, REVIEW, WIDE, Figure, figure, pads
from fwzf_data.web.labels import safe

VERDICTS = (*INSIDE, *OFF, UNCHECKED)


def of_window(ask: Callable[..., Answer], _: date, **asked: Any) -> tuple[Figure, str]:
    """The picture of a window and what it says."""
    rows = ask("discretion_by_unit", **asked).dicts()
    order = [row["unit"] for row in ask("unit_list").dicts()]
    title = said(rows)
    return matrix(rows, title, order), title


def said(rows: Sequence[Mapping[str, Any]]) -> str:
    """Counts only: whether units differ by more than chance is another page's question."""
    units = {row["unit"] for row in rows}
    off = sum(row["case_count"] for row in rows if row["verdict"] in OFF)
    return f"{len(units)} 个单位 × {len(VERDICTS)} 种核查结果：偏离 {off:,} 件。颜色为占该单位已决定案件的比例"


def matrix(rows: Sequence[Mapping[str, Any]], title: str, order: Sequence[str] = ()) -> Figure:
    """Units down as the bureau ranks them, verdicts across; none stays blank. A click gives ``unit|verdict``."""
    found = dict.fromkeys(row["unit"] for row in rows)
    units = [unit for unit in dict.fromkeys([*order, *found]) if unit in found]
    cells = {(row["unit"], row["verdict"]): row for row in rows}
    shades = [[_shade(cells.get((unit, verdict)), verdict) for verdict in VERDICTS] for unit in units]
    texts = [
        [f"{cell['case_count']:,}" if (cell := cells.get((unit, verdict))) else "" for verdict in VERDICTS]
        for unit in units
    ]
    return figure(
        title,
        [
            {
                "type": "heatmap",
                "x": list(VERDICTS),
                "y": [safe(unit) for unit in units],
                "z": shades,
                "text": texts,
                "texttemplate": "%{text}",
                "hoverinfo": "skip",
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "zmin": -1,
                "zmax": 2,
                "colorscale": [[0, REVIEW], [1 / 3, "#ffffff"], [2 / 3, CONTEXT], [2 / 3, "#f1f2f4"], [1, HATCH]],
            },
            pads(
                [
                    (verdict, unit, f"{unit}|{verdict}", _hint(cells[unit, verdict]))
                    for unit in units
                    for verdict in VERDICTS
                    if (unit, verdict) in cells
                ]
            ),
        ],
        height=110 + 32 * max(3, len(units)),
        yaxis={"range": [len(units) - 0.5, -0.5], "type": "category", "showgrid": False},
        xaxis={"type": "category", "showgrid": False, "side": "top", "tickangle": 0},
        margin={"l": 8, "r": 24, "t": 80, "b": 8},
        meta=WIDE,
    )


def _shade(cell: Mapping[str, Any] | None, verdict: str) -> float | None:
    """Deviations towards the colour of review (below 0), what is in order towards that of context (0 to 1), what could
    not be checked towards grey (above 1); never so dark that digits drown."""
    if cell is None:
        return None
    share = cell["share"]["num"] / cell["share"]["den"]
    if verdict == UNCHECKED:
        return float(1.05 + 0.8 * share)
    return float(-0.6 * share**0.5 if verdict in OFF else 0.4 * share)


def _hint(cell: Mapping[str, Any]) -> str:
    share = cell["share"]
    words = f"{cell['unit']} {cell['verdict']}：{cell['case_count']:,} 件，占 {share['num']:,}/{share['den']:,}"
    return f"{words}，无理由 {cell['unexplained_count']:,} 件" if cell["unexplained_count"] else words
