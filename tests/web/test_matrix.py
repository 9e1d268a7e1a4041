"""The matrix of units and obligations: every state a word, nothing where nothing is owed."""

from __future__ import annotations

from colorsys import rgb_to_hsv
from datetime import date
from typing import Any

import plotly.graph_objects as go

from fwzf_data.analysis.progress import STATES
from fwzf_data.web import matrix
from fwzf_data.web.charts import UNKNOWN

APRIL, YEAR_END = date(2022, 4, 30), date(2022, 12, 31)


def row(obligation_id: str, unit: str, status: str, due_on: date | None = YEAR_END) -> dict[str, Any]:
    return {
        "obligation_id": obligation_id, "title": "事项", "unit": unit, "status": status, "due_on": due_on,
        "kind": "持续", "difference": None,
    }  # fmt: skip


def test_every_state_has_a_mark_of_one_character_of_its_own() -> None:
    assert set(matrix.MARKS) == set(STATES)
    assert len({*matrix.MARKS.values(), matrix.FREE_MARK}) == len(STATES) + 1
    assert {len(mark) for mark in matrix.MARKS.values()} == {1}


def test_what_nobody_reported_looks_neither_late_nor_in_order_and_what_is_unknown_is_grey() -> None:
    figure = matrix.matrix([row("S1", "甲", "未报")], "")
    colours = {STATES[round(at * (len(STATES) - 1))]: colour for at, colour in figure["data"][0]["colorscale"]}

    def hue(state: str) -> float:
        return 360 * rgb_to_hsv(*(int(colours[state][at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]

    for other in ("超期", "报称完成无佐证", "已完成", "进行中"):
        apart = abs(hue("未报") - hue(other))
        assert min(apart, 360 - apart) > 40, other
    assert colours["无法核查"] == UNKNOWN


def test_obligations_stand_by_deadline_and_units_as_the_bureau_ranks_them() -> None:
    rows = [
        row("S1", "全局", "已完成", None),
        row("S2", "乙", "未报"),
        row("S3", "甲", "超期", APRIL),
        row("S2", "甲", "未报"),
    ]
    figure = matrix.matrix(rows, "", ["甲", "乙", "丙"])
    assert figure["data"][0]["y"] == ["甲", "乙", "全局"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["S3 事项 4月30日", "S2 事项", "S1 事项"]


def test_a_long_name_is_cut_in_the_head_and_whole_on_hover() -> None:
    figure = matrix.matrix([row("S1", "甲", "超期") | {"title": "风险点清单应当列明违法行为和依据"}], "")
    assert figure["layout"]["xaxis"]["ticktext"] == ["S1 风险点清单应当列明…"]
    assert figure["data"][1]["text"] == ["甲　S1 风险点清单应当列明违法行为和依据：超期"]


def test_what_has_no_deadline_is_not_said_to_wait_for_one() -> None:
    free, dateless, due = (
        row("S1", "甲", "未到期") | {"kind": "可以做"},
        row("S2", "甲", "未到期", None),
        row("S3", "甲", "未到期"),
    )
    assert matrix.legend([free, dateless, due]) == "待＝未到期（1）　可＝没有期限，还没有做（2）"
    assert matrix.matrix([free], "")["data"][1]["text"] == ["甲　S1 事项：没有期限，还没有做"]


def test_the_hover_says_where_the_ledgers_disagree() -> None:
    unlike = row("S1", "甲", "进行中") | {"difference": "任务台账报「推进中」，按台账一次也没有查到"}
    assert matrix.matrix([unlike], "")["data"][1]["text"] == [
        "甲　S1 事项：进行中（任务台账报「推进中」，按台账一次也没有查到）"
    ]


def test_a_pair_nobody_owes_is_blank_and_a_click_names_both() -> None:
    figure = matrix.matrix([row("S1", "甲", "超期"), row("S2", "乙", "已完成")], "")
    shades, marks = figure["data"]
    assert shades["z"] == [[STATES.index("超期"), None], [None, STATES.index("已完成")]]
    assert shades["text"] == [["超", ""], ["", "完"]]
    assert list(zip(marks["x"], marks["y"], marks["customdata"], strict=True)) == [
        ("S1 事项", "甲", "甲|S1"),
        ("S2 事项", "乙", "乙|S2"),
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
