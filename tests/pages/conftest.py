"""Pages over a tiny real home, filled by the real load from a workbook of the kind offices send."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from fwzf_data.bureau import open_bureau
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.store.home import Home
from fwzf_data.web.desk import Desk
from tests.browser.workbooks import messy_ledger
from tests.pages.small_year import load_year

APP = str(Path(__file__).resolve().parents[2] / "app.py")

Open = Callable[..., AppTest]


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home nobody has loaded anything into, and the app pointed at it."""
    yield from pointed_at(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return messy_ledger(tmp_path_factory.mktemp("sent") / "四月台账.xlsx")


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory, ledger_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "home"
    load(open_bureau(folder), ledger_file, LoadOptions(actor="试验"))
    return folder


@pytest.fixture
def home(loaded_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home with one batch: three cases and one returned row."""
    shutil.copytree(loaded_home, tmp_path / "home")
    yield from pointed_at(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="session")
def loaded_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    load_year(folder / "home", folder)
    return folder / "home"


@pytest.fixture
def year(loaded_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home with a small bureau's year in a handful of ledgers."""
    shutil.copytree(loaded_year, tmp_path / "home")
    yield from pointed_at(tmp_path / "home", monkeypatch)


@pytest.fixture
def open_page() -> Open:
    """Open a page as a person does: the frame first, then the page with the filters of its address."""

    def open_(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=60).run()
        assert not app.exception
        for name, value in address.items():
            app.query_params[name] = value
        app = app.switch_page(page).run()
        assert not app.exception
        return app

    return open_


def desk(home: Home) -> Desk:
    """The desk of a person who looks at the end of the year."""
    return Desk(home, home.latest(), date(2022, 12, 31), "分析员", False)


def turned(app: AppTest, part: str) -> AppTest:
    """The page with another of its tabs open."""
    app.session_state["part"] = part
    app = app.run()
    assert not app.exception
    return app


def picture(app: AppTest, key: str) -> dict[str, Any]:
    """What a chart of the page is drawn of."""
    drawn: dict[str, Any] = json.loads(app.get_by_key(key).proto.spec)
    return drawn


def pointed_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("FWZF_HOME", str(folder))
    yield open_bureau(folder)


def texts(app: AppTest) -> str:
    """Everything the page says outside its tables."""
    kinds = (app.header, app.subheader, app.caption, app.text, app.info, app.success, app.warning, app.error)
    return "\n".join(element.value for kind in kinds for element in kind)
