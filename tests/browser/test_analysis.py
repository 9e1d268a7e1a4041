"""From a number on 首页 down to the row it came from, and pictures that open what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.bench.rerun import app_server
from tests.browser.conftest import Visit
from tests.browser.test_upload import cell
from tests.pages.small_year import load_year

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("year")
    load_year(folder / "home", folder)
    with app_server(folder / "home") as (port, _):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        yield Visit(context.new_page(), f"http://127.0.0.1:{port}")
        context.close()


def shown(page: Page) -> str:
    return page.inner_text('[data-testid="stMain"]')


def arrive(visit: Visit, heading: str) -> Page:
    visit.page.get_by_role("heading", name=heading, exact=True).first.wait_for(timeout=30_000)
    visit.settled()
    return visit.page


def click_mark(visit: Visit, title: str, x: object, y: object) -> None:
    """Click a mark of the picture with this title, at its place on the axes."""
    picture = visit.page.locator(".js-plotly-plot").filter(has_text=title).first
    picture.scroll_into_view_if_needed()
    visit.page.wait_for_timeout(500)
    across, down = picture.evaluate(
        "(d, [x, y]) => [d._fullLayout.xaxis.d2p(x) + d._fullLayout.xaxis._offset,"
        " d._fullLayout.yaxis.d2p(y) + d._fullLayout.yaxis._offset]",
        [x, y],
    )
    box = picture.bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + across, box["y"] + down)
    visit.page.wait_for_timeout(300)
    visit.page.mouse.click(box["x"] + across, box["y"] + down)


@pytest.fixture
def enlarged(year: Visit) -> Iterator[Visit]:
    """The same screen at 150 %."""
    year.page.set_viewport_size({"width": 911, "height": 512})
    yield year
    year.page.set_viewport_size({"width": 1366, "height": 768})


def test_on_an_enlarged_screen_the_figures_of_the_front_page_stand_two_by_two_and_whole(enlarged: Visit) -> None:
    page = enlarged.open()
    values = page.get_by_test_id("stMetricValue")
    boxes = [box for place in range(values.count()) if (box := values.nth(place).bounding_box())]
    assert len(boxes) == 4
    assert len({round(box["x"]) for box in boxes}) == len({round(box["y"]) for box in boxes}) == 2
    cut = "(all) => all.some((one) => one.clientWidth < one.scrollWidth)"
    assert not values.evaluate_all(cut)


def test_on_an_enlarged_screen_the_year_is_scrolled_sideways_sooner_than_squeezed(enlarged: Visit) -> None:
    page = enlarged.open("progress")
    plots = page.locator(".js-plotly-plot").evaluate_all("(all) => all.map((d) => d._fullLayout.xaxis._length)")
    assert min(plots) > 250
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 911


def test_paper_has_the_day_and_the_filters_and_no_buttons(year: Visit) -> None:
    page = year.open("cases?outcome=处罚")
    day, rest = page.get_by_text("数据截止日 2022"), page.get_by_text("请导出 Excel 打印")
    controls = [page.get_by_role("button", name=name) for name in ("清除条件", "导出 Excel")]
    controls.append(page.get_by_test_id("stSidebar"))
    assert [one.is_visible() for one in (day, rest, *controls)] == [False, False, True, True, True]
    page.emulate_media(media="print")
    assert [one.is_visible() for one in (day, rest, *controls)] == [True, True, False, False, False]
    assert page.get_by_text("已选：").is_visible()
    page.emulate_media(media="screen")


def test_from_a_number_on_the_front_page_down_to_the_row_of_the_file(year: Visit) -> None:
    page = year.open("?as_of=2022-05-31")
    sentence = page.get_by_role("button", name="件偏离裁量基准且没有写明理由")
    assert re.search("1 件偏离裁量基准.*看 1 条", sentence.inner_text())
    sentence.click()

    page = arrive(year, "裁量核查清单")
    assert "deviation_state=" in page.url
    assert "共 1 行" in shown(page)
    cell(page, row=0)

    page = arrive(year, "案件详情")
    assert "900.00" in shown(page)
    cell(page, row=0, table=-1)

    page = arrive(year, "原始行")
    assert "行政处罚案件台账.csv　工作表「文本」　第 4 行" in shown(page)
    assert "900" in shown(page)
    assert year.foreign() == []


def test_an_address_with_a_day_shows_the_figures_of_that_day_at_once(year: Visit) -> None:
    page = year.open("?as_of=2022-05-31")
    assert "截至 2022-05-31" in shown(page)
    page.get_by_role("button", name="看 1 条").first.click()
    page = arrive(year, "裁量核查清单")
    assert "到＝2022-05-31" in shown(page)
    assert "共 1 行" in shown(page)


def test_a_bar_of_the_pareto_opens_what_it_counts(year: Visit) -> None:
    year.open("risk")
    click_mark(year, "占全部 2 种", 20, 0)
    page = arrive(year, "计入频次的记录")
    assert "其中案件 6 件、检查 1 次" in shown(page)


def test_a_diamond_of_the_strip_plot_opens_its_case(year: Visit) -> None:
    year.open("discretion?part=罚款分布")
    click_mark(year, "2 件不在幅度之内", 900, 0)
    page = arrive(year, "裁量核查清单")
    assert "罚款金额（元）＝900.00" in shown(page)
    assert "共 1 行" in shown(page)


def test_a_number_of_a_unit_opens_its_cases(year: Visit) -> None:
    page = year.open("discretion")
    table = page.locator('[data-testid="stDataFrame"]').first
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    cell(page, row=0)
    page = arrive(year, "裁量核查清单")
    assert re.search("承办单位＝执?法?[一二]中队", shown(page))


def test_a_cell_of_the_matrix_opens_its_evidence(year: Visit) -> None:
    year.open("progress")
    click_mark(year, "个单位 ×", "S1.1 梳理违法风险点 4月30日", "政策法规室")
    page = arrive(year, "佐证")
    assert "S1.1 梳理违法风险点" in shown(page)


def test_a_deadline_of_the_timeline_opens_the_obligation(year: Visit) -> None:
    year.open("progress")
    click_mark(year, "年底以前到期", "2022-04-30", "S1.1 梳理违法风险点")
    page = arrive(year, "义务清单")
    assert "共 1 行" in shown(page)
