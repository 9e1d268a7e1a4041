"""How values are written for people: money, rates, dates, blanks and names that are not everybody's business."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fwzf_data.intake.ledger import Column

TITLE = "服务型行政执法监督看板"
NO_SCRIPT = "本页面需要启用 JavaScript。请换用新版 Chrome、Edge 或 360 浏览器的极速模式。"
BLANK = "—"

_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})[\s-]?(\d{8})[\s-]?(\d{2}[\dXx]{2})(?!\d)")
_PHONE = re.compile(r"(?<!\d)(1\d{2})[\s-]?\d{4}[\s-]?(\d{4})(?!\d)")
_NUMBER = re.compile(r"[一-鿿]{0,2}(?=.*\d)[A-Za-z\d][A-Za-z\d\s-]{4,}")
"""A number that is no whole identity or telephone number: of a certificate, or written with a digit missing."""
_OF_NUMBERS = "0123456789*Xx -"
_BETWEEN_NAMES = re.compile(r"([、,，/；;]|(?<=\S\S)\s+(?=\S\S))")
_AFTER_NAME = re.compile(r"[（(].*|等[\d一二两三四五六七八九十几多]*人?$")
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])")
_NATURAL = "自然人"
_LONGEST_NAME = 4
_TELLING = frozenset({"address", "case_name", "penalty_name"})
"""Private fields of ledgers that say whose or where among other words."""


def yuan(fen: int | None) -> str:
    """Fen as 元 with two digits, by integer arithmetic: 123450 → 1,234.50."""
    if fen is None:
        return BLANK
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def rate(value: Mapping[str, Any] | None) -> str:
    """A ``{num, den}`` rate with both numbers: 3/5（60%）; nothing to divide by stays —."""
    if not value or value["num"] is None or not value["den"]:
        return BLANK
    num, den = value["num"], value["den"]
    share = 100 * float(num) / float(den)
    digits = 0 if den < 200 else 1
    return f"{_counted(num)}/{_counted(den)}（{share:.{digits}f}%）"


def _counted(value: Any) -> str:
    """A part of a rate: a weighted count without idle zeros."""
    return written(value) if isinstance(value, Decimal) else str(value)


def day(value: date | None) -> str:
    return value.isoformat()[:10] if value else BLANK


def written(value: Any, unit: str = "") -> str:
    """Any value of an answer as text, by its type; ``unit`` 分 marks money in fen."""
    match value:
        case None | "" | []:
            return BLANK
        case bool():
            return "是" if value else "否"
        case int() if unit == "分":
            return yuan(value)
        case int():
            return f"{value:,}"
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case list() | tuple():
            return "、".join(written(part) for part in value)
        case dict() if set(value) == {"num", "den"}:
            return rate(value)
        case float() | Decimal():
            return f"{value:,.2f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def masked(value: Any, party_kind: str | None = None, units: Container[str] = ()) -> Any:
    """A private value as everybody may see it: numbers lose their middle, a natural person keeps the family name.

    Whose kind nobody wrote counts as a person where the name is as short as one, or has the dot of 买买提·艾力江.
    ``units``: names of units of the bureau, which are nobody's.
    """
    if isinstance(value, list | tuple):
        return [masked(part, party_kind, units) for part in value]
    if not isinstance(value, str) or not value or value.strip() in units:
        return value
    shown = covered(value)
    if party_kind not in (_NATURAL, None) or (shown != value and (party_kind is None or not shown.strip(_OF_NUMBERS))):
        return shown
    if _NUMBER.fullmatch(shown):
        return f"{shown[:3]}****{shown[-2:]}"
    return "".join(
        part if place % 2 else _masked_name(part, party_kind == _NATURAL)
        for place, part in enumerate(_BETWEEN_NAMES.split(shown))
    )


def _masked_name(text: str, is_natural: bool) -> str:
    """One name of a list: 张某某, 张某某等3人, 买***; a company's as it is."""
    name = "".join(_AFTER_NAME.sub("", text).split())
    if not name or (not is_natural and any(map(str.isdigit, name))):
        return text
    if len(name) > _LONGEST_NAME:
        return f"{name[0]}***" if is_natural or "·" in name else text
    after = _AFTER_NAME.search(text)
    return f"{name[0]}某某{after[0] if after and after[0].startswith('等') else ''}"


def masked_cell(field: str | None, value: Any) -> Any:
    """A cell of a ledger's private field as everybody may see it; of words that tell a name, the first sign."""
    return f"{value[0]}***" if field in _TELLING and isinstance(value, str) and value else masked(value)


def masked_of(column: Column | None, value: Any) -> Any:
    """A cell of a ledger's column as everybody may see it; of no column, or of one that is not private, only the
    numbers of persons are."""
    if column is not None and column.private:
        return masked_cell(column.name, value)
    if isinstance(value, list | tuple):
        return [masked_of(column, part) for part in value]
    return covered(value) if isinstance(value, str) else value


def covered(text: str) -> str:
    """A text without the middle of the identity and telephone numbers in it."""
    return _PHONE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\3", text))


def plain(text: str) -> str:
    """A text from a ledger for a place that reads Markdown: shown as it is, never as a link or a picture."""
    return _MARKUP.sub(r"\\\1", text)
