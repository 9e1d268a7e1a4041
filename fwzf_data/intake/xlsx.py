"""Workbooks of Excel and WPS (.xlsx, .xlsm): plain sheets many cells at a time, unusual ones cell by cell."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow as pa

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.grid import Sheet, cells_from_columns, cells_from_rows, marks_table
from fwzf_data.intake.sheet_bytes import NotPlainError
from fwzf_data.intake.xlsx_package import Package, SheetPart, open_package
from fwzf_data.intake.xlsx_plain import read_plain
from fwzf_data.intake.xlsx_strict import read_sheet
from fwzf_data.intake.xlsx_strings import shared_strings
from fwzf_data.settings import IntakeLimits


def read_xlsx(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    """Every sheet with cells, and what was left out; raises UnreadableFile."""
    notes = []
    sheets = []
    with zipfile.ZipFile(path) as file:
        package = open_package(file)
        strings = shared_strings(file, package.strings)
        for part in package.sheets:
            if part.part is None:
                notes.append(f"工作表「{part.name}」是图表或对话框，没有单元格，已跳过。")
            else:
                sheets.append(_sheet(file, part, part.part, package, strings, limits))
    return sheets, notes


def _sheet(
    file: zipfile.ZipFile, sheet: SheetPart, part: str, package: Package, strings: pa.Array, limits: IntakeLimits
) -> Sheet:
    try:
        plain = read_plain(file, part, package, strings)
        merges, marks = plain.merges, plain.marks
        cells = cells_from_columns(plain.columns, 1, sheet=sheet.name, limits=limits, marks=marks)
    except NotPlainError:
        found = read_sheet(file, part, package, strings.to_pylist())
        merges, marks = found.merges, found.marks
        cells = cells_from_rows(found.sorted_rows(), sheet=sheet.name, limits=limits, marks=marks)
    if len(merges) > limits.merges:
        raise UnreadableFile(
            f"工作表「{sheet.name}」有 {len(merges)} 处合并单元格，不像正常的台账；请取消合并后再上传。"
        )
    return Sheet(sheet.number, sheet.name, sheet.hidden, cells, tuple(merges), marks_table(marks), package.epoch_1904)
