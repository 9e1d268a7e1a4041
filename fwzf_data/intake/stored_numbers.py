"""Numbers as spreadsheets store them: shortest text, lost digits, serial days, number formats."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

FormatKind = Literal["number", "date", "elapsed"]

# A date typed as 4.30 or 2022.10 into a number cell has lost its zero: 4.3 may be 3 or 30 April.
LOST_ZERO = re.compile(r"(?:[1-9]|1[0-2])\.[123]|(?:19|20)\d\d\.1")

# Numbers a spreadsheet keeps are binary doubles: from the 16th digit on they are not what was typed.
SAFE_DIGITS = 15
LAST_SERIAL = 2_958_466  # 10000-01-01
DAYS_BETWEEN_EPOCHS = 1462

CHINESE_DATE_IDS = frozenset([*range(27, 37), *range(50, 59)])  # 31 is yyyy"年"m"月"d"日" where no code is written
_DATE_IDS = frozenset([*range(14, 23), 45, 47]) | CHINESE_DATE_IDS
_ELAPSED_ID = 46
_LITERALS = re.compile(r'"[^"]*"?|[\\_*].')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]?")
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)


def format_kind(format_id: int, code: str | None) -> FormatKind:
    """What a number format shows; ``code`` is the file's own text for ``format_id``, if it has one."""
    if code is None:
        return "elapsed" if format_id == _ELAPSED_ID else "date" if format_id in _DATE_IDS else "number"
    shown = _LITERALS.sub("", code).split(";")[0]
    if _ELAPSED.search(shown):
        return "elapsed"
    return "date" if _DATE_LETTER.search(_BRACKETS.sub("", shown)) else "number"


def number_text(value: float) -> str:
    """Shortest decimal text that reads back as the same double, never in exponent form."""
    if not math.isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) < 10**SAFE_DIGITS:
        return str(int(value))
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def stored_text(raw: str) -> str:
    """Text of a number written in XML: its own digits where a double would lose them."""
    if re.fullmatch(r"-?[1-9]\d{15,}", raw):
        return raw
    try:
        return number_text(float(raw))
    except (ValueError, OverflowError):
        return raw


def number_mark(text: str) -> str | None:
    """``lossy_number`` where digits are lost, ``number`` where a date may have lost its zero."""
    if LOST_ZERO.fullmatch(text):
        return "number"
    whole = text.lstrip("-").split(".")[0]
    return "lossy_number" if len(whole) > SAFE_DIGITS else None


def serial_text(serial: float, kind: FormatKind, *, epoch_1904: bool) -> str | None:
    """ISO text of a date, time or elapsed time; None where the serial is no day Excel could show."""
    if not math.isfinite(serial):
        return None
    if kind == "elapsed":
        return _elapsed_text(serial)
    if not 0 <= serial < LAST_SERIAL:
        return None
    milliseconds = round(serial * 86_400_000)
    days, within = divmod(milliseconds, 86_400_000)
    clock = _clock(within)
    if not days:
        return clock
    if epoch_1904:
        days += DAYS_BETWEEN_EPOCHS
    elif days == 60:
        return "1900-02-29" if not within else f"1900-02-29 {clock}"
    elif days < 60:
        days += 1
    day = datetime(1899, 12, 30) + timedelta(days=days)
    return f"{day:%Y-%m-%d}" if not within else f"{day:%Y-%m-%d} {clock}"


def _elapsed_text(serial: float) -> str:
    sign = "-" if serial < 0 else ""
    return sign + _clock(round(abs(serial) * 86_400_000))


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}" + (f".{rest:03}" if rest else "")
