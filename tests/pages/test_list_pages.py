"""A page that is a list shows exactly the rows its mart answers, or says what to do where there are none."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.store.home import Home
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import yuan
from tests.pages.conftest import Open, texts

LISTS = {
    "pages/trace/cases.py": "case_list",
    "pages/trace/inspections.py": "inspection_list",
    "pages/trace/complaints.py": "complaint_list",
    "pages/enforcement/events.py": "violation_event_list",
    "pages/enforcement/judged.py": "discretion_by_case",
    "pages/enforcement/found.py": "finding_list",
    "pages/year/sessions.py": "training_list",
    "pages/year/attendance.py": "training_attendance_list",
    "pages/year/obligations.py": "obligation_status",
    "pages/service/guidances.py": "guidance_list",
    "pages/service/mediations.py": "mediation_list",
    "pages/service/permit_list.py": "permit_list",
    "pages/service/disclosures.py": "disclosure_list",
    "pages/service/pairings.py": "pairing_list",
}


@pytest.mark.parametrize(("page", "mart"), LISTS.items())
def test_a_list_counts_what_its_mart_answers(year: Home, open_page: Open, page: str, mart: str) -> None:
    rows = Desk(year, year.latest(), date(2022, 12, 31), "分析员", False).answer(mart).rows
    said = texts(open_page(page))
    assert f"共 {len(rows):,} 行" in said if rows else "没有记录" in said


@pytest.mark.parametrize("page", LISTS)
def test_a_filter_nothing_fits_is_an_empty_state_with_a_way_back(year: Home, open_page: Open, page: str) -> None:
    said = texts(open_page(page, unit="没有这个单位"))
    assert "请清除条件" in said


def test_the_front_page_is_the_first_in_the_menu(year: Home, open_page: Open) -> None:
    assert "当前要紧的事" in texts(open_page("pages/home/overview.py"))


def test_a_list_is_narrowed_by_words_unit_violation_and_days_and_its_address_says_so(
    year: Home, open_page: Open
) -> None:
    app = open_page("pages/trace/cases.py", step="已作决定")
    assert app.selectbox(key="case_list_unit").options == ["一中队", "二中队"]
    assert app.selectbox(key="case_list_violation_code").options == ["A1 占道经营", "A2 乱倒垃圾", "未对应"]
    for key, value, rows in (("unit", "一中队", 4), ("violation_code", "A1", 4)):
        app = app.selectbox(key=f"case_list_{key}").set_value(value).run()
        assert f"共 {rows} 行" in texts(app), key
    app = app.date_input(key="case_list_to_on").set_value(date(2022, 4, 30)).run()
    assert "3 件，罚款合计 1,250.00 元" in texts(app)
    app = app.text_input(key="case_list_words").input(" 03 ").run()
    assert "当前条件下没有记录" in texts(app)
    assert "查找＝03" in texts(app)
    assert {key: value for key, value in app.query_params.items() if not key.endswith("_page")} == {
        "unit": "一中队",
        "violation_code": "A1",
        "to_on": "2022-04-30",
        "step": "已作决定",
    }, "what is looked for may be somebody's name"
    app = app.button(key="clear_filters").click().run()
    assert "共 10 行" in texts(app)
    assert app.text_input(key="case_list_words").value == ""
    assert app.selectbox(key="case_list_unit").value is None


def test_a_box_shows_what_an_address_asks_for_even_where_no_row_has_it(year: Home, open_page: Open) -> None:
    app = open_page("pages/trace/inspections.py", unit="没有这个单位", from_on="2022-05-01")
    assert app.selectbox(key="inspection_list_unit").value == "没有这个单位"
    assert app.date_input(key="inspection_list_from_on").value == date(2022, 5, 1)


def test_the_fines_of_the_list_are_the_sum_the_front_page_says(year: Home, open_page: Open) -> None:
    (figures,) = Desk(year, year.latest(), date(2022, 12, 31), "分析员", False).answer("data_overview").dicts()
    said = texts(open_page("pages/trace/cases.py", outcome="处罚", from_on="2022-01-01", to_on="2022-12-31"))
    assert f"罚款合计 {yuan(figures['fine_fen'])} 元" in said.replace("\\", "")
