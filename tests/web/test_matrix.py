"""The matrix of units and obligations: every state a word, nothing where nothing is owed."""

from __future__ import annotations

from datetime import date
from typing import Any

import plotly.graph_objects as go

from fwzf_data.analysis.progress import STATES
from fwzf_data.web import matrix

APRIL, YEAR_END = date(2022, 4, 30), date(2022, 12, 31)


def row(obligation_id: str, unit: str, status: str, due_on: date | None = YEAR_END) -> dict[str, Any]:
    return {"obligation_id": obligation_id, "title": "事项", "unit": unit, "status": status, "due_on": due_on}


def test_every_state_has_a_mark_of_one_character_of_its_own() -> None:
    assert set(matrix.MARKS) == set(STATES)
    assert len(set(matrix.MARKS.values())) == len(STATES)
    assert {len(mark) for mark in matrix.MARKS.values()} == {1}


def test_obligations_stand_by_deadline_and_units_as_the_bureau_ranks_them() -> None:
    rows = [
        row("S1", "全局", "已完成", None),
        row("S2", "乙", "未报"),
        row("S3", "甲", "超期", APRIL),
        row("S2", "甲", "未报"),
    ]
    figure = matrix.matrix(rows, "", ["甲", "乙", "丙"])
    assert figure["data"][0]["y"] == ["甲", "乙", "全局"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["S3 4-30", "S2", "S1"]


def test_a_pair_nobody_owes_is_blank_and_a_click_names_both() -> None:
    figure = matrix.matrix([row("S1", "甲", "超期"), row("S2", "乙", "已完成")], "")
    shades, marks = figure["data"]
    assert shades["z"] == [[STATES.index("超期"), None], [None, STATES.index("已完成")]]
    assert shades["text"] == [["超", ""], ["", "完"]]
    assert list(zip(marks["x"], marks["y"], marks["customdata"], strict=True)) == [
        ("S1", "甲", "甲|S1"),
        ("S2", "乙", "乙|S2"),
    ]


def test_the_legend_counts_only_what_occurs() -> None:
    rows = [row("S1", "甲", "超期"), row("S1", "乙", "超期"), row("S2", "甲", "已完成")]
    assert matrix.legend(rows) == "超＝超期（2）　完＝已完成（1）"


def test_it_is_a_figure_plotly_accepts_and_no_text_of_it_is_markup() -> None:
    nasty = '<a href="http://example.org">点</a>'
    figure = matrix.matrix([row("S1", nasty, "超期") | {"title": nasty}], nasty)
    go.Figure(figure)
    go.Figure(matrix.matrix([], ""))
    shown = [*figure["data"][0]["y"], *figure["data"][1]["text"], figure["layout"]["title"]["text"]]
    assert all("<a" not in text and "&lt;a" in text for text in shown)
