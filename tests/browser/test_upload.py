"""A clerk's afternoon in a real browser: six steps in, one click from a figure back to the row it came from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.workbooks import CASE_NO, FAULTY_CELL, messy_ledger

pytestmark = pytest.mark.browser

PAGES = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "pages").glob("*/*.py"))
ALLOWED = {"Excel", "xlsx", "JSON", "DRAW", "json"}
"""Names of files and their kinds."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return messy_ledger(tmp_path_factory.mktemp("sent") / "四月台账（一中队）.xlsx")


def press(visit: Visit, name: str) -> None:
    visit.page.get_by_role("button", name=name).click()
    visit.settled()


def upload(visit: Visit, file: Path) -> Page:
    page = visit.open("upload")
    page.set_input_files('input[type="file"]', str(file))
    page.wait_for_selector('[data-testid="stFileChip"]', timeout=30_000)
    visit.settled()
    press(visit, "读取文件")
    page.get_by_role("heading", name="3 认表头").wait_for(timeout=60_000)
    return page


def test_a_workbook_goes_in_by_six_visible_steps(visit: Visit, sent: Path) -> None:
    page = visit.open("upload")
    shown = page.inner_text('[data-testid="stMain"]')
    assert all(step in shown for step in ("1 选模板", "2 上传", "3 认表头", "4 校验", "5 处理", "6 入库"))

    page = upload(visit, sent)
    assert "行政处罚案件台账" in page.inner_text('[data-testid="stMain"]')
    assert page.get_by_text("内部流转备忘").first.is_visible()

    press(visit, "确认列名，开始校验")
    page.get_by_role("heading", name="6 入库").wait_for(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载校验结果").click()
    assert download.value.suggested_filename == "四月台账（一中队）_校验结果.xlsx"

    press(visit, "确认入库（新增 3 行）")
    page.get_by_text(re.compile("已入库：批次 1，新增 3 行")).wait_for(timeout=60_000)
    assert visit.foreign() == []


def test_the_same_workbook_again_changes_nothing(visit: Visit, sent: Path) -> None:
    page = upload(visit, sent)
    press(visit, "确认列名，开始校验")
    page.get_by_role("heading", name="6 入库").wait_for(timeout=60_000)
    assert page.get_by_text("完全相同").is_visible()
    assert page.get_by_role("button", name=re.compile("入库（")).count() == 0


def test_from_a_number_to_the_row_it_came_from(visit: Visit) -> None:
    page = visit.open("completeness")
    with_two = page.locator(".heatmaplayer").locator("xpath=ancestor::*[contains(@class,'js-plotly-plot')]")
    with_two.wait_for(timeout=30_000)
    box = page.locator(".nsewdrag").first.bounding_box()
    assert box
    months, units = page.evaluate(
        "() => { const d = document.querySelector('.js-plotly-plot').data[0]; return [d.x, d.y]; }"
    )
    across, down = months.index("2022-04"), units.index("执法一中队")
    page.mouse.click(
        box["x"] + box["width"] * (across + 0.5) / len(months), box["y"] + box["height"] * (down + 0.5) / len(units)
    )
    page.get_by_role("heading", name="案件清单").wait_for(timeout=30_000)
    visit.settled()
    assert "month=2022-04" in page.url
    assert "共 2 行" in page.inner_text('[data-testid="stMain"]')

    visit.open("cases")
    cell(page, row=0)
    page.get_by_role("heading", name="案件详情").wait_for(timeout=30_000)
    visit.settled()
    assert "舞城管罚字〔2022〕第1号" in page.inner_text('[data-testid="stMain"]')
    cell(page, row=0, table=-1)
    page.get_by_role("heading", name="原始行").wait_for(timeout=30_000)
    visit.settled()
    shown = page.inner_text('[data-testid="stMain"]')
    assert "四月台账（一中队）.xlsx　工作表「4月」　第 5 行" in shown
    assert "舞城管罚字〔2022〕第1号" in shown
    with page.expect_download() as download:
        page.get_by_role("button", name="下载原文件").click()
    assert Path(download.value.path()).stat().st_size > 0
    assert visit.foreign() == []


def cell(page: Page, row: int, table: int = 0) -> None:
    """Click into the first column of a row of one of the page's tables, the first one if none is named."""
    found = page.locator('[data-testid="stDataFrame"]').nth(table)
    found.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = found.bounding_box()
    assert box
    # As a hand does: the grid takes a click only where it saw the mouse come.
    page.mouse.move(box["x"] + 60, box["y"] + 34 * (row + 1) + 15)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + 60, box["y"] + 34 * (row + 1) + 17)


def test_an_original_row_can_be_sent_to_somebody_as_an_address(visit: Visit) -> None:
    page = visit.open("source?batch_id=1&sheet_no=1&row_no=7")
    shown = page.inner_text('[data-testid="stMain"]')
    assert FAULTY_CELL in shown
    assert CASE_NO in shown
    assert "不是有效日期" in shown


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_screen_or_speaks_english(visit: Visit, path: str) -> None:
    page = visit.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= 1366
    assert path == "definitions" or english(page) == set()
    assert visit.foreign() == []


def test_a_unit_nobody_knows_is_offered_in_chinese(visit: Visit) -> None:
    page = visit.open("upload")
    page.get_by_label("填报单位").click()
    page.keyboard.type("不存在中队")
    page.get_by_text("新填：不存在中队").wait_for(timeout=5_000)
    page.keyboard.press("Escape")


def test_menus_and_tooltips_of_a_table_are_in_chinese(visit: Visit) -> None:
    page = visit.open("cases")
    page.locator('[data-testid="stDataFrame"]').first.hover()
    page.wait_for_timeout(500)
    labels = page.eval_on_selector_all(
        '[data-testid="stElementToolbarButton"] button', "all => all.map((one) => one.getAttribute('aria-label') || '')"
    )
    assert labels
    shown = page.locator('[data-testid="stElementToolbarButton"] button').evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().width).map((one) => one.getAttribute('aria-label'))"
    )
    assert not [label for label in shown if "CSV" in label], "it would hold only the rows of the page shown"
    assert not [label for label in labels if re.search("[A-Za-z]{4,}", label)]


def test_the_day_all_figures_stand_on_is_seen_without_scrolling(visit: Visit) -> None:
    page = visit.open("cases")
    bar = page.get_by_test_id("stSidebar")
    day, menu = (bar.get_by_test_id(name).bounding_box() for name in ("stDateInput", "stSidebarNav"))
    assert day
    assert menu
    assert day["y"] + day["height"] < menu["y"] < 768


def english(page: Page) -> set[str]:
    """What a person can read that holds an English word; icons are drawn from their names and do not count."""
    said = page.evaluate("""() => {
      const out = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const icon = '[data-testid="stIconMaterial"],script,style,noscript,canvas';
        if (!parent.closest(icon)) out.push(walker.currentNode.nodeValue);
      }
      for (const element of document.querySelectorAll("[title],[placeholder],[aria-label]"))
        for (const name of ["title", "placeholder", "aria-label"]) out.push(element.getAttribute(name) || "");
      return out;
    }""")
    digests = re.compile(r"\b[0-9a-f]{64}\b")
    return {text for text in said if set(re.findall("[A-Za-z]{4,}", digests.sub("", text))) - ALLOWED}
