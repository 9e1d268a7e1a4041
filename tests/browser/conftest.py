"""A real dashboard in a process of its own, and a real Chromium that has no Chinese font of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.bench.rerun import app_server

CHROMIUM = os.environ.get("FWZF_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose only fonts are Latin ones, so that Chinese shows only if we bring it."""
    folder = tmp_path_factory.mktemp("fonts")
    latin = Path("/usr/share/fonts/truetype/dejavu")
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{latin if latin.exists() else folder}</dir><cachedir>{folder}</cachedir></fontconfig>"
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        )
        yield chromium
        chromium.close()


class Visit:
    """One visitor's tab, with every request it made."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(_url(request)))

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.address}/{path}")
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until the page is drawn and the server has nothing more to say."""
        self.page.wait_for_selector('[data-testid="stAppViewContainer"]', timeout=60_000)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        self.page.wait_for_timeout(600)

    def foreign(self) -> list[str]:
        """Requests to anybody but our own server."""
        return [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]


def _url(request: Request) -> str:
    return request.url


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over an empty home."""
    with app_server(tmp_path_factory.mktemp("home")) as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """One tab for a module: every address it opens is a session of its own, and the scripts come from its cache."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield Visit(context.new_page(), address)
    context.close()
