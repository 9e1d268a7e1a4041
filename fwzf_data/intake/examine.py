"""A file as it was understood before anybody confirmed anything: sheets, header rows, columns with some values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fwzf_data.intake.header import HeaderGuess, find_header
from fwzf_data.intake.ledger import ledger as ledger_of
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.reader import Sheet, read_workbook
from fwzf_data.settings import IntakeLimits

HEADER_ROWS_LOOKED_AT = 24
"""Titles, a header of three rows and a dozen rows of samples."""
SAMPLES = 5
_SAMPLED_ROWS = 300
_CHUNK = 2**20
NO_LEDGER = "没有认出是哪种台账，整张搁置。如应入库，请选定台账后重新上传。"
EMPTY = "空表。"

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
    sheets = tuple(examine_sheet(sheet, name, ledger, remembered or {}) for sheet in workbook.sheets)
    return Examination(path, name, file_digest(path), workbook.kind, workbook.notes, sheets)


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
    guess = find_header(
        rows, sheet.merges, sheet=sheet.name, file=file, ledgers=ledgers(), chosen=chosen, remembered=remembered
    )
    return ExaminedSheet(sheet, guess, None if guess else NO_LEDGER, _samples(sheet, guess) if guess else {})


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
