"""Any page, seen by a browser: in Chinese, with our font, from our server alone, no wider than the screen."""

from __future__ import annotations

import re
from urllib.request import Request, urlopen

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PIXELS = """(texts) => texts.map((text) => {
  const canvas = document.createElement("canvas"); canvas.width = canvas.height = 40;
  const pen = canvas.getContext("2d"); pen.font = '30px "Noto Sans SC"'; pen.fillText(text, 4, 32);
  return canvas.toDataURL();
})"""


def test_every_answer_forbids_other_hosts_and_frames(address: str) -> None:
    for path in ("/", "/health", "/zh.js", "/history.js", "/fonts/fonts.css", "/_stcore/health"):
        with urlopen(address + path) as answer:
            assert "default-src 'self'" in answer.headers["content-security-policy"], path
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], path
            assert answer.headers["x-content-type-options"] == "nosniff", path


def test_scripts_and_fonts_are_kept_by_the_browser_and_the_page_itself_is_not(address: str) -> None:
    with urlopen(address) as answer:
        page = answer.read().decode()
        assert answer.headers["cache-control"] == "no-cache"
    script = re.search(r'src="\./(static/js/[^"]+)"', page)
    assert script
    with urlopen(Request(f"{address}/{script[1]}", headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
    with urlopen(address + "/fonts/noto-sans-sc-100-wght-normal.woff2") as answer:
        assert "immutable" in answer.headers["cache-control"]


def test_the_page_says_it_is_chinese_and_runs_nothing_inline(address: str) -> None:
    with urlopen(address) as answer:
        page = answer.read().decode()
    assert '<html lang="zh-CN">' in page
    assert "<script>" not in page


def test_chinese_shows_without_any_chinese_font_on_the_computer(visit: Visit) -> None:
    page = visit.open()
    page.evaluate('document.fonts.load(\'30px "Noto Sans SC"\', "舞阳县罚款")')
    page.wait_for_timeout(1000)
    pictures = page.evaluate(PIXELS, ["舞", "阳", "罚", "款", "〔", "①"])
    assert len(set(pictures)) == 6
    assert any("/fonts/noto-sans-sc" in url for url in visit.requests)


def test_a_browser_asks_nobody_but_us(visit: Visit) -> None:
    visit.open()
    visit.open("upload")
    visit.open("definitions")
    assert visit.foreign() == []


def test_an_unknown_address_is_answered_in_chinese(visit: Visit) -> None:
    page = visit.open("nowhere")
    page.wait_for_timeout(1500)
    assert "没有这个页面" in page.inner_text("body")
    assert "Page not found" not in page.inner_text("body")
