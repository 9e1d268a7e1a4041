"""Workbooks of Excel and WPS (.xlsx, .xlsm): fastexcel reads, one pass over the XML corrects and marks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.grid import Sheet, cells_from_columns, marks_table
from fwzf_data.intake.xlsx_package import open_package
from fwzf_data.settings import IntakeLimits


def read_xlsx(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    with zipfile.ZipFile(path) as file:
        package = open_package(file)
    reader = fastexcel.read_excel(path)
    sheets, notes = [], []
    for index, part in enumerate(package.sheets):
        if part.part is None:
            notes.append(f"工作表「{part.name}」是图表，没有单元格，已跳过。")
            continue
        batch = reader.load_sheet(
            index, header_row=None, skip_rows=0, dtypes="string", eager=True, whitespace_as_null=True
        )
        columns = [_dates(column) for column in batch.columns]
        cells = cells_from_columns(columns, 1, sheet=part.name, limits=limits)
        sheets.append(Sheet(part.number, part.name, part.hidden, cells, (), marks_table([])))
    return sheets, notes


def _dates(column: pa.Array) -> pa.Array:
    column = column.cast(pa.string()) if column.type != pa.string() else column
    whole = pc.and_(pc.equal(pc.binary_length(column), 19), pc.ends_with(column, " 00:00:00"))
    if not pc.any(whole).as_py():
        return column
    return pc.if_else(whole, pc.utf8_slice_codeunits(column, 0, 10), column)
