"""Where a sheet's table begins, which ledger it is, and which column holds which field.

A pure function of the first rows. A known spelling maps a column, likeness only proposes, and two columns that
claim one field are both left to a person: nothing is mapped wrong without asking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from fwzf_data.intake.header_match import Spellings, spellings
from fwzf_data.intake.header_table import Grid, Heading
from fwzf_data.intake.header_text import normalise_header, spelling_key, split_header, unit_alone
from fwzf_data.intake.header_title import reporting_unit, title_unit, title_year
from fwzf_data.intake.ledger import Ledger

__all__ = ["ColumnGuess", "HeaderGuess", "find_header", "is_repeated_header", "normalise_header"]

_LEVELS = 3
"""Rows a merged header may have."""
_SAMPLES = 12
"""Cells below a header that are looked at before it is proposed for a field."""
_RIVAL = 0.8
"""A ledger with this share of the winner's score is named as a rival."""
_NEUTRAL = re.compile(
    r"^(?:基本|案件|案卷|主要|其他|其它|相关|有关|具体|详细|登记|台账|数据)*(?:情况|信息|内容|资料|数据|要素|项目|栏目)*$"
)
_PARENT_TAIL = re.compile(r"(?:的?基本)?(?:情况|信息|资料|环节|阶段|事项|部分)$")


@dataclass(frozen=True)
class ColumnGuess:
    """One column with a header."""

    column_no: int
    header: str
    """As written, levels of a merged header joined by ``/``."""
    field: str | None
    how: str
    """同义词 已确认 采纳建议 相似 未识别 冲突"""
    proposals: tuple[tuple[str, float], ...] = ()
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
    ledger: Ledger
    first: int
    last: int
    headings: tuple[Heading, ...]
    fields: tuple[str | None, ...]
    score: float

    @property
    def hits(self) -> int:
        return len({field for field in self.fields if field})


def find_header(
    rows: Sequence[tuple[int, list[str | None]]],
    merges: Iterable[tuple[int, int, int, int]],
    *,
    sheet: str,
    file: str,
    ledgers: Mapping[str, Ledger],
    chosen: str | None = None,
    remembered: Mapping[tuple[str, str], str | None] | None = None,
) -> HeaderGuess | None:
    """Find the header among the first rows of a sheet; None where the sheet is no ledger (说明, 字典, 统计).

    ``rows`` are (Excel row, cells); blank rows may be missing. ``chosen`` fixes the ledger. ``remembered`` holds what
    people decided before: (ledger, normalised header) → field, None for left out on purpose.
    """
    remembered = remembered or {}
    grid = Grid(dict(rows), tuple(merges))
    open_to = {chosen: ledgers[chosen]} if chosen else ledgers
    rarity = _rarity(ledgers)
    by_ledger: dict[str, _Candidate] = {}
    for first, last in _blocks(grid, [spellings(ledger) for ledger in open_to.values()], remembered):
        headings = tuple(grid.headings(first, last))
        if len(headings) < 2 and not chosen:
            continue
        above = [text for row in grid.rows if row < first for _, text in grid.filled(row)]
        for key, ledger in open_to.items():
            candidate = _candidate(ledger, first, last, headings, rarity, remembered, (sheet, file, *above))
            if candidate.hits and (key not in by_ledger or candidate.score > by_ledger[key].score):
                by_ledger[key] = candidate
    ranked = sorted(by_ledger.values(), key=lambda candidate: -candidate.score)
    best = next((candidate for candidate in ranked if chosen or _is_ledger(candidate, grid)), None)
    if best is None:
        return _unknown_header(grid, ledgers[chosen], sheet, file) if chosen else None
    rivals = tuple(
        (other.ledger.key, round(other.score, 2))
        for other in ranked
        if other is not best and other.score >= _RIVAL * best.score and _is_ledger(other, grid)
    )
    return _guess(best, grid, rivals, sheet, file, remembered)


def is_repeated_header(row_cells: Sequence[str | None], guess: HeaderGuess) -> bool:
    """Whether a row further down prints the header again, as at the top of each page."""
    pieces = {
        column.column_no: {spelling_key(split_header(part)[0]) for part in (column.header, *column.header.split("/"))}
        for column in guess.columns
    }
    filled = [(place, text) for place, text in enumerate(row_cells, start=1) if text and text.strip()]
    same = sum(spelling_key(normalise_header(text)) in pieces.get(place, ()) for place, text in filled)
    return same >= 2 and same >= 0.6 * len(filled)


def _blocks(
    grid: Grid, tables: Sequence[Spellings], remembered: Mapping[tuple[str, str], str | None]
) -> Iterator[tuple[int, int]]:
    """Runs of one to three rows that may be a header: some cell of them is a known spelling."""
    known = {key for table in tables for key in (*table.exact, *table.words, *table.suggested)}
    known |= {spelling_key(header) for _, header in remembered}
    numbers = sorted(grid.rows)
    hits = {
        row: sum(spelling_key(part) in known for _, text in grid.filled(row) for part in {normalise_header(text)})
        for row in numbers
    }
    for place, last in enumerate(numbers):
        for depth in range(_LEVELS):
            run = numbers[max(0, place - depth) : place + 1]
            if len(run) <= depth or any(after - before != 1 for before, after in pairwise(run)):
                break
            if depth and grid.is_banner(run[0]):
                break
            if max(hits[row] for row in run) >= 1 and sum(hits[row] for row in run) >= min(2, len(grid.filled(last))):
                yield run[0], last


def _candidate(
    ledger: Ledger,
    first: int,
    last: int,
    headings: tuple[Heading, ...],
    rarity: Mapping[str, float],
    remembered: Mapping[tuple[str, str], str | None],
    around: Sequence[str],
) -> _Candidate:
    """How well one block fits one ledger: rare matches, share explained, what a row needs, and words in the titles."""
    table = spellings(ledger)
    fields: list[str | None] = []
    told = 0.0
    for heading in headings:
        reading = _read(heading, table, remembered)
        fields.append(reading.field)
        if reading.field and reading.field not in fields[:-1]:
            label = 1.2 if table.is_label(normalise_header(heading.path[-1]), reading.field) else 1.0
            told += rarity.get(reading.key, 1.0) * label * (1.0 if reading.certain else 0.8)
    named = {field for field in fields if field}
    explained = sum(field is not None for field in fields) / max(len(headings), 1)
    met = sum(_meets(need, named) for need in ledger.needs) / max(len(ledger.needs), 1)
    spoken = sum(any(hint in text for text in around) for hint in ledger.hints)
    score = told * (0.3 + 0.7 * explained) * (0.4 + 0.6 * met) * (1 + 0.2 * min(spoken, 3))
    score *= 1 - 0.02 * (last - first)
    return _Candidate(ledger, first, last, headings, tuple(fields), score)


@dataclass(frozen=True)
class _Reading:
    field: str | None
    certain: bool
    key: str
    """The spelling that matched."""
    how: str


def _read(heading: Heading, table: Spellings, remembered: Mapping[tuple[str, str], str | None]) -> _Reading:
    """The field of one heading: what was decided before, else the joined header, else its last part alone."""
    whole = normalise_header(heading.text)
    if (place := (table.ledger.key, whole)) in remembered:
        return _Reading(remembered[place], True, spelling_key(whole), "已确认")
    ways = _ways(heading)
    for header in ways:
        if field := table.field_of(header):
            alone = len(heading.path) > 1 and header == ways[-1] and not _is_neutral(heading)
            return _Reading(field, not alone, spelling_key(header), "同义词")
    return _Reading(None, False, spelling_key(whole), "未识别")


def _ways(heading: Heading) -> list[str]:
    """How a heading can be read: 立案信息/日期 as 立案信息日期, 立案日期 and 日期."""
    parts = [normalise_header(part) for part in heading.path]
    if len(parts) == 1:
        return parts
    *parents, leaf = parts
    short = [cut for parent in parents if (cut := _PARENT_TAIL.sub("", parent))]
    ways = ["".join(parts), "".join([*short, leaf]), parents[-1] + leaf, "".join([*short[-1:], leaf]), leaf]
    return list(dict.fromkeys(ways))


def _is_neutral(heading: Heading) -> bool:
    """Whether the parents say nothing about the column: 基本情况, 案件信息."""
    return all(_NEUTRAL.match(normalise_header(parent)) for parent in heading.path[:-1])


def _meets(need: str, named: set[str]) -> bool:
    return any(all(field in named for field in way.split("+")) for way in need.split("|"))


def _is_ledger(candidate: _Candidate, grid: Grid) -> bool:
    """Whether the block really heads this ledger: enough hits, and something a row can exist by."""
    headings = len(candidate.headings)
    if candidate.hits < min(3, max(2, headings // 2)) or candidate.hits < headings / 5:
        return False
    named = {field for field in candidate.fields if field}
    if not any(_meets(need, named) for need in candidate.ledger.needs):
        table = spellings(candidate.ledger)
        for heading, field in zip(candidate.headings, candidate.fields, strict=True):
            if field is None:
                named |= {name for name, _ in table.propose(_ways(heading), named)[:1]}
    return any(_meets(need, named) for need in candidate.ledger.needs)


def _guess(
    best: _Candidate,
    grid: Grid,
    rivals: tuple[tuple[str, float], ...],
    sheet: str,
    file: str,
    remembered: Mapping[tuple[str, str], str | None],
) -> HeaderGuess:
    table = spellings(best.ledger)
    last, units = _rows_below(best, grid, table)
    readings = [_read(heading, table, remembered) for heading in best.headings]
    readings = [
        reading if reading.certain or not reading.field or _agrees(heading, reading.field, table)
        else _Reading(None, False, reading.key, "相似")
        for heading, reading in zip(best.headings, readings, strict=True)
    ]  # fmt: skip
    claims = Counter(reading.field for reading in readings if reading.field)
    confirmed = Counter(reading.field for reading in readings if reading.how == "已确认" and reading.field)
    columns = []
    for heading, reading in zip(best.headings, readings, strict=True):
        field, how = reading.field, reading.how
        proposals: tuple[tuple[str, float], ...] = ()
        if field is not None and claims[field] > 1 and (how != "已确认" or confirmed[field] > 1):
            settled = confirmed[field] == 1
            how, proposals = ("未识别", ()) if settled else ("冲突", ((field, 1.0),))
            field = None
        elif field is None and how != "已确认":
            samples = [text for row in sorted(grid.rows) if row > last and (text := grid.text(row, heading.column_no))]
            proposals = table.propose(_ways(heading), set(claims), samples[:_SAMPLES])
            how = "相似" if proposals else "未识别"
        unit = heading.unit or units.get(heading.column_no)
        columns.append(ColumnGuess(heading.column_no, heading.text, field, how, proposals, unit))
    above = [[text for _, text in grid.filled(row)] for row in sorted(grid.rows) if row < best.first]
    titles = [text for cells in above for text in cells]
    return HeaderGuess(
        ledger=best.ledger.key,
        first=best.first,
        last=last,
        columns=tuple(columns),
        score=round(best.score, 2),
        rivals=rivals,
        title_unit=title_unit(titles),
        title_year=title_year(titles) or title_year([sheet]) or title_year([file]),
        reporting_unit=reporting_unit(above),
    )


def _agrees(heading: Heading, field: str, table: Spellings) -> bool:
    """Whether a child read alone still means its field under its parent: 告知/送达日期 is no 决定书送达日期."""
    proposed = table.propose(_ways(heading)[:-1])
    return not proposed or proposed[0][0] == field


def _rows_below(best: _Candidate, grid: Grid, table: Spellings) -> tuple[int, dict[int, str]]:
    """The last row of the header with the rows of units, column numbers and repeated names below it; the units."""
    last = best.last
    units: dict[int, str] = {}
    columns = [heading.column_no for heading in best.headings]
    by_column = dict(zip(columns, best.fields, strict=True))
    for row in sorted(number for number in grid.rows if number > best.last):
        echoed = [table.field_of(normalise_header(text)) for column, text in grid.filled(row) if by_column.get(column)]
        named = [by_column[column] for column, _ in grid.filled(row) if by_column.get(column)]
        same = sum(one == other for one, other in zip(echoed, named, strict=True))
        if grid.explains_columns(row):
            units |= {column: unit for column, text in grid.filled(row) if (unit := unit_alone(text))}
        elif not grid.numbers_columns(row, columns) and not (same >= 3 and same >= 0.6 * len(named)):
            break
        last = row
    return last, units


def _unknown_header(grid: Grid, ledger: Ledger, sheet: str, file: str) -> HeaderGuess | None:
    """For a ledger a person chose, where no header is known: the first row with the most short, different words."""
    worth = {
        row: len({text for _, text in grid.filled(row) if len(text) <= 20 and not re.match(r"[\d.\-/]+$", text)})
        for row in grid.rows
    }
    row = max(sorted(worth), key=lambda number: worth[number], default=None)
    if row is None or worth[row] < 2:
        return None
    headings = tuple(grid.headings(row, row))
    nothing = _Candidate(ledger, row, row, headings, (None,) * len(headings), 0.0)
    return _guess(nothing, grid, (), sheet, file, {})


def _rarity(ledgers: Mapping[str, Ledger]) -> dict[str, float]:
    """How much a spelling says about the ledger: 「备注」 stands in all of them."""
    known = Counter(key for ledger in ledgers.values() for key in spellings(ledger).exact)
    return {key: 0.2 + log((len(ledgers) + 1) / count) for key, count in known.items()}
