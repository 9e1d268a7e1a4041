"""Every picture is a valid plotly figure, and no text in it can become markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from fwzf_data.web import bands, charts, funnel, spans, streets, weeks
from tests.web.fairness_objects import a_calendar, a_page

NASTY = '一中队<a href="http://example.org">点</a>&<b>粗</b>'
MAY = date(2022, 5, 1)
STREET = {"complaint_count": 3, "unanswered_count": 1, "inspection_count": 2, "case_count": 0}


def pictures(name: str) -> dict[str, charts.Figure]:
    return {
        "bars": charts.bars([(name, 3), ("二中队", 0)], name, review={name}),
        "pareto": charts.pareto([("BZ01", name, 6), ("BZ02", "占道", 2)], name, before=[1, 0]),
        "trend": charts.trend([(name, [(MAY, 3), (date(2022, 6, 1), None)])], name),
        "strip": bands.strip(
            [bands.Band(name, 10_000, 50_000), bands.Band("从重", 50_000, None)],
            [bands.Mark(name, 60_000, 4, True, "k1"), bands.Mark("从重", 70_000, 1, False, "k2")],
            name,
        ),
        "heatmap": charts.heatmap([name, "二中队"], [MAY], [[3], [None]], name, expected=[[4.0], [None]]),
        "timeline": spans.timeline(
            [spans.Span(name, MAY, date(2022, 6, 30), 0.5, "已超期", True, "k")],
            date(2022, 7, 1),
            name,
            [(name, MAY, date(2022, 6, 1))],
        ),
        "funnel": funnel.funnel(a_page(name)),
        "weeks": weeks.weekly(a_calendar(name), [{"campaign": name, "from_on": MAY, "to_on": date(2022, 5, 20)}]),
        "streets": streets.picture([STREET | {"street": name}]),
        "empty bars": charts.bars([], name),
        "empty pareto": charts.pareto([], name, before=[]),
        "empty trend": charts.trend([], name),
        "empty strip": bands.strip([], [], name),
        "empty heatmap": charts.heatmap([], [], [], name),
        "empty timeline": spans.timeline([], MAY, name),
    }


@pytest.mark.parametrize("kind", pictures("甲"))
def test_a_picture_is_a_figure_plotly_accepts(kind: str) -> None:
    go.Figure(pictures("甲")[kind])


@pytest.mark.parametrize("kind", pictures("甲"))
def test_no_text_of_a_picture_is_markup(kind: str) -> None:
    figure = pictures(NASTY)[kind]
    shown = [text for path, text in texts(figure) if "customdata" not in path]
    assert not [text for text in shown if "<a" in text or "<b>" in text]
    assert any("&lt;a href" in text for text in shown)


def test_the_pareto_line_ends_at_the_whole() -> None:
    figure = charts.pareto([("a", "甲", 6), ("b", "乙", 3), ("c", "丙", 1)], "")
    assert figure["data"][0]["x"] == pytest.approx([60, 30, 10])
    assert figure["data"][1]["x"] == pytest.approx([60, 90, 100])


def test_a_fine_outside_its_band_is_a_diamond_and_one_inside_is_not() -> None:
    figure = pictures("轻微")["strip"]
    symbols = {trace["name"]: (trace["marker"]["symbol"], trace["x"]) for trace in figure["data"]}
    assert symbols == {"幅度之内": ("circle", [700.0]), "幅度之外": ("diamond", [600.0])}


def test_amounts_over_more_than_two_decades_are_drawn_on_a_log_scale() -> None:
    band = [bands.Band("轻微", 5_000, 20_000)]
    near = bands.strip(band, [bands.Mark("轻微", 500_000, 1, True, "k")], "")
    far = bands.strip(band, [bands.Mark("轻微", 500_100, 1, True, "k")], "")
    assert (near["layout"]["xaxis"]["type"], far["layout"]["xaxis"]["type"]) == ("linear", "log")


def test_a_month_without_report_is_blank_and_a_month_without_cases_is_zero() -> None:
    trace, pads = charts.heatmap(["甲", "乙"], [MAY], [[0], [None]], "")["data"]
    assert trace["text"] == [["0"], [""]]
    assert trace["z"] == [[0.0], [None]]
    assert pads["customdata"] == ["甲|2022-05"], "only what was reported can be opened"


def test_an_empty_window_has_a_picture_of_nothing_and_a_sentence() -> None:
    empty = [funnel.funnel(a_page("甲", cases=2)), weeks.weekly(a_calendar("甲", count=0), [])]
    assert [picture["data"] for picture in empty] == [[], []]
    assert "数据不足" in empty[0]["layout"]["title"]["text"]
    assert streets.said([STREET | {"street": "甲", "complaint_count": 0}]) == "没有有效投诉"


def test_a_picture_travels_as_json() -> None:
    assert all(json.dumps(figure, ensure_ascii=False) for figure in pictures("甲").values())


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}/{key}")
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts(value, path)
