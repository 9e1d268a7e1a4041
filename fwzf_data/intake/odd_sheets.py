"""Sheets that are read wrong when read by themselves: two ledgers side by side, and a sheet that goes on with another.

Neither is read: whose a column is, and what stands in it, only the clerk knows. What is said tells how to part them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from fwzf_data.intake.grid import Merge, Sheet, column_letters
from fwzf_data.intake.header import ColumnGuess, HeaderGuess, normalise_header
from fwzf_data.intake.ledger import ledger

Rows = Sequence[tuple[int, list[str | None]]]
FindHeader = Callable[[Rows, Sequence[Merge]], HeaderGuess | None]

_MOSTLY = 0.6
"""So many columns of the sheet before it must be written in the first row of one that goes on with it."""
_OF_FIGURES = ("date", "datetime", "money", "int", "decimal")
CONTINUES = "没有表头，像是接着"


def side_by_side(sheet: Sheet, rows: Rows, guess: HeaderGuess, find: FindHeader) -> str | None:
    """Why a sheet with several ledgers beside one another is set aside; None where it holds one table.

    One table may have a blank column, too: its right part has more known columns as part of the whole than alone.
    """
    runs, are_parted = _runs(sheet, guess)
    found = [(first, last, part) for first, last in runs if (part := _alone(sheet, rows, first, last, find))]
    found = [(first, last, part) for first, last, part in found if _is_ledger(part)]
    if len(found) < 2 or not any(_known(part, first, last) > _known(guess, first, last) for first, last, part in found):
        return None
    named = "，".join(
        f"{column_letters(first)}–{column_letters(last)} 列是「{ledger(part.ledger).label}」"
        for first, last, part in found
    )
    one = "如果本是一张表，请删去中间的空列。" if are_parted else ""
    return f"并排放着 {len(found)} 张表（{named}），不能合在一起读，整张搁置。请分放到几张工作表后重新上传。{one}"


def _runs(sheet: Sheet, guess: HeaderGuess) -> tuple[list[tuple[int, int]], bool]:
    """First and last columns of what may be tables of their own, and whether blank columns part them: else a head
    that is the same words again."""
    cells = sheet.cells
    filled = [place for place in range(1, cells.num_columns) if cells[f"c{place}"].null_count < cells.num_rows]
    groups = [[place for _, place in run] for _, run in groupby(enumerate(filled), lambda pair: pair[1] - pair[0])]
    if len(groups) > 1:
        return [(run[0], run[-1]) for run in groups], True
    places = [column.column_no for column in guess.columns]
    heads = [normalise_header(column.header) for column in guess.columns]
    for width in range(2, len(heads) // 2 + 1):
        if len(heads) % width == 0 and heads == heads[:width] * (len(heads) // width):
            return [(places[at], places[at + width - 1]) for at in range(0, len(heads), width)], False
    return [], False


def _alone(sheet: Sheet, rows: Rows, first: int, last: int, find: FindHeader) -> HeaderGuess | None:
    """What some columns look like without the others."""
    only = [
        (row_no, [text if first <= place <= last else None for place, text in enumerate(texts, 1)])
        for row_no, texts in rows
    ]
    merges = [merge for merge in sheet.merges if first <= merge[1] and merge[3] <= last]
    return find([(row_no, texts) for row_no, texts in only if any(texts)], merges)


def _is_ledger(guess: HeaderGuess) -> bool:
    """Whether the head has all a record needs."""
    return ledger(guess.ledger).exists_by({column.field for column in guess.columns if column.field})


def _known(guess: HeaderGuess, first: int, last: int) -> int:
    return sum(column.field is not None and first <= column.column_no <= last for column in guess.columns)


def continues(sheet: Sheet, before: Sheet, guess: HeaderGuess) -> str | None:
    """Why a sheet without a head is set aside that looks like the next page of the one before it; else None."""
    if not sheet.cells.num_rows:
        return None
    texts = [column[0].as_py() for column in sheet.cells.columns[1:]]
    filled = {place for place, text in enumerate(texts, 1) if text is not None}
    places = {column.column_no for column in guess.columns}
    figures = [texts[column.column_no - 1] for column in guess.columns if _is_figure(guess, column, filled)]
    if not filled <= places or len(filled) < max(3, _MOSTLY * len(places)):
        return None
    if not figures or not all(any(sign.isdigit() for sign in text or "") for text in figures):
        return None
    return (
        f"{CONTINUES}「{before.name}」写的，整张搁置。"
        f"请把「{before.name}」的表头复制到这张表的第一行，或把这些行接到那张表下面，再重新上传。"
    )


def _is_figure(guess: HeaderGuess, column: ColumnGuess, filled: set[int]) -> bool:
    """Whether a column that is written on both sheets holds days or numbers."""
    return (
        column.field is not None
        and column.column_no in filled
        and ledger(guess.ledger).column(column.field).type in _OF_FIGURES
    )
