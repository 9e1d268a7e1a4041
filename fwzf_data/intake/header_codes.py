"""Cells that are the fixed words of one field speak for it, whatever the header sounds like: 免罚情形 over 「首违免罚」
and 「轻微不罚」 is the 类别 of a list, not its 情形."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache

from fwzf_data.intake.header_cells import code_words, plausible, spoken_words
from fwzf_data.intake.header_likeness import Proposals
from fwzf_data.intake.header_match import CONFIRMED, UNKNOWN, Reading, Spellings
from fwzf_data.intake.header_text import joined_parts
from fwzf_data.intake.ledger import Column, Ledger, ledgers
from fwzf_data.intake.plan import JOINED
from fwzf_data.intake.reading import says_nothing

_NEARLY_ALL = 0.8
_DIFFERENT = 2
"""One word again and again may be a remark; that many different ones are a choice."""
_OF_MANY_FIELDS = 3
"""A word that means so many things in the ledgers tells none of them: 是, 否, 无, 合格."""
_ANYWHERE = frozenset(("是", "否", "有", "无", "没有", "√", "×", "1", "0", "其他", "其它"))
_CHOICE = re.compile(r"还是|或者?|\?")
_SURE, _LIKELY = 0.95, 0.9


def doubted_words(table: Spellings, reading: Reading, taken: Container[str], samples: Sequence[str]) -> Reading:
    """The reading, without its field where the cells are the words of another. The ledger's own name is believed."""
    if not reading.field or reading.how in (CONFIRMED, JOINED) or table.is_label(reading.key, reading.field):
        return reading
    column = table.ledger.column(reading.field)
    other = _field_of_words(table.ledger, taken, samples)
    if other is None or plausible(column, samples) >= plausible(other, samples):
        return reading
    return Reading(None, UNKNOWN, reading.key)


def word_proposals(
    table: Spellings, header: str, found: Proposals, taken: Container[str], samples: Sequence[str]
) -> Proposals:
    """What is ``found`` by likeness, behind the field whose words the cells are, or the header lists: 书面/口头."""
    other = _field_of_words(table.ledger, taken, samples) or _field_of_words(table.ledger, taken, _listed(header))
    if other is None:
        return found
    others = tuple((name, min(likely, _LIKELY)) for name, likely in found if name != other.name)
    return ((other.name, _SURE), *others[:2])


def _listed(header: str) -> list[str]:
    """The words a header leaves the choice of: 书面/口头, 个体还是公司."""
    return [word for part in joined_parts(header) for word in _CHOICE.split(part) if word]


def _field_of_words(ledger: Ledger, taken: Container[str], texts: Sequence[str]) -> Column | None:
    """The field that is not ``taken`` and whose words nearly all the texts are; the first of those that fit as well."""
    words = spoken_words(text for text in texts if not says_nothing(text))
    if len(set(words) - _common_words()) < _DIFFERENT:
        return None
    free = [column for column in ledger.columns if column.codes and column.name not in taken]
    spoken = [(column, [word for word in words if word in code_words(column)]) for column in free]
    likely = [(column, known) for column, known in spoken if _is_choice(known, words)]
    return max(likely, key=lambda pair: len(pair[1]))[0] if likely else None


def _is_choice(known: Sequence[str], words: Sequence[str]) -> bool:
    """Whether nearly all words are a field's, and most of them such as tell it from others."""
    telling = [word for word in known if word not in _common_words()]
    is_known = len(known) >= _NEARLY_ALL * len(words) and 2 * len(telling) > len(words)
    return is_known and len(set(telling)) >= _DIFFERENT


@cache
def _common_words() -> frozenset[str]:
    """Words that are codes of many fields and speak for none."""
    meanings = {
        (word, code)
        for ledger in ledgers().values()
        for column in ledger.columns
        for code, others in column.codes
        for word in (code, *others)
    }
    counts = Counter(word for word, _ in meanings)
    return _ANYWHERE | {word for word, count in counts.items() if count >= _OF_MANY_FIELDS}
