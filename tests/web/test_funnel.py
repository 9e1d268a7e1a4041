"""The funnel claims what its object says: the title, the diamonds and the ranges are one result."""

from __future__ import annotations

from typing import Any

from fwzf_data.web.funnel import funnel
from tests.web.fairness_objects import a_page


def traces(page: Any) -> dict[str, Any]:
    return {trace["name"]: trace for trace in funnel(page)["data"]}


def test_a_dot_lies_outside_its_dark_end_exactly_when_the_title_names_it() -> None:
    page = a_page("一中队")
    drawn = traces(page)
    ends = iter(drawn["正常范围"]["y"])
    ranges = {one.unit: (next(ends), next(ends), next(ends))[:2] for one in page.report.comparisons if one.alert}
    title = funnel(page)["layout"]["title"]["text"]
    for name in ("正常波动", "值得复核"):
        for unit, height in zip(drawn[name]["customdata"], drawn[name]["y"], strict=True):
            low, high = ranges[unit]
            assert (height < low or height > high) == (name == "值得复核")
            assert (f"{unit}偏高" in title) == (name == "值得复核")
    assert drawn["值得复核"]["customdata"] == ["一中队"]


def test_flagged_units_are_named_with_their_counts_and_differ_in_shape() -> None:
    drawn = traces(a_page("一中队"))
    assert drawn["值得复核"]["text"] == ["一中队 57/60"]
    assert drawn["值得复核"]["marker"]["symbol"] == ["diamond"]


def test_every_dot_is_named_unless_its_name_would_cover_another() -> None:
    alone = traces(a_page("一中队", sizes=(60, 120, 200, 280, 360)))["正常波动"]
    assert alone["text"] == ["二中队", "三中队", "四中队", "五中队"]
    crowded = traces(a_page("一中队"))["正常波动"]
    named = [name for name in crowded["text"] if name]
    assert named == ["三中队"], "the topmost of a heap"
    assert all(
        name in said for name, said in zip(["二中队", "三中队", "四中队", "五中队"], crowded["hovertext"], strict=True)
    )


def test_units_with_few_cases_are_hollow() -> None:
    assert traces(a_page("一中队", cases=15))["正常波动"]["marker"]["symbol"][0] == "circle-open"


def test_nothing_is_drawn_where_nobody_can_be_judged() -> None:
    assert funnel(a_page("一中队", cases=3))["data"] == []
