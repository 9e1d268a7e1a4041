"""Where a sheet's table begins, which ledger it is, and which column holds which field.

A pure function of the first rows. A known spelling maps a column, likeness only proposes, and two columns that
claim one field are both left to a person: nothing is mapped wrong without asking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from fwzf_data.intake.header_likeness import Proposals, propose
from fwzf_data.intake.header_match import (
    CLASH,
    CONFIRMED,
    UNKNOWN,
    Reading,
    Remembered,
    Spellings,
    repeats_parents,
    spellings,
    ways_to_read,
)
from fwzf_data.intake.header_table import Grid, Heading
from fwzf_data.intake.header_text import normalise_header, spelling_key, split_header, unit_alone
from fwzf_data.intake.header_title import reporting_unit, title_unit, title_year
from fwzf_data.intake.ledger import Ledger

__all__ = ["ColumnGuess", "HeaderGuess", "find_header", "is_repeated_header", "normalise_header"]

SIMILAR = "相似"

_LEVELS = 3
"""Rows a merged header may have."""
_WORTH_A_LOOK = 0.3
"""Blocks with fewer known cells than this share of the best block's are not weighed."""
_SAMPLES = 12
"""Cells below a header that are looked at before it is proposed for a field."""
_TITLE_CHARS = 60
"""Longer texts above a table are remarks, not titles."""
_INTERFACE_NAME = 0.6
_LEAST_SCORE = 1.0
"""Below this only words that stand in most ledgers were known."""
_RIVAL = 0.8
"""A ledger with this share of the winner's score is named as a rival."""


@dataclass(frozen=True)
class ColumnGuess:
    """One column with a header."""

    column_no: int
    header: str
    """As written, levels of a merged header joined by ``/``."""
    field: str | None
    how: str
    """同义词 已确认 相似 未识别 冲突 (another header claims the field, too)"""
    proposals: Proposals = ()
    """Fields it may mean, best first; never used before a person agrees."""
    unit: str | None = None


@dataclass(frozen=True)
class HeaderGuess:
    """What the head of a sheet says."""

    ledger: str
    first: int
    last: int
    """Excel rows of the header, with rows of units and column numbers below it."""
    columns: tuple[ColumnGuess, ...]
    score: float
    """Comparable between the ledgers of one sheet only."""
    rivals: tuple[tuple[str, float], ...] = ()
    title_unit: str | None = None
    title_year: int | None = None
    reporting_unit: str | None = None


@dataclass(frozen=True)
class _Candidate:
    """One block of rows read as the header of one ledger."""

    table: Spellings
    first: int
    last: int
    headings: tuple[Heading, ...]
    readings: tuple[Reading, ...]
    score: float

    @property
    def named(self) -> set[str]:
        return {reading.field for reading in self.readings if reading.field}


def find_header(
    rows: Sequence[tuple[int, list[str | None]]],
    merges: Iterable[tuple[int, int, int, int]],
    *,
    sheet: str,
    file: str,
    ledgers: Mapping[str, Ledger],
    chosen: str | None = None,
    remembered: Remembered | None = None,
) -> HeaderGuess | None:
    """Find the header among the first rows of a sheet; None where the sheet is no ledger (说明, 字典, 统计).

    ``rows`` are (Excel row, cells); blank rows may be missing. ``chosen`` fixes the ledger.
    """
    remembered = remembered or {}
    grid = Grid(dict(rows), tuple(merges))
    open_to = {chosen: ledgers[chosen]} if chosen else ledgers
    tables = [spellings(ledger) for ledger in open_to.values()]
    rarity = _rarity(ledgers)
    best_of: dict[str, _Candidate] = {}
    for first, last in _blocks(grid, tables, remembered):
        headings = tuple(grid.headings(first, last))
        texts = [heading.text for heading in headings]
        above = [text for row in grid.rows if row < first for _, text in grid.filled(row) if len(text) <= _TITLE_CHARS]
        around = "\n".join((sheet, file, *above))
        for table in tables:
            candidate = _candidate(table, first, last, headings, texts, rarity, remembered, around)
            key = table.ledger.key
            if candidate.named and (key not in best_of or candidate.score > best_of[key].score):
                best_of[key] = candidate
    ranked = sorted(best_of.values(), key=lambda candidate: -candidate.score)
    likely = ranked if chosen else [candidate for candidate in ranked if _heads_a_ledger(candidate)]
    if not likely:
        return _unknown_header(grid, tables[0], sheet, file) if chosen else None
    best, *others = likely
    rivals = [(rival.table.ledger.key, round(rival.score, 2)) for rival in others if rival.score >= _RIVAL * best.score]
    return _guess(best, grid, tuple(rivals), sheet, file)


def is_repeated_header(row_cells: Sequence[str | None], guess: HeaderGuess) -> bool:
    """Whether a row further down prints the header again, as at the top of each page."""
    pieces = {
        column.column_no: {spelling_key(split_header(part)[0]) for part in (column.header, *column.header.split("/"))}
        for column in guess.columns
    }
    filled = [(place, text) for place, text in enumerate(row_cells, start=1) if text and text.strip()]
    same = sum(spelling_key(normalise_header(text)) in pieces.get(place, ()) for place, text in filled)
    return same >= 2 and same >= 0.6 * len(filled)


def _blocks(grid: Grid, tables: Sequence[Spellings], remembered: Remembered) -> list[tuple[int, int]]:
    """Runs of one to three rows that may be a header, by how many of their cells are known spellings."""
    known = {key for table in tables for key in (*table.exact, *table.words, *table.suggested)}
    known |= {spelling_key(header) for _, header in remembered}
    hits = {
        row: sum(
            spelling_key(normalise_header(text)) in known for _, text in grid.filled(row) if len(text) <= _TITLE_CHARS
        )
        for row in grid.rows
    }
    found: dict[tuple[int, int], int] = {}
    numbers = sorted(grid.rows)
    for place, last in enumerate(numbers):
        for depth in range(min(_LEVELS, place + 1)):
            run = numbers[place - depth : place + 1]
            if any(after - before != 1 for before, after in pairwise(run)) or (depth and grid.is_banner(run[0])):
                break
            found[run[0], last] = sum(hits[row] for row in run)
    enough = max(1.0, _WORTH_A_LOOK * max(found.values(), default=0))
    return [block for block, count in found.items() if count >= enough]


def _candidate(
    table: Spellings,
    first: int,
    last: int,
    headings: tuple[Heading, ...],
    texts: Sequence[str],
    rarity: Mapping[str, float],
    remembered: Remembered,
    around: str,
) -> _Candidate:
    """How well a block fits a ledger: rare matches, share explained, what its rows need, words in the titles."""
    ledger = table.ledger
    readings = tuple(table.read(headings, remembered))
    named: set[str] = set()
    told = 0.0
    for heading, reading in zip(headings, readings, strict=True):
        if reading.field and reading.field not in named:
            named.add(reading.field)
            label = 1.2 if table.is_label(normalise_header(heading.path[-1]), reading.field) else 1.0
            told += (
                rarity.get(reading.key, 1.0) * label * (0.7 if reading.steps_in else 1.0 if reading.is_whole else 0.8)
            )
    explained = sum(bool(reading.field or reading.gave_way) for reading in readings) / max(len(headings), 1)
    met = sum(_meets(need, named) for need in ledger.needs) / max(len(ledger.needs), 1)
    wanted = [column.name for column in ledger.columns if column.required]
    usual = sum(name in named for name in wanted) / max(len(wanted), 1)
    spoken = sum(hint in around for hint in ledger.hints)
    echoed = sum(any(hint in text for hint in ledger.hints) for text in texts) / max(len(headings), 1)
    score = told * (0.3 + 0.7 * explained) * (0.4 + 0.6 * met) * (0.85 + 0.15 * usual)
    score *= (1 + 0.4 * (spoken > 0) + 0.15 * min(max(spoken - 1, 0), 2)) * (1 - 0.02 * (last - first))
    score *= 1 + 0.3 * echoed
    return _Candidate(table, first, last, headings, readings, score)


def _meets(need: str, named: set[str]) -> bool:
    return any(all(field in named for field in way.split("+")) for way in need.split("|"))


def _heads_a_ledger(candidate: _Candidate) -> bool:
    """Whether a block really heads its ledger: enough known headers, and something a row can exist by."""
    columns, hits = len(candidate.headings), len(candidate.named)
    if hits >= 5 and hits >= 0.6 * columns:
        return True
    if columns < 2 or hits < 2 or hits < columns / 5 or candidate.score < _LEAST_SCORE:
        return False
    named, needs = candidate.named, candidate.table.ledger.needs
    if hits < min(3, max(2, columns // 2)) or not any(_meets(need, named) for need in needs):
        for heading, reading in zip(candidate.headings, candidate.readings, strict=True):
            if reading.field is None:
                named |= {name for name, _ in propose(candidate.table, ways_to_read(heading), named)[:1]}
        if len(named) < max(3, columns / 2):
            return False
    return any(_meets(need, named) for need in needs)


def _guess(best: _Candidate, grid: Grid, rivals: tuple[tuple[str, float], ...], sheet: str, file: str) -> HeaderGuess:
    last, units = _rows_below(best, grid)
    readings = [
        _doubted(heading, reading, best.table) for heading, reading in zip(best.headings, best.readings, strict=True)
    ]
    claims = Counter(reading.field for reading in readings if reading.field)
    confirmed = Counter(reading.field for reading in readings if reading.how == CONFIRMED and reading.field)
    below = [row for row in sorted(grid.rows) if row > last]
    columns = []
    for heading, reading in zip(best.headings, readings, strict=True):
        field, how = reading.field, reading.how
        unit = heading.unit or units.get(heading.column_no)
        proposals: Proposals = ()
        if reading.gave_way:
            proposals = ((reading.gave_way, 0.9),)
        elif field and claims[field] > 1 and (how != CONFIRMED or confirmed[field] > 1):
            how, proposals = (UNKNOWN, ()) if confirmed[field] == 1 else (CLASH, ((field, 1.0),))
            field = None
        elif field is None and how != CONFIRMED:
            samples = [text for row in below if (text := grid.text(row, heading.column_no))][:_SAMPLES]
            proposals = propose(best.table, ways_to_read(heading), claims, samples, unit)
            how = SIMILAR if proposals else UNKNOWN
        columns.append(ColumnGuess(heading.column_no, heading.text, field, how, proposals, unit))
    above = [[text for _, text in grid.filled(row)] for row in sorted(grid.rows) if row < best.first]
    titles = [text for cells in above for text in cells]
    return HeaderGuess(
        ledger=best.table.ledger.key,
        first=best.first,
        last=last,
        columns=tuple(columns),
        score=round(best.score, 2),
        rivals=rivals,
        title_unit=title_unit(titles),
        title_year=title_year(titles) or title_year([sheet]) or title_year([file]),
        reporting_unit=reporting_unit(above),
    )


def _doubted(heading: Heading, reading: Reading, table: Spellings) -> Reading:
    """A child read alone is dropped where its parent may change it: 告知/送达日期 is no 决定书送达日期."""
    if reading.is_whole or not reading.field or repeats_parents(heading):
        return reading
    if not table.tells_by_itself(heading, reading.field):
        return Reading(None, UNKNOWN, reading.key)
    proposed = propose(table, ways_to_read(heading)[:-1])
    return reading if not proposed or proposed[0][0] == reading.field else Reading(None, UNKNOWN, reading.key)


def _rows_below(best: _Candidate, grid: Grid) -> tuple[int, dict[int, str]]:
    """The last row of the header with the rows of units, column numbers and repeated names below it; the units."""
    last = best.last
    units: dict[int, str] = {}
    fields = {
        heading.column_no: reading.field
        for heading, reading in zip(best.headings, best.readings, strict=True)
        if reading.field
    }
    for row in sorted(number for number in grid.rows if number > best.last):
        cells = [(column, text) for column, text in grid.filled(row) if column in fields]
        same = sum(best.table.field_of(normalise_header(text)) == fields[column] for column, text in cells)
        if grid.explains_columns(row):
            units |= {column: unit for column, text in grid.filled(row) if (unit := unit_alone(text))}
        elif not grid.numbers_columns(row, [heading.column_no for heading in best.headings]) and not (
            same >= 3 and same >= 0.6 * len(cells)
        ):
            break
        last = row
    return last, units


def _unknown_header(grid: Grid, table: Spellings, sheet: str, file: str) -> HeaderGuess | None:
    """For a ledger a person chose, where no header is known: the first row with the most short, different words."""
    worth = {
        row: len({text for _, text in grid.filled(row) if len(text) <= 20 and not re.match(r"[\d.\-/]+$", text)})
        for row in sorted(grid.rows)
    }
    row = max(worth, key=lambda number: worth[number], default=None)
    if row is None or worth[row] < 2:
        return None
    headings = tuple(grid.headings(row, row))
    nothing = tuple(Reading(None, UNKNOWN, "") for _ in headings)
    return _guess(_Candidate(table, row, row, headings, nothing, 0.0), grid, (), sheet, file)


def _rarity(ledgers: Mapping[str, Ledger]) -> dict[str, float]:
    """How much a spelling says about the ledger: 「备注」 stands in all of them. A row of interface names is second to
    the Chinese one beside it."""
    known = Counter(key for ledger in ledgers.values() for key in spellings(ledger).exact)
    return {
        key: (0.2 + log((len(ledgers) + 1) / count)) * (_INTERFACE_NAME if key.isascii() else 1.0)
        for key, count in known.items()
    }
