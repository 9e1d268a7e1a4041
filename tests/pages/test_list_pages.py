"""A page that is a list shows exactly the rows its mart answers, or says what to do where there are none."""

from __future__ import annotations

from datetime import date

import pytest

from fwzf_data.store.home import Home
from fwzf_data.web.desk import Desk
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
