"""Old binary workbooks (.xls, and .et of WPS), read whole with xlrd inside the child."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, error_text_from_code
from xlrd.sheet import Sheet as XlrdSheet

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED, PASSWORD
from fwzf_data.intake.grid import Mark, Row, Sheet, cells_from_rows, marks_table
from fwzf_data.intake.number_format import PLAIN, NumberFormat, number_format
from fwzf_data.intake.stored_numbers import number_cell, number_text
from fwzf_data.settings import IntakeLimits

FIRST_OWN_FORMAT = 164


def read_xls(path: Path, limits: IntakeLimits, *, every_number: bool = False) -> tuple[list[Sheet], list[str]]:
    try:
        return _sheets(path, limits, every_number), []
    except xlrd.XLRDError as fault:
        raise UnreadableFile(PASSWORD if "encrypted" in str(fault) else DAMAGED) from fault


def read_xls_numbers(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    """The same with each cell marked that holds a number, and not only those that may mislead."""
    return read_xls(path, limits, every_number=True)


def _sheets(path: Path, limits: IntakeLimits, every_number: bool) -> list[Sheet]:
    # formatting_info: without it xlrd tells neither merged ranges nor number formats.
    book = xlrd.open_workbook(
        file_contents=path.read_bytes(), formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
    )
    sheets = []
    for index in range(book.nsheets):
        opened = book.sheet_by_index(index)
        styles = {
            index: number_format(style.format_key, _own_format(book, style.format_key))
            for index, style in enumerate(book.xf_list)
        }
        marks: list[Mark] = []
        rows = _rows(opened, styles, book.datemode == 1, marks, every_number)
        cells = cells_from_rows(rows, sheet=opened.name, limits=limits, marks=marks)
        merges = tuple((top + 1, left + 1, bottom, right) for top, bottom, left, right in opened.merged_cells)
        hidden = opened.visibility != 0
        sheets.append(Sheet(index + 1, opened.name, hidden, cells, merges, marks_table(marks), book.datemode == 1))
        book.unload_sheet(index)
    return sheets


def _own_format(book: xlrd.book.Book, key: int) -> str | None:
    return book.format_map[key].format_str if key >= FIRST_OWN_FORMAT and key in book.format_map else None


def _rows(
    sheet: XlrdSheet, styles: dict[int, NumberFormat], epoch_1904: bool, marks: list[Mark], every_number: bool
) -> Iterator[Row]:
    for row in range(sheet.nrows):
        values: list[str | None] = []
        for column, cell in enumerate(sheet.row(row)):
            text, mark = _cell(cell.ctype, cell.value, styles.get(cell.xf_index, PLAIN), epoch_1904, every_number)
            values.append(text)
            if mark is not None:
                marks.append(Mark(row + 1, column + 1, *mark))
        yield row + 1, values


def _cell(
    ctype: int, value: object, style: NumberFormat, epoch_1904: bool, every_number: bool
) -> tuple[str | None, tuple[str, str] | None]:
    if ctype == XL_CELL_TEXT:
        return str(value), None
    if ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
        assert isinstance(value, float)
        plain = number_text(value)
        text, mark = number_cell(plain, style, epoch_1904=epoch_1904)
        return text, mark or (("number", plain) if every_number and text == plain else None)
    if ctype == XL_CELL_BOOLEAN:
        return ("TRUE" if value else "FALSE"), None
    if ctype == XL_CELL_ERROR:
        return None, ("error", error_text_from_code.get(value, "#ERR"))
    return None, None
