"""Every picture is a valid plotly figure, and no text in it can become markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import pytest

from fwzf_data.web import bands, charts, funnel, spans, streets, verdict_matrix, weeks
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


def test_a_street_says_unknown_where_no_ledger_tells() -> None:
    drawn = streets.picture([STREET | {"street": "甲", "inspection_count": None, "case_count": None}])
    assert drawn["data"][0]["text"] == [["3", "1", "不知道", "不知道"]]


LONG = "县城市管理局综合行政执法大队城乡结合部联合整治第十七专项行动中队（临时机构）"


@pytest.mark.parametrize("kind", ["bars", "heatmap", "streets"])
def test_a_long_name_leaves_room_for_the_picture_and_is_whole_under_the_pointer(kind: str) -> None:
    figure = pictures(LONG)[kind]
    assert figure["layout"]["yaxis"]["ticktext"][0] == "县城市管理局综合…机构）"
    hovers = [text for path, text in texts(figure["data"]) if path in ("/hovertext", "/text")]
    assert any(LONG in text for text in hovers)


def test_a_name_that_is_cut_is_still_no_markup() -> None:
    figure = charts.bars([("<b>甲&乙</b>综合行政执法大队一中队", 1)], "")
    assert figure["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;甲&amp;乙&lt;/…一中队"]
    assert figure["layout"]["yaxis"]["tickvals"] == figure["data"][0]["y"]


def test_a_long_title_is_broken_after_a_pause_and_the_picture_moves_down() -> None:
    title = "已决定 1,380 件，可核查 1,291 件，其中偏离 42 件、没有写明理由 29 件"
    short, long = (charts.bars([("甲", 1)], text)["layout"] for text in ("短", title))
    assert long["title"]["text"] == "已决定 1,380 件，可核查 1,291 件，<br>其中偏离 42 件、没有写明理由 29 件"
    assert long["margin"]["t"] - short["margin"]["t"] == long["height"] - short["height"] > 0


def test_what_nobody_could_check_is_grey_and_hatched_not_in_the_colour_of_order() -> None:
    marker = charts.bars([("档内", 3), ("偏离", 2), ("无法核查", 1)], "", review={"偏离"}, unknown={"无法核查"})[
        "data"
    ][0]["marker"]
    assert marker["color"] == [charts.CONTEXT, charts.REVIEW, charts.UNKNOWN]
    assert marker["pattern"]["shape"] == ["", "", "/"]


def test_in_the_matrix_of_verdicts_what_nobody_could_check_has_a_scale_of_its_own() -> None:
    rows = [
        {"unit": "甲", "verdict": verdict, "case_count": 1, "share": {"num": 1, "den": 1}, "unexplained_count": 0}
        for verdict in ("档内", "低于档次", "无法核查")
    ]
    figure = verdict_matrix.matrix(rows, "")
    go.Figure(figure)
    shades = dict(zip(verdict_matrix.VERDICTS, figure["data"][0]["z"][0], strict=True))
    assert shades["低于档次"] < 0 < shades["档内"] < 1 < shades["无法核查"] <= 2


def test_names_of_campaigns_stand_over_the_bars_and_over_no_other_name() -> None:
    campaigns = [
        {"campaign": f"第{place}次市容环境秩序专项整治行动", "from_on": MAY, "to_on": date(2022, 5, 20)}
        for place in range(3)
    ]
    figure = weeks.weekly(a_calendar("甲", count=90), campaigns)
    go.Figure(figure)
    names = figure["data"][-1]
    assert len(set(names["y"])) == 3
    assert min(names["y"]) > 90
    assert max(names["y"]) < figure["layout"]["yaxis"]["range"][1]
    assert names["text"][0] == "第0次市容环境秩…治行动"
    assert names["hovertext"][0] == "第0次市容环境秩序专项整治行动：2022-05-01 至 2022-05-20"


def test_campaigns_far_apart_share_a_line() -> None:
    year = a_calendar("甲")
    year = replace(
        year, weeks=tuple(date(2022, 1, 3) + timedelta(weeks=week) for week in range(52)), total=(1,) * 52,
        exposure=(5.0,) * 52,
    )  # fmt: skip
    spring, autumn = (
        {"campaign": "整治", "from_on": date(2022, month, 1), "to_on": date(2022, month, 20)} for month in (3, 9)
    )
    assert len(set(weeks.weekly(year, [spring, autumn])["data"][-1]["y"])) == 1


def test_phases_are_named_line_under_line_for_one_may_be_shorter_than_its_name() -> None:
    phases = [
        ("一、动员", MAY, MAY),
        ("二、推进", MAY, date(2022, 5, 2)),
        ("三、总结", date(2022, 5, 2), date(2022, 5, 3)),
    ]
    figure = spans.timeline([], MAY, "", phases)
    assert [note["yshift"] for note in figure["layout"]["annotations"][:3]] == [28, 14, 0]


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
