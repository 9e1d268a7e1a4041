"""Strip plots by clause and kind of party: what is drawn, what is said of it, what a click opens."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from fwzf_data.web import bands


def case(
    fine: int, verdict: str = "档内", grade: str | None = "轻微", low: int = 10_000, high: int = 30_000, **more: Any
) -> Any:
    kept = {"clause_no": 1, "party_scope": "个人", "applied_grade": grade, "low_fen": low, "high_fen": high}
    return kept | {"fine_fen": fine, "verdict": verdict, "case_count": 1} | more


def test_clauses_and_kinds_of_party_are_pictures_of_their_own_the_fullest_first() -> None:
    rows = [case(10_000, party_scope="单位"), case(10_000), case(20_000), case(10_000, clause_no=2)]
    found = bands.facets(rows)
    assert [(facet.clause_no, facet.party_scope, facet.case_count) for facet in found] == [
        (1, "个人", 2),
        (1, "单位", 1),
        (2, "个人", 1),
    ]


def test_the_title_counts_the_diamonds() -> None:
    (facet,) = bands.facets(
        [case(10_000), case(30_000, "恰在界上"), case(90_000, "高于档次"), case(90_000, "高于档次")]
    )
    assert facet.title == "第 1 条款 · 个人：4 件，2 件不在幅度之内"
    figure = bands.strip(facet.bands, facet.marks, facet.title)
    go.Figure(figure)
    assert [trace["x"] for trace in figure["data"] if trace["marker"]["symbol"] == "diamond"] == [[900.0]]
    (inside,) = bands.facets([case(10_000, clause_no=None, party_scope=None)])
    assert inside.title == "未填类型：1 件，都在幅度之内"


def test_bands_stand_from_the_lowest_range_and_count_cases_at_their_ends() -> None:
    (facet,) = bands.facets(
        [case(50_000, grade="一般", low=30_000, high=100_000), case(10_000), case(10_000), case(30_000), case(20_000)]
    )
    assert facet.bands == (
        bands.Band("轻微 100—300", 10_000, 30_000, 2, 1),
        bands.Band("一般 300—1,000", 30_000, 100_000, 0, 0),
    )


def test_a_fixed_fine_is_no_end_of_a_range() -> None:
    (facet,) = bands.facets([case(5_000, grade=None, low=5_000, high=5_000)])
    assert facet.bands == (bands.Band("未分档 50", 5_000, 5_000, 0, 0),)


def test_ranges_computed_case_by_case_are_drawn_as_positions() -> None:
    (facet,) = bands.facets(
        [case(15_000 + 1_000 * n, low=10_000 + 1_000 * n, high=20_000 + 1_000 * n) for n in range(9)]
    )
    assert facet.is_relative
    assert facet.bands == (bands.Band("轻微", 0, 10_000, 0, 0),)
    assert {mark.fen for mark in facet.marks} == {5_000}
    figure = bands.strip(facet.bands, facet.marks, facet.title, facet.is_relative)
    assert figure["layout"]["xaxis"]["title"]["text"] == "在幅度中的位置（%）"


def test_a_mark_says_which_cases_it_stands_for() -> None:
    (facet,) = bands.facets([case(12_000), case(12_000)])
    (mark,) = facet.marks
    assert mark.count == 2
    assert bands.filters_of(mark.key) == {
        "clause_no": "1",
        "party_scope": "个人",
        "applied_grade": "轻微",
        "low_fen": "10000",
        "high_fen": "30000",
        "fine_fen": "12000",
    }


def test_nothing_to_draw_is_no_picture() -> None:
    assert bands.facets([]) == []
