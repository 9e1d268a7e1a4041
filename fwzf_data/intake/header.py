"""Where a sheet's table begins, which ledger it is, and which column holds which field.

A pure function of the first rows. A known spelling maps a column, likeness only proposes, and two columns that
claim one field are both left to a person: nothing is mapped wrong without asking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fwzf_data.intake.header_candidate import (
    LEVELS,
    TITLE_CHARS,
    Candidate,
    blocks,
    can_head,
    heads_a_ledger,
    heads_by_likeness,
    rarity_of,
    read_block,
    said_in_titles,
)
from fwzf_data.intake.header_cells import contradict, plausible, rule_out
from fwzf_data.intake.header_codes import doubted_words, word_proposals
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
    ways_to_propose,
    ways_to_read,
)
from fwzf_data.intake.header_numbers import doubted_number, number_proposals
from fwzf_data.intake.header_table import Grid, Heading
from fwzf_data.intake.header_text import normalise_header, unit_alone
from fwzf_data.intake.header_title import reporting_unit, title_unit, title_year
from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import JOINED

__all__ = ["ColumnGuess", "HeaderGuess", "find_header", "normalise_header"]

SIMILAR = "相似"

_SAMPLES = 12
"""Cells below a header that are looked at before it is proposed for a field."""
_LOOKED_AT = 3
"""Ledgers tried by likeness where too few words are known."""
_OF_A_PAPER = ("号", "编码", "代码")
"""A generic word that ends so numbers the paper its parent names: 催告/文书号."""
_AS_LIKELY = 0.1
"""A child keeps its meaning where, with its parents, it is that much less like its field than like another."""
_RIVAL = 0.8
"""A ledger with this share of the winner's score is named as a rival."""
_TITLED, _TITLED_RIVAL, _TITLED_COLUMNS = 1.0, 0.2, 3
"""So many words of the titles more than for the winner make a rival of a ledger with this share of its score."""
_HARDLY_KNOWN = 0.25
"""Where a smaller share of the winner's columns is known, any ledger the titles speak more for is a rival."""


@dataclass(frozen=True)
class ColumnGuess:
    """One column with a header."""

    column_no: int
    header: str
    """As written, levels of a merged header joined by ``/``."""
    field: str | None
    how: str
    """同义词 已确认 合读 (a 月 or 日 with its 年) 相似 未识别 冲突 (another header claims the field, too)"""
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
    rarity = rarity_of(tuple(ledgers.values()))
    best_of: dict[str, Candidate] = {}
    heads: dict[str, list[Candidate]] = {}
    for first, last in blocks(grid, tables, remembered):
        headings = tuple(grid.headings(first, last))
        said = said_in_titles((sheet, file, *_titles(grid, first, len(headings))), open_to.values())
        for table in tables:
            candidate = read_block(table, first, last, headings, rarity, remembered, said)
            key = table.ledger.key
            if heads_a_ledger(candidate):
                heads.setdefault(key, []).append(candidate)
            if candidate.named and (key not in best_of or candidate.score > best_of[key].score):
                best_of[key] = candidate
    ranked = sorted(best_of.values(), key=lambda candidate: -candidate.score)
    likely = ranked if chosen else [candidate for candidate in ranked if heads_a_ledger(candidate)]
    likely = likely or [candidate for candidate in ranked[:_LOOKED_AT] if heads_by_likeness(candidate)]
    if not likely:
        return _unknown_header(grid, tables[0], sheet, file) if chosen else None
    best = likely[0]
    until = _end_of_first_table(best, [one for found in heads.values() for one in found], grid)
    if until is not None:  # another ledger's table stands above: what follows it is told by its own header, in misread
        top = {row: cells for row, cells in grid.rows.items() if row < until}
        return find_header(
            list(top.items()), grid.merges, sheet=sheet, file=file, ledgers=ledgers, remembered=remembered
        )
    head = _first_with_records(best, heads.get(best.table.ledger.key, []), grid)
    ranked = [one for one in ranked if one.first <= best.last or not _records_between(best, one.first, grid)]
    likely = [one for one in likely if one in ranked]
    return _guess(head, grid, _rivals(best, likely, ranked), sheet, file)


def _end_of_first_table(best: Candidate, heads: Sequence[Candidate], grid: Grid) -> int | None:
    """The row where the best header begins, if the table of another ledger with records of its own stands above it."""
    own = best.table.ledger.key
    is_stacked = any(
        one.table.ledger.key != own and one.last < best.first and _records_between(one, best.first, grid)
        for one in heads
    )
    return best.first if is_stacked else None


def _first_with_records(best: Candidate, heads: Sequence[Candidate], grid: Grid) -> Candidate:
    """The first header of the ledger that has records of its own above the best one: theirs would be lost as titles."""
    above = [one for one in heads if one.last < best.first and _records_between(one, best.first, grid)]
    if not above:
        return best
    end = min(one.last for one in above)
    return max((one for one in above if one.first <= end), key=lambda one: one.score)


def _records_between(head: Candidate, until: int, grid: Grid) -> bool:
    """Whether a row between a header and the next is filled like a record: half of its columns, a figure among them."""
    columns = [heading.column_no for heading in head.headings]
    for row in range(head.last + 1, until):
        if row not in grid.rows or grid.explains_columns(row) or grid.numbers_columns(row, columns):
            continue
        texts = [text for _, text in grid.filled(row)]
        is_head = sum(head.table.field_of(normalise_header(text)) is not None for text in texts) > 1
        if 2 * len(texts) >= len(columns) and not is_head and any(re.search(r"\d", text) for text in texts):
            return True
    return False


def _titles(grid: Grid, first: int, columns: int) -> list[str]:
    """What stands above a block in rows that are no rows of a table."""
    above = [grid.filled(row) for row in sorted(grid.rows) if row < first]
    return [text for cells in above if 2 * len(cells) <= columns for _, text in cells if len(text) <= TITLE_CHARS]


def _rivals(best: Candidate, likely: Sequence[Candidate], ranked: Sequence[Candidate]) -> tuple[tuple[str, float], ...]:
    """Ledgers nearly as likely. One the titles speak for, and not for the winner, is as likely as the winner, if its
    records could exist by these columns; where hardly a word of the winner is known, the titles alone make a rival."""
    named = {
        rival.table.ledger.key: round(rival.score, 2)
        for rival in likely
        if rival is not best and rival.score >= _RIVAL * best.score
    }
    is_guessed = len(best.named) < _HARDLY_KNOWN * len(best.headings)
    for rival in ranked:
        is_titled = rival.spoken - best.spoken >= _TITLED and len(rival.named) >= _TITLED_COLUMNS and can_head(rival)
        is_named = is_titled and rival.score >= _TITLED_RIVAL * best.score
        if is_named or (is_guessed and rival.spoken > best.spoken):
            named[rival.table.ledger.key] = round(best.score, 2)
    return tuple(sorted(named.items(), key=lambda rival: -rival[1]))


def _guess(best: Candidate, grid: Grid, rivals: tuple[tuple[str, float], ...], sheet: str, file: str) -> HeaderGuess:
    last, units = _rows_below(best, grid)
    below = [row for row in sorted(grid.rows) if row > last]
    samples = {
        heading.column_no: [text for row in below if (text := grid.text(row, heading.column_no))][:_SAMPLES]
        for heading in best.headings
    }
    readings = [
        _doubted(heading, reading, best.table) for heading, reading in zip(best.headings, best.readings, strict=True)
    ]
    readings = _chosen_by_cells(best, readings, samples)
    named = {reading.field for reading in readings if reading.field}
    readings = [
        doubted_number(best.table, doubted_words(best.table, reading, named, cells), cells)
        for reading, cells in zip(readings, samples.values(), strict=True)
    ]
    claims = Counter(reading.field for reading in readings if reading.field and reading.how != JOINED)
    confirmed = Counter(reading.field for reading in readings if reading.how == CONFIRMED and reading.field)
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
            cells = samples[heading.column_no]
            proposals = propose(best.table, ways_to_propose(heading), claims, cells, unit)
            proposals = number_proposals(best.table, reading, proposals, claims, cells)
            proposals = word_proposals(best.table, normalise_header(heading.path[-1]), proposals, claims, cells)
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


def _chosen_by_cells(
    best: Candidate, readings: Sequence[Reading], samples: Mapping[int, Sequence[str]]
) -> list[Reading]:
    """Of the fields a header steps in for, the one its cells are the words of: 完成情况 over 已完成 is the state. None
    where they speak against all of them: 单位 over 件, 件, 辆 is no office. A word that means its field whatever stands
    beside it is doubted where no cell can be the field's."""
    taken = {reading.field for reading in readings}
    joined = {reading.field for reading in readings if reading.how == JOINED}
    chosen = []
    for heading, reading in zip(best.headings, readings, strict=True):
        if not reading.field or reading.field in joined or reading.how == CONFIRMED:
            chosen.append(reading)
            continue
        cells = samples[heading.column_no]
        free = [name for name in reading.steps_in if name == reading.field or name not in taken] or [reading.field]
        likeliest = max((best.table.ledger.column(name) for name in free), key=lambda field: plausible(field, cells))
        is_doubtful = rule_out(likeliest, cells) or (bool(reading.steps_in) and contradict(likeliest, cells))
        chosen.append(Reading(None, UNKNOWN, reading.key) if is_doubtful else replace(reading, field=likeliest.name))
    return chosen


def _doubted(heading: Heading, reading: Reading, table: Spellings) -> Reading:
    """A child read alone is dropped where its parent may change it: 告知/送达日期 is no 决定书送达日期, and 催告/文书号
    not the number by which the ledger's records go."""
    if reading.is_whole or not reading.field or repeats_parents(heading):
        return reading
    is_of_parent = reading.steps_in and reading.key.endswith(_OF_A_PAPER)
    if is_of_parent or not table.tells_by_itself(heading, reading.field):
        return Reading(None, UNKNOWN, reading.key)
    proposed = propose(table, ways_to_read(heading)[:-1])
    is_likely = not proposed or dict(proposed).get(reading.field, 0.0) >= proposed[0][1] - _AS_LIKELY
    return reading if is_likely else Reading(None, UNKNOWN, reading.key)


def _rows_below(best: Candidate, grid: Grid) -> tuple[int, dict[int, str]]:
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
    """For a ledger a person chose, where no header is known: the first row with the most short, different words, with
    the rows its merged cells reach down to."""
    worth = {
        row: len({text for _, text in grid.filled(row) if len(text) <= 20 and not re.match(r"[\d.\-/]+$", text)})
        for row in sorted(grid.rows)
        if not grid.is_record(row)
    }
    row = grid.plain_header() or max(worth, key=lambda number: worth[number], default=None)
    if row is None or worth[row] < 2:
        return None
    last = next((below for below in range(row, row + LEVELS) if not grid.is_cut(row, below)), row)
    headings = tuple(grid.headings(row, last))
    nothing = tuple(Reading(None, UNKNOWN, "") for _ in headings)
    return _guess(Candidate(table, row, last, headings, nothing, 0.0), grid, (), sheet, file)
