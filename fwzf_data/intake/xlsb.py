"""Excel's binary workbooks (.xlsb): the records of MS-XLSB that hold cells, texts, styles and merges."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, Row, Sheet, cells_from_rows, marks_table
from fwzf_data.intake.number_format import PLAIN, NumberFormat, number_format
from fwzf_data.intake.stored_numbers import number_cell, number_text
from fwzf_data.intake.xlsx_package import members, missing_sheet, relations
from fwzf_data.settings import IntakeLimits

ROW, RK, ERROR, BOOL, REAL, STRING, SHARED = 0, 2, 3, 4, 5, 6, 7
FORMULA_STRING, FORMULA_NUMBER, FORMULA_BOOL, FORMULA_ERROR = 8, 9, 10, 11
SHARED_ITEM, NUMBER_FORMAT, CELL_STYLE, RICH_STRING = 19, 44, 47, 62
BEGIN_CELL_STYLES, END_CELL_STYLES = 617, 618
WORKBOOK_PROPERTIES, SHEET_ENTRY, MERGE, END_CELLS = 153, 156, 176, 146
NO_RELATION = 0xFFFFFFFF
ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}

Record = tuple[int, bytes]


def read_xlsb(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    sheets, notes = [], []
    with zipfile.ZipFile(path) as file:
        names = members(file)
        related = relations(file, names, "xl/workbook.bin")
        parts = {kind: names.get(target.lower()) for kind, target in related.values()}
        strings = [_text(body, 1) for key, body in _records(file, parts.get("sharedstrings")) if key == SHARED_ITEM]
        styles = _styles(file, parts.get("styles"))
        epoch_1904, entries = _workbook(file, names["xl/workbook.bin"])
        for number, (name, hidden, key) in enumerate(entries, 1):
            kind, target = related.get(key, ("", ""))
            if kind != "worksheet":
                notes.append(f"工作表「{name}」是图表或对话框，没有单元格，已跳过。")
                continue
            if target.lower() not in names:
                raise UnreadableFile(missing_sheet(name))
            walk = _SheetWalk(strings, styles, epoch_1904)
            records = _records(file, names[target.lower()])
            cells = cells_from_rows(walk.rows(records), sheet=name, limits=limits, marks=walk.marks)
            sheets.append(Sheet(number, name, hidden, cells, tuple(walk.merges), marks_table(walk.marks), epoch_1904))
    return sheets, notes


def _records(file: zipfile.ZipFile, part: str | None) -> Iterator[Record]:
    """Record number and body; a number takes one or two bytes, a length one to four, seven bits each."""
    if part is None:
        return
    data = file.read(part)
    at, end = 0, len(data)
    while at < end:
        key = data[at]
        at += 1
        if key & 0x80:
            key = key & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        for _ in range(4):
            byte = data[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + length > end:
            raise UnreadableFile(DAMAGED)
        yield key, data[at : at + length]
        at += length


def _text(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", body, at)
    if at + 4 + 2 * length > len(body):
        raise UnreadableFile(DAMAGED)
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _styles(file: zipfile.ZipFile, part: str | None) -> list[NumberFormat]:
    codes: dict[int, str] = {}
    styles: list[NumberFormat] = []
    inside = False
    for key, body in _records(file, part):
        if key == NUMBER_FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _text(body, 2)
        elif key in (BEGIN_CELL_STYLES, END_CELL_STYLES):
            inside = key == BEGIN_CELL_STYLES
        elif key == CELL_STYLE and inside:
            (number,) = struct.unpack_from("<H", body, 2)
            styles.append(number_format(number, codes.get(number)))
    return styles


def _workbook(file: zipfile.ZipFile, part: str) -> tuple[bool, list[tuple[str, bool, str]]]:
    """Whether days count from 1904, and name, hidden and relation of each sheet."""
    epoch_1904, entries = False, []
    for key, body in _records(file, part):
        if key == WORKBOOK_PROPERTIES:
            epoch_1904 = bool(body[0] & 1)
        elif key == SHEET_ENTRY:
            state, _, length = struct.unpack_from("<III", body)
            relation = "" if length == NO_RELATION else _text(body, 8)
            entries.append((_text(body, 12 + 2 * len(relation)), state != 0, relation))
    return epoch_1904, entries


class _SheetWalk:
    def __init__(self, strings: list[str], styles: list[NumberFormat], epoch_1904: bool) -> None:
        self.merges: list[Merge] = []
        self.marks: list[Mark] = []
        self._strings, self._styles, self._epoch_1904 = strings, styles, epoch_1904

    def rows(self, records: Iterator[Record]) -> Iterator[Row]:
        row_no, values = 0, dict[int, str]()
        for key, body in records:
            if key in (ROW, END_CELLS):
                if row_no:
                    yield row_no, [values.get(column) for column in range(1, max(values, default=0) + 1)]
                values = {}
                row_no = struct.unpack_from("<I", body)[0] + 1 if key == ROW else row_no
            elif key <= FORMULA_ERROR or key == RICH_STRING:
                column, style = struct.unpack_from("<II", body)
                text, mark = self._cell(key, body, style & 0xFFFFFF)
                if text is not None:
                    values[column + 1] = text
                if mark is not None:
                    self.marks.append(Mark(row_no, column + 1, *mark))
            elif key == MERGE:
                top, bottom, left, right = struct.unpack_from("<IIII", body)
                self.merges.append((top + 1, left + 1, bottom + 1, right + 1))

    def _cell(self, key: int, body: bytes, style: int) -> tuple[str | None, tuple[str, str] | None]:
        if key == SHARED:
            return self._strings[struct.unpack_from("<I", body, 8)[0]], None
        if key in (STRING, FORMULA_STRING, RICH_STRING):
            return _text(body, 9 if key == RICH_STRING else 8), None
        if key in (BOOL, FORMULA_BOOL):
            return ("TRUE" if body[8] else "FALSE"), None
        if key in (ERROR, FORMULA_ERROR):
            return None, ("error", ERROR_TEXTS.get(body[8], "#ERR"))
        if key not in (RK, REAL, FORMULA_NUMBER):
            return None, None
        value = _short_number(body) if key == RK else struct.unpack_from("<d", body, 8)[0]
        shown = self._styles[style] if style < len(self._styles) else PLAIN
        return number_cell(number_text(value), shown, epoch_1904=self._epoch_1904)


def _short_number(body: bytes) -> float:
    """RK: thirty bits of an integer or of a double's top, with two flags below."""
    (packed,) = struct.unpack_from("<i", body, 8)
    value = packed >> 2 if packed & 2 else struct.unpack("<d", struct.pack("<q", (packed & ~3) << 32))[0]
    return float(value) / 100 if packed & 1 else float(value)
