"""A file as it was understood before anybody confirmed anything: sheets, header rows, columns with some values."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fwzf_data.intake.grid import Merge
from fwzf_data.intake.header import SIMILAR, ColumnGuess, HeaderGuess, find_header
from fwzf_data.intake.header_match import UNKNOWN
from fwzf_data.intake.ledger import ledger as ledger_of
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.odd_sheets import Rows, continues, side_by_side
from fwzf_data.intake.reader import Sheet, read_workbook
from fwzf_data.settings import IntakeLimits

HEADER_ROWS_LOOKED_AT = 24
"""Titles, a header of three rows and a dozen rows of samples."""
SAMPLES = 5
_SAMPLED_ROWS = 300
_CHUNK = 2**20
NO_LEDGER = "没有认出是哪种台账，整张搁置。如应入库，请选定台账后重新上传。"
NO_HEADER = "没有找到表头，整张搁置。请在数据上面补一行列名，再重新上传。"
EXPLANATION = "看不出是台账，同一文件里另有认得的工作表，整张搁置。如应入库，请单独存成一个文件再上传。"
_EXPLAINS = re.compile("(?:数据)?字典|填[写表报]说明|(?:下拉)?选项|代码表|参数表?")
"""Sheets of templates, ours among them, that say what to write and hold no records."""
EMPTY = "空表。"
RESULT_HEADER, LIST_SHEET = "校验结果", "错误清单"
"""What we add to a returned workbook; sent back with it, neither says anything of a record."""
_TOLD_BY = 2
"""So many known columns make a sheet look like the ledger a person chose."""

Remembered = Mapping[tuple[str, str], str | None]
"""(ledger, normalised header) → field; None: left out on purpose."""


@dataclass(frozen=True)
class ExaminedSheet:
    """One sheet and what its header looks like."""

    sheet: Sheet
    guess: HeaderGuess | None
    reason: str | None
    """Why it is set aside whole, where no ledger was recognised."""
    samples: Mapping[int, tuple[str, ...]]
    """Column number → some of its distinct values."""


@dataclass(frozen=True)
class Examination:
    """One file. It holds the cells, so that rehearsing and loading need not read the file again."""

    path: Path
    file: str
    """The name the user knows it by."""
    sha256: str
    kind: str
    notes: tuple[str, ...]
    sheets: tuple[ExaminedSheet, ...]


def examine(
    path: Path,
    *,
    limits: IntakeLimits = IntakeLimits(),  # noqa: B008 - frozen
    remembered: Remembered | None = None,
    ledger: str | None = None,
    file: str | None = None,
) -> Examination:
    """Read a file and guess the header of every sheet; raises UnreadableFile, or UnknownLedger for a wrong key."""
    if ledger:
        ledger_of(ledger)
    workbook = read_workbook(path, limits)
    name = file or path.name
    alone = len(workbook.sheets) == 1
    sheets = tuple(
        ExaminedSheet(sheet, None, EXPLANATION, {})
        if not alone and (_EXPLAINS.fullmatch(sheet.name.strip()) or sheet.name == LIST_SHEET)
        else examine_sheet(sheet, name, ledger, remembered or {})
        for sheet in workbook.sheets
    )
    if ledger:
        sheets = _without_explanations(sheets, name, remembered or {})
    sheets = _with_next_pages(sheets)
    return Examination(path, name, file_digest(path), workbook.kind, workbook.notes, sheets)


def _without_explanations(
    sheets: tuple[ExaminedSheet, ...], file: str, remembered: Remembered
) -> tuple[ExaminedSheet, ...]:
    """The chosen ledger is that of the sheets that look like one: lists of codes and notes beside them are not."""
    known = [sum(column.field is not None for column in one.guess.columns) if one.guess else 0 for one in sheets]
    doubted = [count < _TOLD_BY and one.guess is not None for count, one in zip(known, sheets, strict=True)]
    if not any(doubted) or max(known) < _TOLD_BY:
        return sheets
    return tuple(
        replace(one, guess=None, reason=EXPLANATION, samples={})
        if doubtful and examine_sheet(one.sheet, file, None, remembered).guess is None
        else one
        for one, doubtful in zip(sheets, doubted, strict=True)
    )


def _with_next_pages(sheets: tuple[ExaminedSheet, ...]) -> tuple[ExaminedSheet, ...]:
    """Of a sheet without a head that looks like the next page of the last one with a head, this is said."""
    found: list[ExaminedSheet] = []
    headed: ExaminedSheet | None = None
    for one in sheets:
        if one.guess:
            headed = one
        elif headed and headed.guess and one.reason in (NO_LEDGER, NO_HEADER, EXPLANATION):
            one = replace(one, reason=continues(one.sheet, headed.sheet, headed.guess) or one.reason)
        found.append(one)
    return tuple(found)


def file_digest(path: Path) -> str:
    """sha256 of a file's bytes."""
    hasher = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def examine_sheet(sheet: Sheet, file: str, chosen: str | None, remembered: Remembered) -> ExaminedSheet:
    """Guess the header of one sheet."""
    if not sheet.cells.num_rows:
        return ExaminedSheet(sheet, None, EMPTY, {})
    top = sheet.cells.slice(0, HEADER_ROWS_LOOKED_AT).to_pydict()
    row_nos, *columns = top.values()
    rows = [(row_no, list(cells)) for row_no, *cells in zip(row_nos, *columns, strict=True)]

    def find(rows: Rows, merges: Sequence[Merge], chosen: str | None = None) -> HeaderGuess | None:
        return find_header(
            rows, merges, sheet=sheet.name, file=file, ledgers=ledgers(), chosen=chosen, remembered=remembered
        )

    guess = find(rows, sheet.merges, chosen)
    if guess is None:
        return ExaminedSheet(sheet, None, NO_HEADER if chosen else NO_LEDGER, {})
    if why := side_by_side(sheet, rows, guess, find):
        return ExaminedSheet(sheet, None, why, {})
    guess = replace(guess, columns=tuple(map(_without_our_result, guess.columns)))
    return ExaminedSheet(sheet, guess, None, _samples(sheet, guess))


def _without_our_result(column: ColumnGuess) -> ColumnGuess:
    """校验结果 resembles 处罚内容, and is what we wrote ourselves."""
    if column.header == RESULT_HEADER and column.how == SIMILAR:
        return replace(column, how=UNKNOWN, proposals=())
    return column


def _samples(sheet: Sheet, guess: HeaderGuess) -> dict[int, tuple[str, ...]]:
    below = sheet.cells.slice(0, _SAMPLED_ROWS).to_pydict()
    row_nos = below.pop("row_no")
    return {
        number: tuple(
            dict.fromkeys(
                text for row_no, text in zip(row_nos, texts, strict=True) if text is not None and row_no > guess.last
            )
        )[:SAMPLES]
        for number, texts in enumerate(below.values(), 1)
    }
