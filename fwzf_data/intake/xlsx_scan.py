"""One pass over a sheet's XML as bytes: what a string reader of the same sheet gets wrong or does not tell.

fastexcel hands over every cell as text. That text is right but for few cells, and those are found here without
parsing: numbers of many digits, elapsed times, errors, formulas without value, texts that look like a date cell.
A sheet written in an unusual way is not plain and goes to ``xlsx_strict``.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

from fwzf_data.intake.grid import Mark, Merge, column_letters
from fwzf_data.intake.sheet_bytes import NotPlainError, Tags, unpacked, whole_cells
from fwzf_data.intake.stored_numbers import LOST_ZERO, FormatKind
from fwzf_data.intake.xlsx_package import Package
from fwzf_data.intake.xlsx_strict import (
    cell_position,
    column_number,
    iso_text,
    merge_range,
    number_cell,
    style_kind,
)

LONG = 7  # whole digits from which a day is none, digits below which no number loses any

_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_REFERENCE = re.compile(rb'r="[A-Z]{1,3}([1-9][0-9]{0,6})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]*)"')
_MIDNIGHT = b" 00:00:00<"
_SAME = re.compile(rb"-?(?=[0-9.]{1,16}$)(?:0|[1-9][0-9]*)(?:\.[0-9]{0,8}[1-9])?")  # reads the same either way
_DAY = re.compile(rb"[0-9]{1,%d}(?:\.|$)" % (LONG - 1))
LOOK_ALIKE = re.compile(rb">([0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00)<")


@dataclass
class Scan:
    first_column: int = 0  # 0: no cell holds anything
    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    merges: list[Merge] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    corrections: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) → true text


def scan_sheet(file: zipfile.ZipFile, part: str, package: Package, look_alikes: dict[int, str]) -> Scan:
    """``look_alikes``: shared strings, by index, that read like a date cell at midnight but are text."""
    pieces = whole_cells(unpacked(file, part))
    first = next(pieces)
    root = _ROOT.search(first)
    if root is None or b"<!" in first[: root.start()]:
        raise NotPlainError
    prefix = root[1] + b":" if root[1] else b""
    data = first.find(b"<%ssheetData" % prefix, root.end())
    if data < 0:
        raise NotPlainError
    scanner = _Scanner(prefix, package, look_alikes)
    scanner.chunk(first[data:])
    for chunk in pieces:
        scanner.chunk(chunk)
    return scanner.finish()


class _Scanner:
    def __init__(self, prefix: bytes, package: Package, look_alikes: dict[int, str]) -> None:
        self._package = package
        self._look_alikes = look_alikes
        self._prefix = prefix
        self._scan = Scan()
        self._tail: list[bytes] = []
        here = {b"p": prefix}
        # What gives an odd cell away, as cheap searches. Numbers have their own (``_numbers``).
        self._suspects = [re.compile(rb' t="[bde]"')]
        self._no_value = re.compile(
            rb"(?:</%(p)sf>|<%(p)sf(?:\s[^>]*)?/>)(?:<%(p)sv/>|<%(p)sv></%(p)sv>)?</%(p)sc>" % here
        )
        self._number_cell = re.compile(
            rb'c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?>'
            rb"(?:<%(p)sf(?:\s[^>]*)?(?:/>|>[^<]*</%(p)sf>))?<%(p)sv>([^<]+)<" % here
        )
        if unusual := sorted(package.unusual_styles):
            self._suspects.append(re.compile(rb' s="(?:%s)"' % b"|".join(b"%d" % style for style in unusual)))
        self._shared = re.compile(rb' t="s"[^>]*><%(p)sv>([0-9]+)<' % here)

    def finish(self) -> Scan:
        found = (merge_range(each.decode("ascii", "replace")) for each in _MERGE.findall(b"".join(self._tail)))
        self._scan.merges = [merge for merge in found if merge is not None]
        return self._scan

    def chunk(self, chunk: bytes) -> None:
        if self._tail:
            self._tail.append(chunk)
            return
        end = chunk.find(b"</%ssheetData>" % self._prefix)
        if end >= 0:
            self._tail.append(chunk[end:])
            chunk = chunk[:end]
        data = np.frombuffer(chunk + b"\0" * 16, np.uint8)
        tags = Tags(data, self._prefix)
        cells = tags.starts(b"c")
        self._extent(chunk, data, cells)
        texts = self._numbers(chunk, data, cells, tags.starts(b"v"))
        for suspect in self._suspects:
            for found in suspect.finditer(chunk):
                self._judge(chunk, found.start())
        formulas = tags.any(b"f")
        for found in self._no_value.finditer(chunk) if formulas else ():
            self._judge(chunk, found.start())
        for found in self._shared.finditer(chunk) if self._look_alikes else ():
            if int(found[1]) in self._look_alikes:
                self._judge(chunk, found.start())
        at = chunk.find(_MIDNIGHT) if texts or formulas or tags.any(b"i") else -1
        while at >= 0:
            self._judge(chunk, at)
            at = chunk.find(_MIDNIGHT, at + 1)

    def _numbers(
        self,
        chunk: bytes,
        data: npt.NDArray[np.uint8],
        cells: npt.NDArray[np.intp],
        values: npt.NDArray[np.intp],
    ) -> bool:
        """Judge long, negative, zero-losing and exponent numbers; True where a value is no number but text."""
        before = len(self._prefix) + 2
        if (data[values + 1] != ord(">")).any():  # <v xml:space="preserve">
            raise NotPlainError
        shared = (data[values - before - 2] == ord("s")) & (data[values - before - 3] == ord('"'))  # t="s"><v>
        starts = values[~shared] + 2
        head = [data[starts + offset] for offset in range(LONG)]
        short = np.zeros(len(starts), np.bool_)
        wanted = head[0] == ord("-")
        for byte in head:
            short |= byte == ord("<")
            wanted |= byte == ord("E")
        for point, digit, end in zip(head[1:], head[2:], head[3:], strict=False):
            wanted |= (point == ord(".")) & (digit <= ord("3")) & ((end == ord("<")) | (end == ord("0")))
        odd = starts[wanted | ~short]
        for cell, start in zip(cells[np.searchsorted(cells, odd) - 1].tolist(), odd.tolist(), strict=True):
            found = self._number_cell.match(chunk, cell)
            if found is None:
                self._judge(chunk, start)
            else:
                self._number(*found.groups())
        return bool((data[starts - before - 4] == ord("r")).any())  # t="str"><v>

    def _number(self, letters: bytes, row: bytes, style: bytes | None, raw: bytes) -> None:
        kind = self._kind(style)
        if kind == "number" and _SAME.fullmatch(raw):
            if LOST_ZERO.fullmatch(raw.decode()):
                self._scan.marks.append(Mark(int(row), column_number(letters.decode()), "number", raw.decode()))
        elif kind != "date" or not _DAY.match(raw):
            text, mark = number_cell(raw.decode("ascii", "replace"), kind, self._package.epoch_1904)
            self._note((int(row), column_number(letters.decode())), text, mark)

    def _kind(self, style: bytes | None) -> FormatKind:
        return style_kind(self._package, style.decode("ascii", "replace") if style else None)

    def _extent(self, chunk: bytes, data: npt.NDArray[np.uint8], cells: npt.NDArray[np.intp]) -> None:
        if not len(cells):
            return
        if not all((data[cells + offset] == byte).all() for offset, byte in enumerate(b'c r="')):
            raise NotPlainError
        first, second, third = (data[cells + offset].astype(np.int32) - 64 for offset in (5, 6, 7))
        columns = np.where(second > 0, first * 26 + second, first)
        columns = np.where((second > 0) & (third > 0), columns * 26 + third, columns)
        scan = self._scan
        scan.cells += len(cells)
        scan.last_column = max(scan.last_column, int(columns.max()))
        scan.last_row = max(scan.last_row, _last_row(chunk, int(cells[-1])))
        for column in np.unique(columns).tolist():
            if scan.first_column and column >= scan.first_column:
                break
            if self._holds(chunk, column):
                scan.first_column = column

    def _holds(self, chunk: bytes, column: int) -> bool:
        """Whether any cell of the column holds a value, which is where fastexcel begins its range."""
        cell = rb'<%(p)sc r="%(c)s[0-9]+"(?:[^>]*[^/>])?>' % {b"p": self._prefix, b"c": column_letters(column).encode()}
        formula = rb"(?:<%(p)sf(?:\s[^>]*)?(?:/>|>[^<]*</%(p)sf>))?" % {b"p": self._prefix}
        if re.search(cell + formula + rb"<%(p)s(?:v>[^<]|is[ >])" % {b"p": self._prefix}, chunk):
            return True
        if re.search(cell + formula + rb"<%(p)s(?:v|is)[/>]" % {b"p": self._prefix}, chunk):
            raise NotPlainError  # an empty value counts for some cell types and not for others
        return False

    def _judge(self, chunk: bytes, at: int) -> None:
        """Read one suspicious cell as the strict way would and note what differs from its plain text."""
        start = chunk.rfind(b"<%sc " % self._prefix, 0, at + 1)
        opened = chunk.find(b">", start)
        closed = chunk.find(b"</%sc>" % self._prefix, opened)
        if start < 0 or closed < 0:
            return
        attributes = dict(_ATTRIBUTE.findall(chunk, start, opened))
        found = _VALUE.search(chunk, opened, closed)
        raw = found[1].decode("ascii", "replace") if found else ""
        kind = attributes.get(b"t", b"n")
        position = cell_position(attributes[b"r"].decode("ascii", "replace"))
        if position is None or chunk[opened - 1] == ord("/"):
            return
        if kind == b"n" and raw:
            self._note(position, *number_cell(raw, self._kind(attributes.get(b"s")), self._package.epoch_1904))
        elif kind == b"e" and raw:
            self._scan.marks.append(Mark(*position, "error", raw))
        elif kind == b"b" and raw:
            self._note(position, "FALSE" if raw == "0" else "TRUE", None)
        elif kind == b"d" and raw:
            self._note(position, iso_text(raw), None)
        elif kind == b"s" and raw.isdigit():
            if int(raw) in self._look_alikes:
                self._note(position, self._look_alikes[int(raw)], None)
        elif kind in (b"str", b"inlineStr"):
            written = LOOK_ALIKE.search(chunk[opened:closed])
            if written:
                self._note(position, written[1].decode(), None)
        elif not raw and kind != b"str":
            self._scan.marks.append(Mark(*position, "no_value", ""))

    def _note(self, position: tuple[int, int], text: str, mark: str | None) -> None:
        self._scan.corrections[position] = text
        if mark is not None:
            self._scan.marks.append(Mark(*position, mark, text))


def _last_row(chunk: bytes, cell: int) -> int:
    found = _REFERENCE.match(chunk, cell + 2)
    if found is None:
        raise NotPlainError
    return int(found[1])
