"""A bare 序号 or 编号: it may number the records of the ledger, or only count the rows of the sheet. The cells tell.

A count is never taken for the number of a record without asking: next month's 3 is another record's 3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache

from fwzf_data.intake.header_likeness import Proposals
from fwzf_data.intake.header_match import CONFIRMED, UNKNOWN, Reading, Spellings
from fwzf_data.intake.ledger import Ledger

_COUNTS = frozenset(("序号", "序", "顺序号", "顺序", "行号", "行次", "项次", "no"))
"""Headers that count rows unless the cells say otherwise."""
_BARE = re.compile(
    r"(?:登记|台账|记录|录入|系统|数据|业务|内部|统一|自编|本)*"
    r"(?:序号|序|顺序号?|行号|行次|项次|条目|no|编号|编码|代码|流水号|号码?|单号|id)"
)
_ENDS_IN_COUNT = re.compile(r"(?:序号|顺序|顺序号)$")
_PLAIN = re.compile(
    r"[(第]?(?:\d{1,4}(?:\.0)?|[一二三四五六七八九十百]{1,4})[)、.号]?$"  # ① is 1 by NFKC
)
_OUTLINE = re.compile(r"\d{1,3}(?:[.\-]\d{1,3})+$")
"""1.1, 1-2: the place in an outline, which is a duty's number in one table and none in another."""
_COUNT_FIELD, _LIKELY = "seq_no", 0.9


def doubted_number(table: Spellings, reading: Reading, samples: Sequence[str]) -> Reading:
    """The reading, without its field where that is a record's number and the cells count, or the other way round."""
    field = reading.field or reading.gave_way
    if not field or not samples or reading.how == CONFIRMED:
        return reading
    is_bare = bool(_BARE.fullmatch(reading.key))
    type_ = table.ledger.column(field).type
    if type_ == "text" and (is_bare or _ENDS_IN_COUNT.search(reading.key)):
        is_doubtful = _count_rows(samples) or (reading.key in _COUNTS and _number_outline(samples))
    else:
        is_doubtful = is_bare and type_ == "int" and not _count_rows(samples)
    return replace(reading, field=None, how=UNKNOWN, steps_in=(), gave_way=None) if is_doubtful else reading


def number_proposals(
    table: Spellings, reading: Reading, found: Proposals, taken: Container[str], samples: Sequence[str]
) -> Proposals:
    """What a bare number without a field may be: nothing where 序号 only counts, the rows' count where another word
    does, and else what is ``found`` by likeness or the number of the ledger's records."""
    if not _BARE.fullmatch(reading.key):
        return found
    own = _record_number(table.ledger)
    first = ((own, _LIKELY),) if own and own not in taken else ()
    if not samples:
        return found or first
    others = tuple(pair for pair in found if pair[0] not in (own, _COUNT_FIELD))
    if not _count_rows(samples):
        return (*first, *others)
    has_count = table.ledger.has(_COUNT_FIELD) and _COUNT_FIELD not in taken
    if has_count and not any(text.startswith("0") for text in samples):
        return ((_COUNT_FIELD, _LIKELY), *first, *others)
    return () if reading.key in _COUNTS else (*first, *others)


def _count_rows(samples: Sequence[str]) -> bool:
    """Whether most cells are small plain numerals; 3, 4, 9 of a filtered list and 1, 2, 1, 2 of groups count, too."""
    return _most(_PLAIN, samples)


def _number_outline(samples: Sequence[str]) -> bool:
    return _most(_OUTLINE, samples)


def _most(pattern: re.Pattern[str], samples: Sequence[str]) -> bool:
    return 2 * sum(bool(pattern.match(unicodedata.normalize("NFKC", text))) for text in samples) > len(samples)


@cache
def _record_number(ledger: Ledger) -> str | None:
    """The field that numbers the records of a ledger."""
    first = [fields[0] for fields in ledger.record_keys]
    return next((name for name in first if name.endswith(("_no", "_id", "_code"))), None)
