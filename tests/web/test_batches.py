"""A loaded batch gives its file back with the faults marked, from what the generation knows."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from fwzf_data.bureau import open_bureau
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load
from fwzf_data.web import batches, desk
from tests.browser.workbooks import FAULTY_CELL, messy_ledger


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> desk.Desk:
    monkeypatch.setenv("FWZF_HOME", str(tmp_path / "home"))
    home = open_bureau(tmp_path / "home")
    load(home, messy_ledger(tmp_path / "四月台账.xlsx"), LoadOptions(actor="试验"))
    return desk.open_desk()


def test_the_file_comes_back_with_the_faulty_cell_and_the_returned_row_marked(opened: desk.Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(batches.marked_file(opened, 1, "四月台账.xlsx")))
    sheet = book["4月"]
    assert sheet["F7"].value == FAULTY_CELL
    assert "不是有效日期" in sheet["F7"].comment.text
    results = {row: sheet.cell(row, sheet.max_column).value for row in range(4, 9)}
    assert results[4] == "校验结果"
    assert results[5] == "采用"
    assert results[7].startswith("采用，但立案日期未读出（按未知）；立案日期「2022.13.1」不是有效日期")
    assert results[8].startswith("退回")
    assert [sheet[place].comment is not None for place in ("C8", "D8", "F8")] == [True, True, False]
    assert [row[3].value for row in book["错误清单"].iter_rows(min_row=2) if row[2].value == "F7"] == ["立案日期"]


def test_taking_a_marked_file_is_written_down(opened: desk.Desk) -> None:
    batches.marked_file(opened, 1, "四月台账.xlsx")
    assert [entry.body for entry in opened.home.journal.entries("original")] == [{"batch": 1}]


def test_nothing_withdrawn_is_an_empty_list(opened: desk.Desk) -> None:
    assert batches.gone(opened) == []
