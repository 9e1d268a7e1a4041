"""类案比对 and 基准管理 over a small year: groups, two cases side by side, and the tables fines are held against."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.store.home import Home
from fwzf_data.web import verdict_matrix
from tests.pages.conftest import Open, desk, picture, texts, turned

DISCRETION = "pages/enforcement/discretion.py"
LIKE = "pages/enforcement/like_cases.py"
BENCHMARKS = "pages/data/benchmarks.py"
WINDOW = {"from_on": date(2022, 1, 1), "to_on": date(2022, 12, 31)}


def test_groups_of_like_cases_are_listed_and_the_fullest_is_opened(year: Home, open_page: Open) -> None:
    app = open_page(LIKE)
    groups = app.dataframe[0].value
    assert groups[["violation_name", "grade", "case_count"]].values.tolist() == [
        ["占道经营", "轻微", 3],
        ["占道经营", "一般", 2],
    ]
    assert groups["at_floor"].isna().all()
    assert "占道经营 · 第 1 条款 · 个人 · 轻微：3 件" in texts(app).replace("\\", "")
    pairs = app.dataframe[1].value
    assert pairs[["rank", "light_case_no", "heavy_case_no"]].values.tolist()[0] == [1, "01", "03"]


def test_two_cases_stand_side_by_side_with_what_differs_first(year: Home, open_page: Open) -> None:
    found = desk(year).answer("like_case_pairs", **_first_group(year)).dicts()[0]
    app = open_page(LIKE, one=found["light_record_key"], other=found["heavy_record_key"])
    shown = app.table[0].value
    assert shown.columns.tolist() == ["项目", "01", "03", "比较"]
    assert shown["比较"].tolist() == sorted(shown["比较"], key=lambda word: word == "相同")
    lines = {row["项目"]: row for row in shown.to_dict("records")}
    assert [lines["罚款金额"][number].replace("\\", "") for number in ("01", "03")] == ["100.00", "900.00"]
    assert lines["裁量因素"]["比较"] == "相同"
    assert "没有写明" in lines["裁量因素"]["01"]
    assert {"甲", "丙"}.isdisjoint(shown.to_numpy().ravel())


def test_units_and_officers_have_tabs_of_their_own(year: Home, open_page: Open) -> None:
    for part, columns in (("各单位", ["unit", "case_count"]), ("各对承办人", ["unit", "officer_pair", "case_count"])):
        app = turned(open_page(LIKE), part)
        assert app.dataframe[1].value.columns.tolist()[: len(columns)] == columns
    cases = turned(open_page(LIKE), "全部案件").dataframe[1].value
    assert cases["case_no"].tolist() == ["01", "02", "03"]
    assert cases["percentile"].isna().all()


def test_a_group_that_is_not_there_falls_back_to_the_fullest(year: Home, open_page: Open) -> None:
    assert "轻微：3 件" in texts(open_page(LIKE, group="999")).replace("\\", "")


def test_a_window_without_cases_says_so(year: Home, open_page: Open) -> None:
    assert "没有核得出幅度" in texts(open_page(LIKE, since="2020-01-01", until="2020-12-31"))


def test_the_matrix_counts_each_unit_and_verdict_and_a_click_opens_as_many(year: Home, open_page: Open) -> None:
    asked = desk(year)
    made, title = asked.once(verdict_matrix.of_window, **WINDOW)
    assert title.startswith("2 个单位 × 8 种核查结果：偏离 2 件")
    cells = made["data"][1]
    assert len(cells["customdata"]) == len(cells["x"]) > 2
    for key in cells["customdata"]:
        unit, verdict = key.split("|")
        row = made["data"][0]["y"].index(unit)
        text = made["data"][0]["text"][row][verdict_matrix.VERDICTS.index(verdict)]
        assert len(asked.answer("discretion_by_case", unit=unit, verdict=verdict, **WINDOW).rows) == int(text)
    drawn = picture(open_page(DISCRETION), "matrix")
    assert drawn["layout"]["title"]["text"] == title


def test_strips_can_be_drawn_unit_by_unit(year: Home, open_page: Open) -> None:
    app = turned(open_page(DISCRETION), "罚款分布")
    app = app.toggle(key="by_unit").set_value(True).run()
    titles = [picture(app, f"strip_A1_{n}")["layout"]["title"]["text"] for n in range(2)]
    assert titles == [
        "一中队 · 第 1 条款 · 个人：3 件，1 件不在幅度之内",
        "二中队 · 第 1 条款 · 个人：2 件，1 件不在幅度之内",
    ]


@pytest.mark.parametrize(
    ("part", "names"),
    [("裁量基准", ["占道经营", "占道经营"]), ("违法行为目录", ["占道经营", "乱倒垃圾"])],
)
def test_tables_and_catalogue_are_listed(year: Home, open_page: Open, part: str, names: list[str]) -> None:
    assert turned(open_page(BENCHMARKS), part).dataframe[0].value["violation_name"].tolist() == names


def _first_group(home: Home) -> dict[str, object]:
    group = desk(home).answer("like_case_groups", **WINDOW).dicts()[0]
    return {"benchmark_no": group["benchmark_no"], "party_scope": group["party_scope"], **WINDOW}
