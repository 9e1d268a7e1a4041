"""Workbooks of Excel and WPS (.xlsx, .xlsm): fastexcel reads, one pass over the XML corrects and marks."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from pathlib import Path

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.grid import Sheet, cells_from_columns, cells_from_rows, cells_schema, marks_table
from fwzf_data.intake.sheet_bytes import NotPlainError
from fwzf_data.intake.xlsx_package import Package, SheetPart, open_package
from fwzf_data.intake.xlsx_scan import Scan, scan_sheet
from fwzf_data.intake.xlsx_strict import read_sheet, read_strings
from fwzf_data.settings import IntakeLimits

SPARSE_CELLS = 5_000_000  # empty cells a dense range may hold
_MIDNIGHT = " 00:00:00"
_LOOK_ALIKE = re.compile(r"\d{4}-\d\d-\d\d 00:00:00", re.ASCII)


def read_xlsx(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    notes = []
    sheets = []
    with zipfile.ZipFile(path) as file:
        package = open_package(file)
        book = _Book(path, file, package, limits)
        for part in package.sheets:
            if part.part is None:
                notes.append(f"工作表「{part.name}」是图表或对话框，没有单元格，已跳过。")
            else:
                sheets.append(book.sheet(part, part.part))
    return sheets, notes


class _Book:
    """One open workbook; what only some sheets need is read when first asked for."""

    def __init__(self, path: Path, file: zipfile.ZipFile, package: Package, limits: IntakeLimits) -> None:
        self._path, self._file, self._package, self._limits = path, file, package, limits
        self._reader: fastexcel.ExcelReader | None = None
        self._strings: list[str] | None = None
        self._look_alikes: dict[int, str] | None = None

    def sheet(self, sheet: SheetPart, part: str) -> Sheet:
        try:
            cells, scan = self._plain(sheet, part)
            merges, marks = scan.merges, scan.marks
        except (NotPlainError, fastexcel.FastExcelError):
            found = read_sheet(self._file, part, self._package, self._all_strings())
            merges, marks = found.merges, found.marks
            cells = cells_from_rows(found.sorted_rows(), sheet=sheet.name, limits=self._limits, marks=marks)
        if len(merges) > self._limits.merges:
            raise UnreadableFile(
                f"工作表「{sheet.name}」有 {len(merges)} 处合并单元格，不像正常的台账；请取消合并后再上传。"
            )
        return Sheet(sheet.number, sheet.name, sheet.hidden, cells, tuple(merges), marks_table(marks))

    def _plain(self, sheet: SheetPart, part: str) -> tuple[pa.Table, Scan]:
        scan = scan_sheet(self._file, part, self._package, self._midnight_texts())
        if not scan.first_column and not scan.marks:
            return cells_schema(0).empty_table(), scan
        if not scan.first_column:
            raise NotPlainError  # nothing but formulas without value
        width = scan.last_column - scan.first_column + 1
        if width * scan.last_row > 4 * scan.cells + SPARSE_CELLS:
            raise NotPlainError  # a stray cell far away would make the dense range huge
        if self._reader is None:
            self._reader = fastexcel.read_excel(self._path)
        batch = self._reader.load_sheet(
            sheet.number - 1, header_row=None, skip_rows=0, dtypes="string", eager=True, whitespace_as_null=True
        )
        marked = max((mark.row_no for mark in scan.marks), default=0)
        if not marked <= batch.num_rows <= scan.last_row or batch.num_columns > width:
            raise NotPlainError
        corrections = _by_column(scan)
        columns = [
            _corrected(_days(column, self._package.epoch_1904), corrections.get(number, []))
            for number, column in enumerate(batch.columns, scan.first_column)
        ]
        cells = cells_from_columns(columns, scan.first_column, sheet=sheet.name, limits=self._limits, marks=scan.marks)
        return cells, scan

    def _all_strings(self) -> list[str]:
        if self._strings is None:
            self._strings = read_strings(self._file, self._package.strings)
        return self._strings

    def _midnight_texts(self) -> dict[int, str]:
        if self._look_alikes is None:
            self._look_alikes = {}
            if self._package.strings is not None and _contains(self._file, self._package.strings, b" 00:00:00<"):
                self._look_alikes = {
                    index: text for index, text in enumerate(self._all_strings()) if _LOOK_ALIKE.fullmatch(text)
                }
        return self._look_alikes


def _contains(file: zipfile.ZipFile, part: str, wanted: bytes) -> bool:
    rest = b""
    with file.open(part) as opened:
        while chunk := opened.read(1 << 20):
            if wanted in rest + chunk:
                return True
            rest = chunk[-len(wanted) :]
    return False


def _by_column(scan: Scan) -> dict[int, list[tuple[int, str]]]:
    columns: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (row, column), text in scan.corrections.items():
        columns[column].append((row, text))
    return columns


def _days(column: pa.Array, epoch_1904: bool) -> pa.Array:
    """fastexcel writes a day as its midnight and a bare time as a time of the first day there is."""
    lengths = pc.binary_length(column)
    if (pc.max(lengths).as_py() or 0) < len("1899-12-31 00:00:00"):
        return column
    first_day = "1904-01-01 " if epoch_1904 else "1899-12-31 "
    times = pc.starts_with(column, first_day)
    if pc.any(times).as_py():
        column = pc.if_else(times, pc.utf8_slice_codeunits(column, len(first_day), None), column)
    midnights = pc.and_(pc.equal(lengths, 19), pc.ends_with(column, _MIDNIGHT))
    if pc.any(midnights).as_py():
        column = pc.if_else(midnights, pc.utf8_slice_codeunits(column, 0, 10), column)
    return column


def _corrected(column: pa.Array, corrections: list[tuple[int, str]]) -> pa.Array:
    if not corrections:
        return column
    corrections.sort()
    rows = np.array([row - 1 for row, _ in corrections])
    if rows[-1] >= len(column):
        raise NotPlainError
    mask = np.zeros(len(column), np.bool_)
    mask[rows] = True
    return pc.replace_with_mask(column, pa.array(mask), pa.array([text for _, text in corrections], pa.string()))
