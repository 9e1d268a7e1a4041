"""Captions within a table: 「一、组织领导」, 「第一周」 in a row of its own is no record of what stands below.

Where one filled cell is all a record needs, as of a complaint, that row could be one; what the ledger requires beside,
merged cells and how other rows begin tell them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

import duckdb

from fwzf_data.intake.merged import Merge

Stretches = tuple[tuple[int, int], ...]
"""First and last rows that merges downwards cover, in order: a blank there may not be blank."""

GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])\D"
    r"|第[一二三四五六七八九十\d]{1,3}(?:周|季度|月|部分|阶段|批)$"
)
"""The only text of a row that names what follows: 「一、组织领导」, 「第一周」."""
_CAPTION_CHARS = 12
"""A longer one may be what a record of one filled cell is about."""
_SPACE = re.compile(r"\s")


def caption(row_no: int, texts: Sequence[str | None], required: Collection[int], tall: Stretches) -> int | None:
    """The column of the only cell of a row that could be a record, as of a complaint, but names a part of the table:
    it is short and numbered like one, all else the ledger requires is blank, and no merged cell speaks for the row."""
    filled = {place: _SPACE.sub("", text) for place, text in enumerate(texts, 1) if text is not None}
    if len(filled) != 1:
        return None
    ((place, text),) = filled.items()
    is_one = (
        GROUP.match(text) and len(text) <= _CAPTION_CHARS and set(required) - {place} and not _is_within(tall, row_no)
    )
    return place if is_one else None


def numbered_records(connection: duckdb.DuckDBPyConnection, captions: Mapping[int, int], last: int) -> set[int]:
    """The columns of captions that are none: the rows that say more are mostly numbered so too, or there are none."""
    found = set()
    for place in set(captions.values()):
        ((others, numbered),) = connection.execute(
            f"select count(*), count(*) filter (where regexp_matches(c{place}, $group)) from cells "
            "where row_no > $last and row_no not in (select unnest($captions::integer[]))",
            {"group": f"^(?:{GROUP.pattern})", "last": last, "captions": list(captions)},
        ).fetchall()
        if 2 * numbered >= others:
            found.add(place)
    return found


def stretches(merges: Sequence[Merge]) -> Stretches:
    found: list[tuple[int, int]] = []
    for first, last in sorted((merge[0], merge[2]) for merge in merges if merge[2] > merge[0]):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def _is_within(spans: Stretches, row_no: int) -> bool:
    place = bisect_right(spans, row_no, key=itemgetter(0))
    return place > 0 and row_no <= spans[place - 1][1]
