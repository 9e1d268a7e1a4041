"""Sheets as Arrow tables: text cell by cell, Excel's own row and column numbers, and marks beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.settings import IntakeLimits

CHUNK_ROWS = 20_480

MARKS = pa.schema([("row_no", pa.int32()), ("column_no", pa.int16()), ("kind", pa.string()), ("text", pa.string())])

Merge = tuple[int, int, int, int]
Row = tuple[int, Sequence[str | None]]


@dataclass(frozen=True)
class Mark:
    """What the text of a cell cannot say: ``error``, ``no_value``, ``lossy_number`` or ``number``."""

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


def cells_from_rows(rows: Iterable[Row], *, sheet: str, limits: IntakeLimits) -> pa.Table:
    """Arrow cells from ascending sparse rows; blank rows vanish, their numbers stay missing."""
    chunks: list[tuple[list[int], list[list[str | None]]]] = []
    numbers: list[int] = []
    columns: list[list[str | None]] = []
    for row_no, values in rows:
        used = 0
        for position, value in enumerate(values, 1):
            if value is not None and not is_blank(value):
                used = position
                if len(value) > limits.cell_chars:
                    raise too_long(sheet, row_no, position, len(value), limits)
        if not used:
            continue
        if used > limits.columns:
            raise too_wide(sheet, row_no, used, limits)
        if row_no > limits.rows:
            raise too_tall(sheet, limits)
        while len(columns) < used:
            columns.append([None] * len(numbers))
        numbers.append(row_no)
        for position, column in enumerate(columns):
            value = values[position] if position < used else None
            column.append(None if value is None or is_blank(value) else value)
        if len(numbers) == CHUNK_ROWS:
            chunks.append((numbers, columns))
            numbers, columns = [], [[] for _ in columns]
            chunks[-1] = (chunks[-1][0], [pa.array(column, pa.string()) for column in chunks[-1][1]])
    chunks.append((numbers, columns))
    return _table(chunks)


def _table(chunks: list[tuple[list[int], list[list[str | None]]]]) -> pa.Table:
    width = len(chunks[-1][1])
    schema = cells_schema(width)
    batches = []
    for numbers, columns in chunks:
        if not numbers and batches:
            continue
        arrays = [pa.array(column, pa.string()) if isinstance(column, list) else column for column in columns]
        arrays += [pa.nulls(len(numbers), pa.string())] * (width - len(arrays))
        batches.append(pa.record_batch([pa.array(numbers, pa.int32()), *arrays], schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def cells_from_columns(columns: Sequence[pa.Array], first_column: int, *, sheet: str, limits: IntakeLimits) -> pa.Table:
    """Arrow cells from a dense range that begins in row 1 and ``first_column``; blanks are null already."""
    columns = list(columns)
    while columns and columns[-1].null_count == len(columns[-1]):
        columns.pop()
    if not columns:
        return cells_schema(0).empty_table()
    height = len(columns[0])
    if first_column - 1 + len(columns) > limits.columns:
        first = pc.index(pc.is_valid(columns[-1]), True).as_py() + 1
        raise too_wide(sheet, first, first_column - 1 + len(columns), limits)
    columns = [pa.nulls(height, pa.string())] * (first_column - 1) + columns
    numbers = pa.array(range(1, height + 1), pa.int32())
    table = pa.Table.from_arrays([numbers, *columns], schema=cells_schema(len(columns)))
    if all(column.null_count for column in columns):
        filled = pc.is_valid(columns[0])
        for column in columns[1:]:
            filled = pc.or_(filled, pc.is_valid(column))
        if not pc.all(filled).as_py():
            table = table.filter(filled)
    return pa.Table.from_batches(table.to_batches(max_chunksize=CHUNK_ROWS), schema=table.schema)


def cells_schema(width: int) -> pa.Schema:
    return pa.schema([("row_no", pa.int32()), *((f"c{n}", pa.string()) for n in range(1, width + 1))])


def is_blank(text: str) -> bool:
    return not text or text.isspace()


def too_wide(sheet: str, row_no: int, column_no: int, limits: IntakeLimits) -> UnreadableFile:
    return UnreadableFile(
        f"工作表「{sheet}」的 {column_letters(column_no)}{row_no} 单元格超出了 {limits.columns} 列，"
        "请删除表格右边多余的列后再上传。"
    )


def too_tall(sheet: str, limits: IntakeLimits) -> UnreadableFile:
    return UnreadableFile(f"工作表「{sheet}」超过 {limits.rows} 行，请按年或按月拆成几个文件后再上传。")


def too_long(sheet: str, row_no: int, column_no: int, chars: int, limits: IntakeLimits) -> UnreadableFile:
    return UnreadableFile(
        f"工作表「{sheet}」的 {column_letters(column_no)}{row_no} 单元格有 {chars} 个字，"
        f"超过了 {limits.cell_chars} 个字的上限，请缩短后再上传。"
    )
