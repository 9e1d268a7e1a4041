"""What an identifier is before it is hashed: one spelling for one object, and no two spellings for one object."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fwzf_data.errors import BadRequest

_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def canonical(text: str) -> str:
    """NFC, full width to half width, trimmed: the form that stands in the frame file and in the hash."""
    if text.isascii() or (not _FULL_WIDTH.search(text) and unicodedata.is_normalized("NFC", text)):
        return text.strip()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_HALF_WIDTH)).strip()


def same_object(identifier: str) -> str:
    """Two canonical identifiers with one such key look alike to a person: case, blanks, what is not seen."""
    return _UNSEEN.sub("", identifier).casefold()


def distinct(written: Iterable[str]) -> list[str]:
    """Canonical identifiers in the order given; raises BadRequest for a blank one and for two that are alike."""
    found: list[str] = []
    seen: dict[str, str] = {}
    for place, text in enumerate(written, 1):
        identifier = canonical(text)
        key = same_object(identifier)
        if not key:
            raise BadRequest(f"名单第 {place} 个对象没有编号，请补上编号。")
        if not identifier.isprintable():
            raise BadRequest(f"名单第 {place} 个对象的编号含有换行或不可见字符，请改成一行普通文字。")
        if key in seen:
            raise BadRequest(
                f"编号重复：「{text.strip()}」与「{seen[key]}」是同一个对象（不计空格、大小写、全角半角），请只留一个。"
            )
        seen[key] = text.strip()
        found.append(identifier)
    return found
