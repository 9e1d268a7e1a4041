"""One .xlsx sheet cell by cell: for files of unusual writers, and the measure of the fast way."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Mark, Merge, Row
from fwzf_data.intake.number_format import PLAIN, NumberFormat
from fwzf_data.intake.stored_numbers import number_cell, stored_text
from fwzf_data.intake.xlsx_package import Package
from fwzf_data.intake.xml_parts import Attributes, parse_xml

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class StrictSheet:
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def sorted_rows(self) -> Iterator[Row]:
        for row_no in sorted(self.rows.keys() | {mark.row_no for mark in self.marks}):
            cells = self.rows.get(row_no, {})
            yield row_no, [cells.get(column) for column in range(1, max(cells, default=0) + 1)]


def read_sheet(file: zipfile.ZipFile, part: str, package: Package, strings: list[str]) -> StrictSheet:
    walker = _SheetWalker(package, strings)
    with file.open(part) as opened:
        parse_xml(opened, walker.start, walker.end, walker.text)
    return walker.sheet


def read_strings(file: zipfile.ZipFile, part: str | None) -> list[str]:
    """The shared strings, phonetic guides left out."""
    if part is None:
        return []
    strings: list[str] = []
    walker = _StringWalker()

    def end(tag: str) -> None:
        walker.end(tag)
        if tag == "si":
            strings.append(walker.take())

    with file.open(part) as opened:
        parse_xml(opened, walker.start, end, walker.text)
    return strings


def merge_range(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    top, bottom = cell_position(first), cell_position(last or first)
    if top is None or bottom is None:
        return None
    return top[0], top[1], bottom[0], bottom[1]


def cell_position(reference: str) -> tuple[int, int] | None:
    found = REFERENCE.fullmatch(reference)
    return (int(found[2]), column_number(found[1].upper())) if found else None


@cache
def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def unescape(text: str) -> str:
    """``_x000D_`` is how a spreadsheet writes a character XML cannot hold."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _StringWalker:
    """Text of ``<t>`` runs, trimmed as Excel does where the writer did not ask to keep blanks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._run: list[str] | None = None
        self._keep = False
        self._phonetic = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "rPh":
            self._phonetic = True
        elif tag == "t" and not self._phonetic:
            self._run, self._keep = [], attributes.get("space") == "preserve"

    def text(self, text: str) -> None:
        if self._run is not None:
            self._run.append(text)

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._phonetic = False
        elif tag == "t" and self._run is not None:
            run = "".join(self._run)
            self._parts.append(unescape(run if self._keep else run.strip(" \t\r\n")))
            self._run = None

    def take(self) -> str:
        text, self._parts = "".join(self._parts), []
        return text


class _SheetWalker:
    def __init__(self, package: Package, strings: list[str]) -> None:
        self.sheet = StrictSheet()
        self._package = package
        self._strings = strings
        self._row = self._column = 0
        self._attributes: Attributes | None = None
        self._value: list[str] | None = None
        self._raw: str | None = None
        self._formula = False
        self._inline: _StringWalker | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._inline is not None:
            self._inline.start(tag, attributes)
        elif tag == "row":
            written = attributes.get("r", "")
            self._row = int(written) if written.isascii() and written.isdigit() else self._row + 1
            self._column = 0
        elif tag == "c":
            position = cell_position(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
            if position is None:
                raise UnreadableFile(DAMAGED)
            self._row, self._column = position
            self._attributes, self._raw, self._formula = attributes, None, False
        elif tag == "v" and self._attributes is not None:
            self._value = []
        elif tag == "f" and self._attributes is not None:
            self._formula = True
        elif tag == "is" and self._attributes is not None:
            self._inline = _StringWalker()
        elif tag == "mergeCell" and (merge := merge_range(attributes.get("ref", ""))) is not None:
            self.sheet.merges.append(merge)

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        elif self._inline is not None:
            self._inline.text(text)

    def end(self, tag: str) -> None:
        if tag == "v" and self._value is not None:
            self._raw, self._value = "".join(self._value), None
        elif tag == "is" and self._inline is not None:
            self._keep(self._inline.take())
            self._inline = None
        elif self._inline is not None:
            self._inline.end(tag)
        elif tag == "c" and self._attributes is not None:
            self._finish(self._attributes)
            self._attributes = None

    def _finish(self, attributes: Attributes) -> None:
        kind, raw = attributes.get("t", "n"), self._raw
        if kind in ("inlineStr", "is"):
            return
        if raw is None or raw == "":
            if self._formula and kind != "str":
                self._mark("no_value", "")
        elif kind == "s":
            if not (raw.strip().isdigit() and int(raw) < len(self._strings)):
                raise UnreadableFile(DAMAGED)
            self._keep(self._strings[int(raw)])
        elif kind == "e":
            self._mark("error", raw)
        elif kind == "b":
            self._keep("FALSE" if raw == "0" else "TRUE")
        elif kind == "str":
            self._keep(unescape(raw))
        elif kind == "d":
            self._keep(iso_text(raw))
        else:
            style = style_format(self._package, attributes.get("s"))
            text, mark = number_cell(stored_text(raw), style, epoch_1904=self._package.epoch_1904)
            if text is not None:
                self._keep(text)
            if mark is not None:
                self._mark(*mark)

    def _keep(self, text: str) -> None:
        self.sheet.rows.setdefault(self._row, {})[self._column] = text

    def _mark(self, kind: str, text: str) -> None:
        self.sheet.marks.append(Mark(self._row, self._column, kind, text))


def style_format(package: Package, style: str | None) -> NumberFormat:
    index = int(style) if style and style.isascii() and style.isdigit() else 0
    return package.styles[index] if index < len(package.styles) else PLAIN


def iso_text(raw: str) -> str:
    """``2022-04-30T00:00:00Z`` as the cells of the other kinds write it."""
    text = raw.strip().removesuffix("Z").replace("T", " ", 1)
    return text.removesuffix(".000").removesuffix(" 00:00:00")
