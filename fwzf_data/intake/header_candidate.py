"""How well a block of rows fits as the header of a ledger: what tells a ledger from another, and from no ledger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log

from fwzf_data.intake.header_likeness import propose
from fwzf_data.intake.header_match import Reading, Remembered, Spellings, spellings, ways_to_read
from fwzf_data.intake.header_table import Grid, Heading
from fwzf_data.intake.header_text import normalise_header, spelling_key
from fwzf_data.intake.ledger import Ledger, meets

TITLE_CHARS = 60
"""Longer texts above a table are remarks, not titles."""
LEVELS = 3
"""Rows a merged header may have."""
_WORTH_A_LOOK = 0.3
"""Blocks with fewer known cells than this share of the best block's are not weighed."""
_MORE_THAN_CHANCE = 2
"""A row of data may hold one word that is also a header."""
_INTERFACE_NAME = 0.6
_LEAST_SCORE = 1.0
"""Below this only words that stand in most ledgers were known."""
_LIKELY, _LIKELY_SHARE = 0.6, 0.5
"""Where hardly a word is known, this share of the columns must be as like as this."""


@dataclass(frozen=True)
class Candidate:
    """One block of rows read as the header of one ledger."""

    table: Spellings
    first: int
    last: int
    headings: tuple[Heading, ...]
    readings: tuple[Reading, ...]
    score: float
    spoken: float = 0.0
    """How many words of the titles speak for the ledger; a word of two ledgers is half a word."""

    @property
    def named(self) -> set[str]:
        return {reading.field for reading in self.readings if reading.field}


def blocks(grid: Grid, tables: Sequence[Spellings], remembered: Remembered) -> list[tuple[int, int]]:
    """Runs of one to three rows that may be a header, by how many of their cells are known spellings.

    A header ends where its merged cells end, and what is printed again further down is not looked at again. One known
    word makes no header below a row that looks like one.
    """
    known = {key for table in tables for key in (*table.known, *table.suggested)}
    known |= {spelling_key(header) for _, header in remembered}
    hits = {
        row: sum(
            spelling_key(normalise_header(text)) in known for _, text in grid.filled(row) if len(text) <= TITLE_CHARS
        )
        for row in grid.rows
    }
    found: dict[tuple[int, int], int] = {}
    numbers = sorted(grid.rows)
    printed: set[tuple[tuple[tuple[int, str], ...], ...]] = set()
    for place, last in enumerate(numbers):
        for depth in range(min(LEVELS, place + 1)):
            run = numbers[place - depth : place + 1]
            if any(after - before != 1 for before, after in pairwise(run)) or (depth and grid.is_banner(run[0])):
                break
            if grid.is_record(run[0]):
                break
            words = tuple(tuple(grid.filled(row)) for row in run)
            if words not in printed and not grid.is_cut(run[0], last):
                found[run[0], last] = sum(hits[row] for row in run)
            printed.add(words)
    enough = max(1.0, _WORTH_A_LOOK * max(found.values(), default=0))
    plain = grid.plain_header()
    if plain is None or (plain, plain) not in found:
        return [block for block, count in found.items() if count >= enough]
    by_chance = {row for row, count in hits.items() if row > plain and count < _MORE_THAN_CHANCE}
    return [
        (first, last)
        for (first, last), count in found.items()
        if (first, last) == (plain, plain)
        or (count >= enough and (last <= plain or set(range(max(first, plain + 1), last + 1)) - by_chance))
    ]


def read_block(
    table: Spellings,
    first: int,
    last: int,
    headings: tuple[Heading, ...],
    rarity: Mapping[str, float],
    remembered: Remembered,
    said: Mapping[str, float],
) -> Candidate:
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
    met = sum(meets(need, named) for need in ledger.needs) / max(len(ledger.needs), 1)
    wanted = [column.name for column in ledger.columns if column.required]
    usual = sum(name in named for name in wanted) / max(len(wanted), 1)
    echoed = sum(any(hint in heading.text for hint in ledger.hints) for heading in headings) / max(len(headings), 1)
    spoken = said.get(ledger.key, 0.0)
    score = told * (0.3 + 0.7 * explained) * (0.4 + 0.6 * met) * (0.85 + 0.15 * usual)
    score *= (1 + 0.6 * min(spoken, 1.0) + 0.15 * min(max(spoken - 1, 0), 2)) * (1 - 0.02 * (last - first))
    score *= 1 + 0.3 * echoed
    return Candidate(table, first, last, headings, readings, score, spoken)


def said_in_titles(texts: Iterable[str], ledgers: Iterable[Ledger]) -> dict[str, float]:
    """Ledger → how many of its telling words the titles say; 「行政处罚信息公示」 says nothing of 「行政处罚信息」."""
    telling: dict[str, set[str]] = {}
    for ledger in ledgers:
        for hint in ledger.hints:
            telling.setdefault(hint, set()).add(ledger.key)
    pattern = _longest_first(tuple(telling))
    heard = {match[0] for text in texts for match in pattern.finditer(text)}
    said: dict[str, float] = {}
    for hint in heard:
        for key in telling[hint]:
            said[key] = said.get(key, 0.0) + 1 / len(telling[hint])
    return said


@lru_cache(maxsize=8)
def _longest_first(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)")


def heads_a_ledger(candidate: Candidate) -> bool:
    """Whether a block really heads its ledger: enough known headers, and something a row can exist by."""
    columns, hits = len(candidate.headings), len(candidate.named)
    if hits >= 5 and hits >= 0.6 * columns:
        return True
    if columns < 2 or hits < 2 or hits < columns / 5 or candidate.score < _LEAST_SCORE:
        return False
    named, needs = candidate.named, candidate.table.ledger.needs
    if hits < min(3, max(2, columns // 2)) or not any(meets(need, named) for need in needs):
        named |= _proposed(candidate, 0.0)
        if len(named) < max(3, columns / 2):
            return False
    return any(meets(need, named) for need in needs)


def can_head(candidate: Candidate) -> bool:
    """Whether what a record of the ledger cannot exist without is named or very likely."""
    named = candidate.named | _proposed(candidate, _LIKELY)
    return candidate.table.ledger.exists_by(named)


def heads_by_likeness(candidate: Candidate) -> bool:
    """Whether a block of words nobody listed is very like its ledger, and a title says so, too."""
    named = candidate.named | _proposed(candidate, _LIKELY)
    wanted = max(4, _LIKELY_SHARE * len(candidate.headings))
    return bool(candidate.spoken and len(named) >= wanted and can_head(candidate))


def _proposed(candidate: Candidate, least: float) -> set[str]:
    """The fields the unknown headings are most like."""
    named = candidate.named
    for heading, reading in zip(candidate.headings, candidate.readings, strict=True):
        if reading.field is None:
            named |= {
                name for name, score in propose(candidate.table, ways_to_read(heading), named)[:1] if score >= least
            }
    return named - candidate.named


@cache
def rarity_of(ledgers: tuple[Ledger, ...]) -> dict[str, float]:
    """How much a spelling says about the ledger: 「备注」 stands in all of them. A row of interface names is second to
    the Chinese one beside it."""
    known = Counter(key for ledger in ledgers for key in spellings(ledger).exact)
    return {
        key: (0.2 + log((len(ledgers) + 1) / count)) * (_INTERFACE_NAME if key.isascii() else 1.0)
        for key, count in known.items()
    }
