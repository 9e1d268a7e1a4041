"""防控清单 in a real browser: refused while incomplete, then confirmed, published and seen as a version."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from fwzf_data.bureau import open_bureau
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from tests.bench.rerun import app_server
from tests.browser.conftest import Visit
from tests.browser.test_analysis import arrive, shown
from tests.browser.test_upload import cell
from tests.pages.small_year import load_year

pytestmark = pytest.mark.browser
LIBRARY = "违法风险点,行政相对人,风险等级,处罚依据,法律后果,防控措施\n占道经营,沿街商户,中,条例,罚款,普法宣传\n"


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("risks")
    load_year(folder / "home", folder)
    (folder / "防控措施.csv").write_text(LIBRARY, "utf-8")
    load(open_bureau(folder / "home"), folder / "防控措施.csv", LoadOptions(ledger="risk_list", actor="试验"))
    with app_server(folder / "home") as (port, _):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        yield Visit(context.new_page(), f"http://127.0.0.1:{port}")
        context.close()


def publish(bureau: Visit, *, only_ready: bool) -> Page:
    page = bureau.open("prevention?part=公开")
    page.get_by_role("combobox", name="在哪里公开").click()
    page.get_by_role("option", name="微信").click()
    page.get_by_label("佐证").fill("会议记录")
    if only_ready:
        page.get_by_text("只公开要素齐全").click()
    page.get_by_role("button", name="公开", exact=True).click()
    bureau.settled()
    return page


def test_a_list_is_refused_confirmed_and_published(bureau: Visit) -> None:
    page = publish(bureau, only_ready=False)
    refused = page.get_by_text("不能公开：")
    refused.wait_for(timeout=30_000)
    assert "确定等级）" in refused.inner_text()

    page = bureau.open("prevention")
    page.get_by_text("没有确定等级").click()
    page.get_by_label("理由").fill("会议研究同意")
    page.get_by_role("button", name="都按建议等级确定").click()
    bureau.settled()

    page = publish(bureau, only_ready=True)
    page.get_by_text("「2022年第1版」已公开").wait_for(timeout=60_000)
    page = bureau.open("prevention?part=版本")
    cell(page, row=0)
    page = arrive(bureau, "风险点清单")
    assert "共 1 行" in shown(page)
    assert "version=2022" in page.url
    assert bureau.foreign() == []
