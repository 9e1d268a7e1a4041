"""How values are written for people: money, rates, dates, blanks and names that are not everybody's business."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

TITLE = "服务型行政执法监督看板"
NO_SCRIPT = "本页面需要启用 JavaScript。请换用新版 Chrome、Edge 或 360 浏览器的极速模式。"
BLANK = "—"

_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})(\d{8})(\d{2}[\dXx]{2})(?!\d)")
_PHONE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&])")
_NATURAL = "自然人"
_LONGEST_NAME = 4


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

    ``units``: names of units of the bureau, which are nobody's.
    """
    if isinstance(value, list | tuple):
        return [masked(part, party_kind, units) for part in value]
    if not isinstance(value, str) or not value or value.strip() in units:
        return value
    if covered(value) != value:
        return covered(value)
    if party_kind not in (_NATURAL, None) or (party_kind is None and len(value) > _LONGEST_NAME):
        return value
    return f"{value[0]}某某" if len(value) <= _LONGEST_NAME else f"{value[:1]}***"


def covered(text: str) -> str:
    """A text without the middle of the identity and telephone numbers in it."""
    return _PHONE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\3", text))


def plain(text: str) -> str:
    """A text from a ledger for a place that reads Markdown: shown as it is, never as a link or a picture."""
    return _MARKUP.sub(r"\\\1", text)
