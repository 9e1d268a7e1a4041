"""Excel's XML spreadsheet of 2003, still what some systems write under the name .xls."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, Row, Sheet, cells_from_rows, marks_table, too_tall, too_wide
from fwzf_data.intake.number_format import PLAIN, NumberFormat, number_format
from fwzf_data.intake.stored_numbers import day_as_shown, number_cell, stored_text
from fwzf_data.intake.xlsx_strict import iso_text
from fwzf_data.intake.xml_parts import Attributes, parse_xml
from fwzf_data.settings import IntakeLimits

_NAMED = {
    "Percent": "0%", "Standard": "#,##0.00", "Scientific": "0.00E+00", "Fixed": "0.00",
    "Currency": "0.00", "Euro Currency": "0.00", "General Number": "General",
    "General Date": "yyyy/m/d", "Long Date": "yyyy/m/d", "Medium Date": "yyyy/m/d", "Short Date": "yyyy/m/d",
    "Long Time": "h:mm", "Medium Time": "h:mm", "Short Time": "h:mm",
    "Yes/No": '"是";"是";"否"', "True/False": '"TRUE";"TRUE";"FALSE"', "On/Off": '"开";"开";"关"',
}  # fmt: skip
"""Formats written by their name."""


def read_xml_spreadsheet(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    walker = _Walker(limits)
    with path.open("rb") as opened:
        parse_xml(opened, walker.start, walker.end, walker.text)
    sheets = []
    for number, found in enumerate(walker.sheets, 1):
        cells = cells_from_rows(found.rows, sheet=found.name, limits=limits, marks=found.marks)
        sheets.append(Sheet(number, found.name, found.hidden, cells, tuple(found.merges), marks_table(found.marks)))
    return sheets, []


@dataclass
class _Found:
    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class _Walker:
    def __init__(self, limits: IntakeLimits) -> None:
        self.sheets: list[_Found] = []
        self._limits = limits
        self._row_no = 0
        self._row: list[str | None] = []
        self._cell: Attributes | None = None
        self._kind = ""
        self._data: list[str] | None = None
        self._read: str | None = None
        self._comment = False
        self._visible: list[str] | None = None
        self._style = ""
        self._styles: dict[str, NumberFormat] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Worksheet":
            self.sheets.append(_Found(attributes.get("Name", "")))
            self._row_no = 0
        elif tag == "Visible":
            self._visible = []
        elif tag == "Style":
            self._style = attributes.get("ID", "")
        elif tag == "NumberFormat":
            code = attributes.get("Format", "")
            self._styles[self._style] = number_format(0, _NAMED.get(code, code))
        elif not self.sheets:
            return
        elif tag == "Row":
            self._row_no = _index(attributes, self._row_no + 1)
            if self._row_no > self._limits.rows:
                raise too_tall(self.sheets[-1].name, self._limits)
            self._row = []
        elif tag == "Cell":
            column = _index(attributes, len(self._row) + 1)
            if column > self._limits.columns:
                raise too_wide(self.sheets[-1].name, self._row_no, column, self._limits)
            self._row += [None] * (column - 1 - len(self._row))
            self._cell, self._read, self._kind = attributes, None, ""
        elif tag == "Comment":
            self._comment = True
        elif tag == "Data" and self._cell is not None and not self._comment:
            self._kind, self._data = attributes.get("Type", "String"), []

    def text(self, text: str) -> None:
        if self._data is not None:
            self._data.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def end(self, tag: str) -> None:
        if tag == "Visible" and self._visible is not None:
            if self.sheets and "".join(self._visible).strip() != "SheetVisible":
                self.sheets[-1].hidden = True
            self._visible = None
        elif tag == "Data" and self._data is not None:
            self._read, self._data = "".join(self._data), None
        elif tag == "Comment":
            self._comment = False
        elif tag == "Cell" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "Row" and self.sheets and self._row:
            self.sheets[-1].rows.append((self._row_no, self._row))

    def _end_cell(self, attributes: Attributes) -> None:
        sheet, column = self.sheets[-1], len(self._row) + 1
        text, mark = _value(
            self._kind, self._read, "Formula" in attributes, self._styles.get(attributes.get("StyleID", ""), PLAIN)
        )
        self._row.append(text)
        if mark is not None:
            sheet.marks.append(Mark(self._row_no, column, *mark))
        across, down = _count(attributes, "MergeAcross"), _count(attributes, "MergeDown")
        if across or down:
            if column + across > self._limits.columns or len(sheet.merges) >= self._limits.merges:
                raise UnreadableFile(f"工作表「{sheet.name}」的合并单元格太多或太大，请取消合并后再上传。")
            sheet.merges.append((self._row_no, column, self._row_no + down, column + across))
            self._row += [None] * across


def _value(
    kind: str, read: str | None, formula: bool, style: NumberFormat
) -> tuple[str | None, tuple[str, str] | None]:
    if read is None:
        return None, ("no_value", "") if formula else None
    if kind == "Number":
        return number_cell(stored_text(read.strip()), style, epoch_1904=False)
    if kind == "DateTime":
        return day_as_shown(iso_text(read), style.kind, in_words="年" in style.code), None
    if kind == "Boolean":
        return ("FALSE" if read.strip() == "0" else "TRUE"), None
    if kind == "Error":
        return None, ("error", read)
    return read, None


def _index(attributes: Attributes, following: int) -> int:
    written = attributes.get("Index")
    if written is None:
        return following
    if not (written.isascii() and written.isdigit() and len(written) < 9 and int(written) >= following):
        raise UnreadableFile(DAMAGED)
    return int(written)


def _count(attributes: Attributes, name: str) -> int:
    written = attributes.get(name, "0")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0
