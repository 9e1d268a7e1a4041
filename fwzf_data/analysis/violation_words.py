"""What a free text says of the violations of the catalogue: which it names beyond doubt, which it may mean, and why.

A dictionary of what people call a violation decides (``rules/violation_words.toml``), nothing else. A text is certain
only where its words name one violation, nothing near them denies it and nothing in the text speaks of another matter;
everything else is a proposal a person decides on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fwzf_data.rulebook import rule_file

Span = tuple[int, int]

_WINDOW = 24
"""Characters between the first and the last word of one saying: further apart they belong to different things."""
_BEFORE = 6
"""Characters before a saying in which a negation still speaks of it."""
_SENTENCE = re.compile(r"[^。;:!?\n]+")
_CLAUSE = re.compile(r"[^。;!?\n,:]+")
_SHOWN = 3


@dataclass(frozen=True)
class Reading:
    """What one text says."""

    named: str | None
    """The violation it names beyond doubt, as the catalogue calls it."""
    proposed: tuple[str, ...]
    """Those it may mean, the likeliest first."""
    why: str
    """Why it is certain, or why it is not."""
    spans: tuple[Span, ...]
    """The deciding words, as places in the text as written."""


@dataclass(frozen=True)
class _Saying:
    """Words that together speak of a violation: one of each slot."""

    violation: str
    size: int
    """How many slots."""
    is_enough: bool


@dataclass(frozen=True)
class _Dictionary:
    sayings: tuple[_Saying, ...]
    unless: Mapping[str, tuple[str, ...]]
    doubts: tuple[tuple[str, re.Pattern[str]], ...]
    plea: re.Pattern[str]
    """Where the writer asks for something to be done: nothing there says what happened."""
    negations: tuple[str, ...]
    words: Mapping[str, tuple[tuple[int, int], ...]]
    """Word → the sayings and their slots it fills."""
    longest: int


@dataclass(frozen=True)
class _Hit:
    violation: str
    is_enough: bool
    spans: tuple[Span, ...]
    is_denied: bool


def read(text: str) -> Reading:
    """Read one text."""
    folded, places = _folded(text)
    known = _dictionary()
    hits, rest = list(_hits(folded, known)), known.plea.sub("", folded)
    telling = _closest([hit for hit in hits if hit.is_enough], rest, known)
    named = dict.fromkeys(hit.violation for hit in telling)
    proposed = tuple(dict.fromkeys([*named, *(hit.violation for hit in hits)]))
    deciding = telling or hits
    words = _merged(span for hit in deciding for span in hit.spans)
    spans = tuple((places[start], places[end - 1] + 1) for start, end in words)
    if not hits:
        return Reading(None, (), "没有认得出的说法", ())
    if doubt := _doubt(folded, rest, hits, telling, list(named), known):
        return Reading(None, proposed, doubt, spans)
    said = "、".join(dict.fromkeys(text[start:end] for start, end in spans))
    return Reading(next(iter(named)), proposed, f"说法「{said}」只指这一种", spans)


def _closest(telling: list[_Hit], rest: str, known: _Dictionary) -> list[_Hit]:
    """Where the same words name two violations, the one that something else in the text speaks against gives way."""

    def gives_way(hit: _Hit) -> bool:
        return any(word in rest for word in known.unless.get(hit.violation, ())) and any(
            other.violation != hit.violation and set(other.spans) & set(hit.spans) for other in telling
        )

    return [hit for hit in telling if not gives_way(hit)] or telling


def _doubt(
    folded: str, rest: str, hits: Sequence[_Hit], telling: Sequence[_Hit], named: Sequence[str], known: _Dictionary
) -> str | None:
    """Why a text is not certain; ``rest`` is the text without what it asks for."""
    if not telling:
        return "说法不足以认定"
    if len(named) > 1:
        return "说到不止一种：" + "；".join(named[:_SHOWN])
    if any(hit.is_denied for hit in telling):
        return "前面有否定的话"
    if found := [word for word in known.unless.get(named[0], ()) if word in rest]:
        return f"有「{found[0]}」，可能是别的行为"
    for why, words in known.doubts:
        if word := words.search(rest):
            return f"{why}：「{word[0]}」"
    own = {clause for hit in telling for span in hit.spans for clause in _clauses_of(folded, span)}
    for hit in hits:
        if hit.violation != named[0] and not own & {
            clause for span in hit.spans for clause in _clauses_of(folded, span)
        }:
            return f"另一句还可能是：{hit.violation}"
    return None


def _hits(folded: str, known: _Dictionary) -> Iterator[_Hit]:
    filled: dict[int, dict[int, list[Span]]] = {}
    for span in _spans(len(folded)):
        for number, slot in known.words.get(folded[span[0] : span[1]], ()):
            filled.setdefault(number, {}).setdefault(slot, []).append(span)
    sentences = [match.span() for match in _SENTENCE.finditer(folded)]
    for number in sorted(filled):
        saying, slots = known.sayings[number], filled[number]
        if len(slots) < saying.size:
            continue
        for start, end in sentences:
            within = [[span for span in slots[place] if start <= span[0] < end] for place in range(saying.size)]
            if all(within) and (spans := _together(within)):
                yield _Hit(saying.violation, saying.is_enough, spans, _is_denied(folded, spans[0][0], known.negations))


@lru_cache(maxsize=256)
def _spans(length: int) -> tuple[Span, ...]:
    """Every stretch of a text that may be a word: looking each up is ten times as fast as a pattern of all words."""
    longest = _dictionary().longest
    return tuple((start, end) for start in range(length) for end in range(start + 1, min(length, start + longest) + 1))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _together(slots: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """One word of each slot, none over another and all near each other; the tightest, in the order of the text."""
    best: tuple[Span, ...] = ()
    for first in slots[0]:
        chosen = [first]
        for slot in slots[1:]:
            free = [span for span in slot if all(span[1] <= one[0] or one[1] <= span[0] for one in chosen)]
            if not free:
                break
            chosen.append(min(free, key=lambda span: (abs(span[0] - first[0]), span)))
        else:
            spans = tuple(sorted(chosen))
            if _width(spans) <= _WINDOW and (not best or _width(spans) < _width(best)):
                best = spans
    return best


def _width(spans: Sequence[Span]) -> int:
    return max(end for _, end in spans) - spans[0][0]


def _is_denied(folded: str, start: int, negations: Iterable[str]) -> bool:
    before = re.split(r"[。;!?\n,:]", folded[:start])[-1][-_BEFORE:]
    return any(word in before for word in negations)


def _clauses_of(folded: str, span: Span) -> list[Span]:
    return [match.span() for match in _CLAUSE.finditer(folded) if match.start() <= span[0] < match.end()]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in one width and case, without spaces, and the place each character had."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in unicodedata.normalize("NFKC", sign).lower():
            if ((one == "\n" or not one.isspace()) and unicodedata.category(one) not in ("Cf", "Cc")) or one == "\n":
                signs.append(one)
                places.append(place)
    return "".join(signs), places


@cache
def _dictionary() -> _Dictionary:
    body = rule_file("violation_words")
    groups: dict[str, Any] = body["groups"]

    def slots(saying: str) -> tuple[frozenset[str], ...]:
        whole = re.sub(r"<(\w+)>", lambda match: str(groups[match[1]]), saying)
        return tuple(frozenset(slot.lower().split("/")) - {""} for slot in whole.split())

    sayings: list[_Saying] = []
    words: dict[str, list[tuple[int, int]]] = {}
    for entry in body["violation"]:
        for kind in ("says", "hints"):
            for saying in entry.get(kind, []):
                parts = slots(saying)
                for place, slot in enumerate(parts):
                    for word in slot:
                        words.setdefault(word, []).append((len(sayings), place))
                sayings.append(_Saying(entry["name"], len(parts), kind == "says"))
    return _Dictionary(
        tuple(sayings),
        {entry["name"]: tuple(word.lower() for word in entry.get("unless", [])) for entry in body["violation"]},
        tuple((doubt["why"], _any_of(doubt["words"])) for doubt in body["doubt"]),
        re.compile(body["plea"]["pattern"]),
        tuple(body["negation"]["words"]),
        {word: tuple(places) for word, places in words.items()},
        max(map(len, words)),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words that is not itself denied: 经批准 does not stand in 未经批准."""
    return re.compile("(?<![未没无])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")")
