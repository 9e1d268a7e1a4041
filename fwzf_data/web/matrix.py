"""The matrix of units and obligations: one word-bearing cell each, so that colour only underlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fwzf_data.analysis.progress import LATE, STATES, late_words
from fwzf_data.analysis.query import Answer
from fwzf_data.web.charts import CONTEXT, PALE, REVIEW, UNKNOWN, WIDE, Figure, figure, pads
from fwzf_data.web.labels import safe, short

MARKS = {
    "超期": "超",
    "报称完成无佐证": "缺",
    "未报": "未",
    "进行中": "办",
    "未到期": "待",
    "已完成": "完",
    "无法核查": "？",
}
"""What stands in the cell of each state; the legend under the picture spells it out."""
FREE, FREE_MARK = "没有期限，还没有做", "可"
"""What is not due and never will be: nothing is waited for."""
_COLOURS = {
    "超期": REVIEW,
    "报称完成无佐证": "#f3b27a",
    "未报": "#dccfe8",
    "进行中": PALE,
    "未到期": "#f3f6fa",
    "已完成": CONTEXT,
    "无法核查": UNKNOWN,
}
"""What nobody reported is neither late nor done nor unknown to the system: a colour of its own."""
_LONGEST_HEAD = 10
"""Characters of an obligation's name that stand in its head."""


def of_plan(ask: Callable[..., Answer], _: date) -> tuple[Figure, str, str]:
    """The plan as of a day: the picture, what it says, and its marks in words."""
    rows = ask("obligation_status").dicts()
    units = {row["unit"] for row in rows}
    duties, late = ({row["obligation_id"] for row in kept} for kept in (rows, [row for row in rows if _is_late(row)]))
    title = f"{len(units)} 个单位 × {len(duties)} 项义务：{late_words(len(late))}。空格为该单位没有这项义务"
    return matrix(rows, title, [row["unit"] for row in ask("unit_list").dicts()]), title, legend(rows)


def matrix(rows: Sequence[Mapping[str, Any]], title: str, order: Sequence[str] = ()) -> Figure:
    """Units down, obligations across in the order they fall due, the state of each pair; a pair nobody owes stays
    blank. ``rows``: those of ``obligation_status``; ``order``: units as the bureau ranks them, others come after.
    A click gives ``unit|obligation``.
    """
    found = dict.fromkeys(row["unit"] for row in rows)
    units = [unit for unit in dict.fromkeys([*order, *found]) if unit in found]
    columns = {row["obligation_id"]: row for row in sorted(rows, key=_by_date)}
    heads = [safe(_head(row)) for row in columns.values()]
    found_rows = {(row["unit"], row["obligation_id"]): row for row in rows}
    cells = [[found_rows.get((unit, key)) for key in columns] for unit in units]
    last = len(STATES) - 1
    return figure(
        title,
        [
            {
                "type": "heatmap",
                "x": heads,
                "y": [safe(unit) for unit in units],
                "z": [[STATES.index(row["status"]) if row else None for row in line] for line in cells],
                "text": [[_mark(row)[0] if row else "" for row in line] for line in cells],
                "texttemplate": "%{text}",
                "hoverinfo": "skip",
                "zmin": 0,
                "zmax": last,
                "colorscale": [[place / last, _COLOURS[state]] for place, state in enumerate(STATES)],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            },
            pads(
                [
                    (head, unit, f"{unit}|{key}", _said(row))
                    for unit, line in zip(units, cells, strict=True)
                    for key, head, row in zip(columns, heads, line, strict=True)
                    if row
                ],
                size=18,
            ),
        ],
        height=248 + 26 * max(3, len(units)),
        xaxis={
            "type": "category",
            "range": [-0.5, len(heads) - 0.5],
            "tickvals": heads,
            "ticktext": heads,
            "showgrid": False,
            "tickangle": -90,
            "side": "top",
            "tickfont": {"size": 11},
        },
        yaxis={"type": "category", "showgrid": False, "range": [len(units) - 0.5, -0.5]},
        margin={"l": 8, "r": 8, "t": 236, "b": 8},
        meta=WIDE,
    )


def legend(rows: Sequence[Mapping[str, Any]]) -> str:
    """The marks that occur, in words with how many."""
    counts = Counter(_mark(row) for row in rows)
    known = [*((MARKS[state], state) for state in STATES), (FREE_MARK, FREE)]
    return "　".join(f"{mark}＝{words}（{counts[mark, words]}）" for mark, words in known if counts[mark, words])


def _mark(row: Mapping[str, Any]) -> tuple[str, str]:
    """What stands in the cell, and what it means."""
    state = row["status"]
    is_free = state == "未到期" and (row["due_on"] is None or row["kind"] == "可以做")
    return (FREE_MARK, FREE) if is_free else (MARKS[state], state)


def _said(row: Mapping[str, Any]) -> str:
    """A cell in words, with the reason where the ledgers disagree."""
    why = f"（{row['difference']}）" if row["difference"] else ""
    return f"{row['unit']}　{row['obligation_id']} {row['title']}：{_mark(row)[1]}{why}"


def _is_late(row: Mapping[str, Any]) -> bool:
    return bool(row["status"] == LATE)


def _by_date(row: Mapping[str, Any]) -> tuple[date, str]:
    return row["due_on"] or date.max, row["obligation_id"]


def _head(row: Mapping[str, Any]) -> str:
    """The obligation's number and name, with its deadline where that is not simply the year's end."""
    due_on = row["due_on"]
    name = f"{row['obligation_id']} {short(row['title'], _LONGEST_HEAD, tail=0)}"
    is_dated = due_on and (due_on.month, due_on.day) != (12, 31)
    return f"{name} {due_on.month}月{due_on.day}日" if is_dated else name
