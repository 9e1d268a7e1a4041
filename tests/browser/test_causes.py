"""案由归并 in a real browser: a text is picked, its words are marked, a person decides, and the share matched rises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.bench.rerun import app_server
from tests.browser.conftest import Visit
from tests.browser.test_analysis import arrive, shown
from tests.browser.test_upload import cell
from tests.pages.small_year import load_year
from tests.pages.test_cause_pages import HOTLINE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hotline(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("hotline")
    load_year(folder / "home", folder, HOTLINE)
    with app_server(folder / "home") as (port, _):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        yield Visit(context.new_page(), f"http://127.0.0.1:{port}")
        context.close()


def test_a_complaint_is_decided_on_with_its_words_before_the_eye(hotline: Visit) -> None:
    page = hotline.open("causes")
    assert "投诉 1/3（33%）" in shown(page)
    cell(page, row=0, table=1)
    hotline.settled()
    page.get_by_text("指什么").wait_for(timeout=30_000)
    assert "像是咨询、申请或者建议" in shown(page)
    assert "138****5678" in shown(page)
    assert "13812345678" not in shown(page)
    page.get_by_role("combobox", name="违法行为和条款").click()
    page.wait_for_timeout(500)
    page.keyboard.type("不属于目录")
    page.get_by_role("option", name="不属于目录中的任何一种").click()
    page.get_by_label("理由（必填）").fill("只是咨询")
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_text("已确认为不属于目录").wait_for(timeout=60_000)
    hotline.settled()
    assert "投诉 1/2（50%）" in shown(page)
    assert "「楼上漏水」指什么" not in shown(page)
    page = hotline.open("causes")
    cell(page, row=0)
    page = arrive(hotline, "写法对应清单")
    assert "共 3 行" in shown(page)
    assert hotline.foreign() == []
