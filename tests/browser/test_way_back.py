"""Back, by the browser's button and by the page's own link, keeps the filters and the page of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from tests.bench.rerun import app_server
from tests.browser.conftest import Visit
from tests.browser.test_analysis import arrive, click_mark, shown
from tests.browser.test_upload import cell
from tests.pages.small_year import LEDGERS, load_year

pytestmark = pytest.mark.browser

WINDOW = "discretion?since=2022-03-01&until=2022-05-31"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("year")
    names, line, *cases = LEDGERS["penalty_case"].strip().splitlines()
    many = [
        f"{number:04} | 甲{number} | 自然人 | 占道经营 | A1 | 轻微 | 100 | 一中队 | 人民路 | 2022-10-01 | 2022-10-08"
        for number in range(100, 340)
    ]
    load_year(folder / "home", folder, LEDGERS | {"penalty_case": "\n".join([names, line, *cases, *many])})
    with app_server(folder / "home") as (port, _):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        yield Visit(context.new_page(), f"http://127.0.0.1:{port}")
        context.close()


def address(page: Page) -> str:
    return unquote(page.url.rsplit("/", 1)[1])


def return_by(visit: Visit, way: str, heading: str) -> Page:
    if way == "button":
        visit.page.go_back()
    else:
        visit.page.get_by_role("link", name="返回").click()
    return arrive(visit, heading)


@pytest.mark.parametrize("way", ["button", "link"])
def test_from_a_case_back_to_the_list_with_its_filters(year: Visit, way: str) -> None:
    year.open("cases?outcome=处罚&to_on=2022-05-31")
    cell(year.page, row=0)
    page = arrive(year, "案件详情")
    assert "返回案件清单" in shown(page)
    page = return_by(year, way, "案件清单")
    assert sorted(address(page).removeprefix("cases?").split("&")) == ["outcome=处罚", "to_on=2022-05-31"]
    assert "共 4 行" in shown(page)


@pytest.mark.parametrize("way", ["button", "link"])
def test_from_a_case_of_the_third_page_back_to_that_page(year: Visit, way: str) -> None:
    page = year.open("cases")
    page.get_by_text("3", exact=True).first.click()
    year.settled()
    assert "点列名排序、用表格右上角的放大镜查找，都只在本页之内" in shown(page)
    cell(page, row=2)
    arrive(year, "案件详情")
    page = return_by(year, way, "案件清单")
    assert address(page) == "cases?case_list_page=3"
    assert page.locator('[aria-current="page"]', has_text="3").count() == 1


@pytest.mark.parametrize("way", ["button", "link"])
def test_what_is_looked_for_never_stands_in_the_address_and_is_there_on_return(year: Visit, way: str) -> None:
    page = year.open("cases?case_list_page=3")
    page.get_by_label("查找").first.fill("甲150")
    page.get_by_label("查找").first.press("Enter")
    page.get_by_text("共 1 行").first.wait_for(timeout=30_000)
    year.settled()
    assert address(page) == "cases"
    cell(page, row=0)
    arrive(year, "案件详情")
    page = return_by(year, way, "案件清单")
    page.get_by_text("共 1 行").first.wait_for(timeout=30_000)
    assert page.get_by_label("查找").first.input_value() == "甲150"
    assert "甲150" not in address(page)


@pytest.mark.parametrize("way", ["button", "link"])
def test_from_what_a_bar_opened_back_to_the_window_it_stood_in(year: Visit, way: str) -> None:
    year.open(WINDOW + "&part=罚款分布")
    click_mark(year, "1 件不在幅度之内", 900, 0)
    page = arrive(year, "裁量核查清单")
    assert "从＝2022-03-01" in shown(page)
    page = return_by(year, way, "裁量核查")
    assert sorted(address(page).removeprefix("discretion?").split("&")) == [
        "part=罚款分布",
        "since=2022-03-01",
        "until=2022-05-31",
    ]
    assert [box.input_value() for box in page.locator('[data-testid="stDateInput"] input').all()[-2:]] == [
        "2022-03-01",
        "2022-05-31",
    ]


def test_the_way_back_goes_step_by_step_from_the_row_to_the_list(year: Visit) -> None:
    year.open("cases?to_on=2022-05-31")
    cell(year.page, row=0)
    arrive(year, "案件详情")
    cell(year.page, row=0, table=-1)
    page = arrive(year, "原始行")
    assert "返回案件详情" in shown(page)
    page.get_by_role("button", name="查看这件案件").click()
    page = arrive(year, "案件详情")
    assert "返回案件清单" in shown(page)
    page = return_by(year, "link", "案件清单")
    assert re.search("to_on=2022-05-31", page.url)
