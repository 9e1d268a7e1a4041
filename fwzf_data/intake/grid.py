"""Sheets as Arrow tables: text cell by cell, Excel's own row and column numbers, and marks beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.settings import IntakeLimits

CHUNK_ROWS = 20_480
LAST_COLUMN = 16_384  # XFD, the last a spreadsheet has
_WITHOUT_TEXT = ("error", "no_value")
WIDTH = "width"
"""The mark of a row of a text file that has another number of cells than the row above it; its text says how many."""

MARKS = pa.schema([("row_no", pa.int32()), ("column_no", pa.int16()), ("kind", pa.string()), ("text", pa.string())])

Merge = tuple[int, int, int, int]
Row = tuple[int, Sequence[str | None]]


@dataclass(frozen=True)
class Mark:
    """What the text of a cell cannot say: ``error``, ``no_value``, ``lossy_number``, ``number`` or ``unseen``."""

    row_no: int
    column_no: int
    kind: str
    text: str


@dataclass(frozen=True)
class Sheet:
    number: int
    name: str
    hidden: bool
    cells: pa.Table
    merges: tuple[Merge, ...]
    marks: pa.Table
    epoch_1904: bool = False
    """Whether the numbers of days count from 1904, as in workbooks made on old Macs."""


@dataclass(frozen=True)
class Workbook:
    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]


def column_letters(column_no: int) -> str:
    letters = ""
    while column_no:
        column_no, rest = divmod(column_no - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def marks_table(marks: Iterable[Mark]) -> pa.Table:
    ordered = sorted(set(marks), key=lambda mark: (mark.row_no, mark.column_no, mark.kind))
    return pa.Table.from_arrays(
        [
            pa.array([mark.row_no for mark in ordered], pa.int32()),
            pa.array([mark.column_no for mark in ordered], pa.int16()),
            pa.array([mark.kind for mark in ordered], pa.string()),
            pa.array([mark.text for mark in ordered], pa.string()),
        ],
        schema=MARKS,
    )


def cells_from_rows(rows: Iterable[Row], *, sheet: str, limits: IntakeLimits, marks: Sequence[Mark] = ()) -> pa.Table:
    """Arrow cells from ascending sparse rows; blank rows vanish, their numbers stay missing.

    ``marks`` may still be growing while ``rows`` are read; a row with an error or an uncomputed formula is not blank.
    """
    chunks = []
    remaining = iter(rows)
    while chunk := list(itertools.islice(remaining, CHUNK_ROWS)):
        chunks.append(_columns(chunk, sheet, limits, marks))
    width = max((len(columns) - 1 for columns in chunks), default=0)
    width = max(width, _last_marked_column(marks, limits))
    schema = cells_schema(width)
    batches = []
    for columns in chunks:
        height = len(columns[0])
        missing = [pa.nulls(height, pa.string())] * (width + 1 - len(columns))
        if height:
            batches.append(pa.record_batch([*columns, *missing], schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _columns(chunk: list[Row], sheet: str, limits: IntakeLimits, marks: Sequence[Mark]) -> list[pa.Array]:
    """Row numbers and text columns of one chunk, blank rows and trailing blank columns gone."""
    if chunk[-1][0] > limits.rows:
        raise too_tall(sheet, limits)
    texts = [
        values if len(values) <= limits.columns else _used(row_no, values, sheet, limits) for row_no, values in chunk
    ]
    columns = [blanks_to_null(pa.array(column, pa.string())) for column in itertools.zip_longest(*texts)]
    while columns and columns[-1].null_count == len(chunk):
        columns.pop()
    numbers = pa.array([row_no for row_no, _ in chunk], pa.int32())
    for column_no, column in enumerate(columns, 1):
        _refuse_long(column, numbers, column_no, sheet, limits)
    return _filled_rows([numbers, *columns], marks)


def _used(row_no: int, values: Sequence[str | None], sheet: str, limits: IntakeLimits) -> Sequence[str | None]:
    used = max((at for at, value in enumerate(values, 1) if value is not None and value.strip()), default=0)
    if used > limits.columns:
        raise too_wide(sheet, row_no, used, limits)
    return values[:used]


def blanks_to_null(column: pa.Array) -> pa.Array:
    """A cell of nothing but blanks, full-width ones among them, is blank."""
    blank = pc.or_(pc.equal(column, ""), pc.utf8_is_space(column))
    return pc.if_else(blank, pa.scalar(None, pa.string()), column) if pc.any(blank).as_py() else column


def _refuse_long(column: pa.Array, numbers: pa.Array, column_no: int, sheet: str, limits: IntakeLimits) -> None:
    if (pc.max(pc.binary_length(column)).as_py() or 0) <= limits.cell_chars:
        return
    lengths = pc.utf8_length(column)
    longest = pc.max(lengths).as_py()
    if longest > limits.cell_chars:
        raise too_long(sheet, numbers[pc.index(lengths, longest).as_py()].as_py(), column_no, longest, limits)


def _filled_rows(columns: list[pa.Array], marks: Sequence[Mark]) -> list[pa.Array]:
    """Without the blank rows; the first column is the row number."""
    if any(not column.null_count for column in columns[1:]):
        return columns
    marked = pa.array(sorted({mark.row_no for mark in marks if mark.kind in _WITHOUT_TEXT}), pa.int32())
    filled = pc.is_in(columns[0], marked)
    for column in columns[1:]:
        filled = pc.or_(filled, pc.is_valid(column))
    return columns if pc.all(filled).as_py() else [column.filter(filled) for column in columns]


def _last_marked_column(marks: Sequence[Mark], limits: IntakeLimits) -> int:
    last = max((mark.column_no for mark in marks if mark.kind in _WITHOUT_TEXT), default=0)
    return min(last, limits.columns)


def cells_from_columns(
    columns: Sequence[pa.Array], first_column: int, *, sheet: str, limits: IntakeLimits, marks: Sequence[Mark] = ()
) -> pa.Table:
    """Arrow cells from a dense range that begins in row 1 and ``first_column``; blanks are null already."""
    height = len(columns[0]) if columns else 0
    columns = list(columns)
    while columns and columns[-1].null_count == height:
        columns.pop()
    width = first_column - 1 + len(columns)
    if columns and width > limits.columns:
        raise too_wide(sheet, pc.index(pc.is_valid(columns[-1]), True).as_py() + 1, width, limits)
    if height > limits.rows:
        raise too_tall(sheet, limits)
    numbers = pa.array(np.arange(1, height + 1, dtype=np.int32))
    for column_no, column in enumerate(columns, first_column):
        _refuse_long(column, numbers, column_no, sheet, limits)
    numbers, *columns = _filled_rows([numbers, *columns], marks)
    width = max(width if columns else 0, _last_marked_column(marks, limits))
    blank = pa.nulls(len(numbers), pa.string())
    columns = [blank] * (first_column - 1) + columns
    columns = columns[:width] + [blank] * (width - len(columns))
    table = pa.Table.from_arrays([numbers, *columns], schema=cells_schema(width))
    return pa.Table.from_batches(table.to_batches(max_chunksize=CHUNK_ROWS), schema=table.schema)


def cells_schema(width: int) -> pa.Schema:
    return pa.schema([("row_no", pa.int32()), *((f"c{n}", pa.string()) for n in range(1, width + 1))])


def too_wide(sheet: str, row_no: int, column_no: int, limits: IntakeLimits) -> UnreadableFile:
    address = f"{column_letters(min(column_no, LAST_COLUMN))}{row_no}"
    return UnreadableFile(
        f"工作表「{sheet}」的 {address} 单元格超出了 {limits.columns} 列，请删除表格右边多余的列后再上传。"
    )


def too_tall(sheet: str, limits: IntakeLimits) -> UnreadableFile:
    return UnreadableFile(f"工作表「{sheet}」超过 {limits.rows} 行，请按年或按月拆成几个文件后再上传。")


def too_long(sheet: str, row_no: int, column_no: int, chars: int, limits: IntakeLimits) -> UnreadableFile:
    return UnreadableFile(
        f"工作表「{sheet}」的 {column_letters(column_no)}{row_no} 单元格有 {chars} 个字，"
        f"超过了 {limits.cell_chars} 个字的上限，请缩短后再上传。"
    )
