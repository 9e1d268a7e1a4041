"""OpenDocument spreadsheets (.ods, flat .fods): values, marks and merges in one walk."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.dates import read_date
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, Row, Sheet, cells_from_rows, marks_table, too_tall, too_wide
from fwzf_data.intake.number_format import PLAIN, as_percent, number_in
from fwzf_data.intake.stored_numbers import day_as_shown, number_cell, stored_text
from fwzf_data.intake.xlsx_strict import iso_text
from fwzf_data.intake.xml_parts import Attributes, parse_xml
from fwzf_data.settings import IntakeLimits

_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MONTH_AND_YEAR = re.compile(r"(?:[A-Za-z]{3,9}|\d{1,2}月|[一二三四五六七八九十]{1,2}月)[ ./-]*(\d\d|\d{4})")
"""Apr-22, 4月-22."""
_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")
# Text inside a cell that is not the cell's: comments, drawings, spelling hints.
_ASIDE = frozenset(["annotation", "frame", "custom-shape", "ruby-text", "g", "rect", "line", "control"])


def read_opendocument(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    walker = _Walker(limits)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as file, file.open("content.xml") as opened:
            parse_xml(opened, walker.start, walker.end, walker.text)
    else:
        with path.open("rb") as flat:
            parse_xml(flat, walker.start, walker.end, walker.text)
    sheets = []
    for number, table in enumerate(walker.tables, 1):
        cells = cells_from_rows(table.rows, sheet=table.name, limits=limits, marks=table.marks)
        hidden = table.style in walker.hidden_styles
        sheets.append(Sheet(number, table.name, hidden, cells, tuple(table.merges), marks_table(table.marks)))
    return sheets, []


@dataclass
class _Table:
    name: str
    style: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    row_no: int = 1


class _Walker:
    def __init__(self, limits: IntakeLimits) -> None:
        self.tables: list[_Table] = []
        self.hidden_styles: set[str] = set()
        self._limits = limits
        self._style = ""
        self._depth = 0  # tables inside tables are none of ours
        self._aside = 0
        self._row: list[str | None] = []
        self._row_marks: list[tuple[int, str, str]] = []
        self._row_repeat = 1
        self._cell: Attributes | None = None
        self._texts: list[str] = []
        self._paragraphs = 0
        self._in_paragraph = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "style":
            self._style = attributes.get("name", "")
        elif tag == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self._style)
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table(attributes.get("name", ""), attributes.get("style-name", "")))
        elif self._depth != 1:
            return
        elif tag == "table-row":
            self._row, self._row_marks = [], []
            self._row_repeat = _count(attributes.get("number-rows-repeated"))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._texts, self._paragraphs = attributes, [], 0
        elif tag in _ASIDE:
            self._aside += 1
        elif self._cell is not None and not self._aside:
            self._inside(tag, attributes)

    def _inside(self, tag: str, attributes: Attributes) -> None:
        if tag == "p":
            self._paragraphs += 1
            self._in_paragraph = True
            if self._paragraphs > 1:
                self._texts.append("\n")
        elif tag == "s":
            self._texts.append(" " * min(_count(attributes.get("c")), self._limits.cell_chars))
        elif tag == "tab":
            self._texts.append("\t")
        elif tag == "line-break":
            self._texts.append("\n")

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag in _ASIDE:
            self._aside = max(0, self._aside - 1)
        elif tag == "p" and not self._aside:
            self._in_paragraph = False
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, attributes: Attributes) -> None:
        table = self.tables[-1]
        column = len(self._row) + 1
        text, mark = _value(attributes, "".join(self._texts))
        repeat = _count(attributes.get("number-columns-repeated"))
        if text is None and mark is None:
            self._row += [None] * min(repeat, 1 << 15)
        elif column + repeat - 1 > self._limits.columns:
            raise too_wide(table.name, table.row_no, column + repeat - 1, self._limits)
        else:
            self._row += [text] * repeat
            if mark is not None:
                self._row_marks += [(at, *mark) for at in range(column, column + repeat)]
        if "number-columns-spanned" not in attributes and "number-rows-spanned" not in attributes:
            return
        columns, rows = (_count(attributes.get(f"number-{what}-spanned")) for what in ("columns", "rows"))
        if columns > 1 or rows > 1:
            table.merges.append((table.row_no, column, table.row_no + rows - 1, column + columns - 1))
            if len(table.merges) > self._limits.merges:
                raise UnreadableFile(f"工作表「{table.name}」的合并单元格太多，不像正常的台账；请取消合并后再上传。")

    def _end_row(self) -> None:
        table = self.tables[-1]
        while self._row and self._row[-1] is None:
            self._row.pop()
        if self._row or self._row_marks:
            if table.row_no + self._row_repeat - 1 > self._limits.rows:
                raise too_tall(table.name, self._limits)
            for row_no in range(table.row_no, table.row_no + self._row_repeat):
                table.rows.append((row_no, self._row))
                table.marks += [Mark(row_no, *mark) for mark in self._row_marks]
        table.row_no += self._row_repeat


def _value(attributes: Attributes, shown: str) -> tuple[str | None, tuple[str, str] | None]:
    """Text and mark of one cell from its value attributes, else from what it shows."""
    kind = attributes.get("value-type", "")
    if attributes.get("formula") is not None and _ERROR.fullmatch(shown):
        return None, ("error", shown)
    if kind in ("float", "percentage", "currency") and "value" in attributes:
        text, mark = number_cell(stored_text(attributes["value"]), PLAIN, epoch_1904=False)
        if text is None or not _NUMBER.fullmatch(text):
            return text, mark
        return (as_percent(text) if kind == "percentage" else number_in(shown, text)), mark
    if kind == "date" and "date-value" in attributes:
        return _day(iso_text(attributes["date-value"]), shown.strip()), None
    if kind == "time" and "time-value" in attributes:
        return _clock(attributes["time-value"]), None
    if kind == "boolean" and "boolean-value" in attributes:
        return attributes["boolean-value"].upper(), None
    if kind == "string" and "string-value" in attributes:
        return attributes["string-value"] or None, None
    if not kind and not shown and attributes.get("formula") is not None:
        return None, ("no_value", "")
    return shown or None, None


@lru_cache(4096)
def _day(day: str, shown: str) -> str:
    """A day as far as the cell shows it: of some only the month, or the year."""
    if read_date(shown, None, number=False).code == "I09":
        return shown
    named = _MONTH_AND_YEAR.fullmatch(shown)
    is_month = named is not None and day[:4].endswith(named[1]) and day[8:10] != named[1]
    return day_as_shown(day, "month" if is_month else "date", in_words=False)


def _clock(written: str) -> str:
    found = _DURATION.fullmatch(written)
    if found is None:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return f"{found[1]}{days * 24 + hours:02}:{minutes:02}:{seconds:02}"


def _count(written: str | None) -> int:
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise UnreadableFile(DAMAGED)
    return max(1, int(written))
