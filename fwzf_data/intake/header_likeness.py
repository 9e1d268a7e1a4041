"""Which fields an unknown header may mean. Likeness only proposes: a person decides.

A header is taken apart into its words (``header_words``). What counts is which of them a known spelling shares, the
rare ones most; the characters in their order, for words nobody listed; the sort of thing each names by its last word;
and what the cells below look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import Hamming, LCSseq

from fwzf_data.intake.header_cells import completed, plausible
from fwzf_data.intake.header_initials import initials
from fwzf_data.intake.header_kinds import kind_of, kinship
from fwzf_data.intake.header_match import Spellings, spellings, unit_fits, written_forms
from fwzf_data.intake.header_text import (
    MONEY_UNITS,
    joined_parts,
    normalise_header,
    spelling_key,
    without_brackets,
    word_key,
)
from fwzf_data.intake.header_words import are_opposites, header_words, is_sort, says_little
from fwzf_data.intake.ledger import Column, Ledger, ledgers

Proposals = tuple[tuple[str, float], ...]

_LEAST = 0.45
"""Below this a proposal is more often wrong than right (measured on spellings taken out of the ledgers)."""
_WORTH_RAISING = 0.6
"""Cells that fit make a good likeness better, never a poor one good: any 审批人 is a person."""
_MOST = 3
_SUGGESTED = 0.95
_KNOWN_IN_PART = 0.93
_KNOWN_ELSEWHERE = 0.8
"""A word that other ledgers have for a field of the same name."""
_ALIKE_AT_MOST = 0.92
_IN_ORDER = 0.2
"""How much of a likeness the order of characters makes, against the words."""
_LITTLE, _UNHEARD = 0.15, 1.2
"""Weight of a word that says little, and of one no spelling of the ledger has."""
_FURTHER = 0.15
"""What each further way to read a heading is worth less: 字号 alone says less than 告知书字号."""
_SAME_LETTERS = 0.85
_MISTYPED = 0.75
_OPPOSED = 0.6
_SORT_ONLY = 0.7
"""Two headers that share only the sort of thing they name are hardly alike: 放行日期 and 决定日期."""
_RARE = 2.2
_NEAREST = 1.15
"""The word before the last tells most: 审批实施日期 is a 实施日期."""
_FITS, _MISFITS, _KNOWN_MISFITS = 1.2, 0.5, 0.6

_IDLE = re.compile(r"(?:名称|信息|描述|明细|登记|记录)$")
_IDLE_START = re.compile(r"^(?:本月|本周|本期|本季度|本年度?|今年|全部|具体|主要|详细|最新|目前|当前)")
_QUESTION = re.compile(r"[谁哪啥咋]|什么|怎么|多少|几[^年月日]|(.)[不没]\1|没$")
"""A spelling put as a question is proposed for as it stands: as one of the forms it would make every 人 a 谁."""
_FIRST = re.compile(r"(?<=[\u4e00-\u9fff])(?:1|一|a|甲)$")
"""「检查人一」 is the first of several."""


@dataclass(frozen=True)
class _Forms:
    """The spellings of a ledger prepared for likeness."""

    written: tuple[str, ...]
    fields: tuple[str, ...]
    words: tuple[Counter[str], ...]
    kinds: tuple[str | None, ...]
    with_word: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    """How much a word tells: 「日期」 little, 「催告」 much."""

    def weigh(self, words: Iterable[tuple[str, int]]) -> float:
        return sum(self._weight(word) * count for word, count in words)

    def tells(self, words: Iterable[str]) -> bool:
        """Whether words say more than what sort of thing is meant, or a sort few fields of the ledger are of."""
        return any(self._weight(word) >= _RARE or not (is_sort(word) or len(word) == 1) for word in words)

    def _weight(self, word: str) -> float:
        return self.weights.get(word, _LITTLE if says_little(word) else _UNHEARD)


def propose(
    table: Spellings,
    headers: Sequence[str],
    taken: Collection[str] = (),
    samples: Sequence[str] = (),
    unit: str | None = None,
) -> Proposals:
    """Fields a header may mean and that are not ``taken``, best first, with a likeness from 0 to 1.

    ``headers`` are ways to read it, the fullest first (「告知送达日期」, then 「送达日期」). ``samples`` are cells
    below it: a column of dates is no party. ``unit`` is the one written in the header: 完成情况（%） is a share.
    """
    scores: dict[str, float] = {}
    forms = _forms(table.ledger)

    def count(field: str, score: float) -> None:
        if field not in taken:
            scores[field] = max(scores.get(field, 0.0), score)

    for rank, header in enumerate(header.rstrip("?") for header in headers):
        for field in table.suggested.get(spelling_key(header), ()):
            count(field, _SUGGESTED - _FURTHER * rank)
        for read, worth in _readings(header, samples):
            worth *= 1 - _FURTHER * rank
            if known := table.exact.get(read) or table.words.get(word_key(read)):
                count(known, _KNOWN_IN_PART * worth)
            for field in table.suggested.get(read, ()):
                count(field, 0.9 * worth)
            if (elsewhere := _elsewhere(table.ledger.key).get(word_key(read))) and table.ledger.has(elsewhere):
                count(elsewhere, _KNOWN_ELSEWHERE * worth)
            for field, likeness in (*_alike(forms, read), *_by_letters(forms, read)):
                count(field, min(likeness, _ALIKE_AT_MOST) * worth)
    judged = []
    known_field = table.field_of(headers[0]) if headers else None
    for field, score in scores.items():
        column = table.ledger.column(field)
        goes_with = plausible(column, samples) * _goes_with(unit, column, field == known_field)
        likely = score * (goes_with if score >= _WORTH_RAISING else min(goes_with, 1.0))
        judged.append((field, likely))
    order = {column.name: place for place, column in enumerate(table.ledger.columns)}
    best = sorted((pair for pair in judged if pair[1] >= _LEAST), key=lambda pair: (-pair[1], order[pair[0]]))
    return tuple((field, round(min(likely, _SUGGESTED), 2)) for field, likely in best[:_MOST])


def _readings(header: str, samples: Sequence[str]) -> list[tuple[str, float]]:
    """Ways to read one header, with their worth: whole, its brackets, without them, without idle words at its ends,
    with the word its cells add."""
    key = spelling_key(header)
    stem, notes = without_brackets(header)
    ways = {key: 1.0} | {spelling_key(note): 0.99 for note in notes if len(note) > 2}
    for place, part in enumerate(joined_parts(header)):
        if not place or not _names_a_sort(part):
            ways.setdefault(spelling_key(part), 0.98 - 0.04 * place)
    bare = spelling_key(stem)
    first = _FIRST.sub("", key)
    for way, worth in (
        (bare, 0.95), (_IDLE.sub("", key), 0.97), (_IDLE.sub("", bare), 0.93), (first, 0.97),
        (_IDLE_START.sub("", key), 0.97),
    ):  # fmt: skip
        if way:
            ways.setdefault(way, worth)
    for way in (key, first):
        for full in completed(way, samples):
            ways.setdefault(full, 0.98)
    return list(ways.items())


def _names_a_sort(text: str) -> bool:
    """Whether a text says only what sort of thing it is: 编号, 日期."""
    return all(is_sort(word) for word in header_words(spelling_key(text)))


def _alike(forms: _Forms, header: str) -> list[tuple[str, float]]:
    """How like a header is to the spellings of each field that shares a word with it."""
    spoken = header_words(header)
    words, nearest = Counter(spoken), set(spoken[-2:])
    kind, total, is_sorts_only = kind_of(header), forms.weigh(words.items()), all(map(is_sort, words))
    best: dict[str, float] = {}
    for place in {place for word in words for place in forms.with_word.get(word, ())}:
        form = forms.words[place]
        shared = words & form
        common = forms.weigh(shared.items())
        alike = common / (total + forms.weigh(form.items()) - common)
        alike *= _OPPOSED if are_opposites(words, form) else 1.0
        alike *= 1.0 if is_sorts_only or forms.tells(shared) else _SORT_ONLY
        alike *= _NEAREST if nearest.issubset(form) else 1.0
        in_order = LCSseq.normalized_similarity(header, forms.written[place])
        likeness = sqrt((1 - _IN_ORDER) * alike + _IN_ORDER * alike * in_order) * kinship(kind, forms.kinds[place])
        best[forms.fields[place]] = max(likeness, best.get(forms.fields[place], 0.0))
    return list(best.items())


def _by_letters(forms: _Forms, header: str) -> list[tuple[str, float]]:
    """Fields whose first letters an interface uses (DSRLX), or typed with a character of like sound (该正情况)."""
    if header.isascii():
        letters = header.rpartition("_")[2]
        found = [place for place, form in enumerate(forms.written) if len(letters) > 1 and initials(form) == letters]
        return [(forms.fields[place], _SAME_LETTERS) for place in found]
    near = process.extract(header, forms.written, scorer=Hamming.distance, score_cutoff=1, limit=None)
    return [
        (forms.fields[place], _MISTYPED)
        for form, _, place in near
        if len(form) == len(header) > 1 and initials(form) == initials(header) != ""
    ]


def _goes_with(unit: str | None, column: Column, is_known: bool) -> float:
    """How well a field goes with the unit written in the header; a known word of a text may stand over 「1至3」."""
    if not unit_fits(unit, column):
        return _KNOWN_MISFITS if is_known and column.type == "text" else _MISFITS
    return _FITS if unit == "%" or unit in MONEY_UNITS else 1.0


@cache
def _elsewhere(key: str) -> dict[str, str]:
    """Words of the other ledgers → the one field name they have wherever they are known."""
    names: dict[str, set[str]] = {}
    for other in ledgers().values():
        for word, name in spellings(other).words.items() if other.key != key else ():
            names.setdefault(word, set()).add(name)
    return {word: next(iter(meant)) for word, meant in names.items() if len(meant) == 1}


@cache
def _forms(ledger: Ledger) -> _Forms:
    pairs = {
        (column.name, key): None
        for column in ledger.columns
        for written in (*written_forms(column), *column.proposes)
        if (key := spelling_key(normalise_header(written))) and not key.isascii() and not _QUESTION.search(key)
    }
    words = tuple(Counter(header_words(form)) for _, form in pairs)
    # In how many fields a word occurs, not in how many spellings: a long list of synonyms makes no word common.
    fields = [field for field, _ in pairs]
    seen = Counter(
        word for word, _ in {(word, field) for field, form in zip(fields, words, strict=True) for word in form}
    )
    with_word: dict[str, list[int]] = {}
    for place, form in enumerate(words):
        for word in form:
            with_word.setdefault(word, []).append(place)
    return _Forms(
        written=tuple(form for _, form in pairs),
        fields=tuple(fields),
        words=words,
        kinds=tuple(kind_of(form) for _, form in pairs),
        with_word={word: tuple(places) for word, places in with_word.items()},
        weights={
            word: _LITTLE if says_little(word) else 0.3 + log((len(ledger.columns) + 1) / count)
            for word, count in seen.items()
        },
    )
