"""Streets by their complaints, inspections and cases: one row a street, the shade is its share of the whole column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fwzf_data.web.charts import CONTEXT, Figure, figure, pads
from fwzf_data.web.labels import safe

UNKNOWN = "不知道"
COLUMNS = {
    "complaint_count": "有效投诉",
    "unanswered_count": "没有结果",
    "inspection_count": "检查",
    "case_count": "案件",
}
MOST_STREETS = 40


def said(rows: Sequence[Mapping[str, Any]]) -> str:
    """Where most complaints come from and how many nobody acted on."""
    total, open_ = (sum(row[name] for row in rows) for name in ("complaint_count", "unanswered_count"))
    known = [row for row in rows if row["complaint_count"]]
    if not known:
        return "没有有效投诉"
    rest = f"{open_:,} 件没有任何结果" if open_ else "都有结果"
    return f"有效投诉 {total:,} 件，{known[0]['street']}最多（{known[0]['complaint_count']:,} 件），{rest}"


def picture(rows: Sequence[Mapping[str, Any]]) -> Figure:
    """The number is the count; the colour compares streets within one column. A click gives the street."""
    shown = rows[:MOST_STREETS]
    names = list(COLUMNS)
    most = {name: max((row[name] or 0 for row in shown), default=0) or 1 for name in names}
    return figure(
        said(rows),
        [
            {
                "type": "heatmap",
                "x": list(COLUMNS.values()),
                "y": [safe(row["street"]) for row in shown],
                "z": [[(row[name] or 0) / most[name] for name in names] for row in shown],
                "text": [[_told(row[name]) for name in names] for row in shown],
                "texttemplate": "%{text}",
                "hoverinfo": "skip",
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "colorscale": [[0, "#f4f7fb"], [1, CONTEXT]],
                "zmin": 0,
                "zmax": 1,
            },
            pads(
                [
                    (title, row["street"], row["street"], f"{row['street']} {title} {_told(row[name])}")
                    for row in shown
                    for name, title in COLUMNS.items()
                ]
            ),
        ],
        height=100 + 30 * max(3, len(shown)),
        yaxis={"autorange": "reversed", "type": "category", "showgrid": False},
        xaxis={"type": "category", "showgrid": False, "side": "top"},
        margin={"l": 8, "r": 24, "t": 84, "b": 16},
    )


def _told(count: int | None) -> str:
    """Where nobody reported a ledger there is no number, not even 0."""
    return UNKNOWN if count is None else f"{count:,}"
