"""Numbers as spreadsheets store them: shortest text, lost digits, serial days, and what their format makes of them."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal

from fwzf_data.intake.number_format import FormatKind, NumberFormat

# A date typed as 4.30 or 2022.10 into a number cell has lost its zero: 4.3 may be 3 or 30 April.
LOST_ZERO = re.compile(r"(?:[1-9]|1[0-2])\.[123]|(?:19|20)\d\d\.1")

# Numbers a spreadsheet keeps are binary doubles: from the 16th digit on they are not what was typed.
SAFE_DIGITS = 15
UNSEEN = "unseen"
"""The mark of a number whose format shows something else than the number, nobody can tell what."""
LAST_SERIAL = 2_958_466  # 10000-01-01
DAYS_BETWEEN_EPOCHS = 1462


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
        value = float(raw)
    except (ValueError, OverflowError):
        return raw
    return number_text(value) if math.isfinite(value) else raw


def number_mark(text: str) -> str | None:
    """``lossy_number`` where digits are lost, ``number`` where a date may have lost its zero."""
    if LOST_ZERO.fullmatch(text):
        return "number"
    whole = text.lstrip("-").split(".")[0]
    return "lossy_number" if len(whole) > SAFE_DIGITS else None


def number_cell(text: str, format_: NumberFormat, *, epoch_1904: bool) -> tuple[str | None, tuple[str, str] | None]:
    """Text and mark of a cell that holds a number, whatever it is formatted as; ``text`` is the number's own."""
    try:
        value = float(text)
    except ValueError:
        return text, None
    if not math.isfinite(value):
        return None, ("error", text)
    if format_.kind != "number":
        day = serial_text(value, format_.kind, epoch_1904=epoch_1904)
        if day is not None:
            return day_as_shown(day, format_.kind, in_words="年" in format_.code), None
    shown = format_.text(text) if format_.kind == "number" and format_.code else text
    if shown is None:
        return text, (UNSEEN, text)
    mark = number_mark(text)
    return shown, None if mark is None else (mark, shown)


def day_as_shown(day: str, kind: FormatKind, *, in_words: bool) -> str:
    """An ISO day of which the cell shows no more than month or year: 2022年4月, 2022-04."""
    found = re.match(r"(\d{4})-(\d\d)-\d\d", day) if kind in ("month", "year") else None
    if found is None:
        return day
    year, month = found.groups()
    if kind == "year":
        return f"{year}年" if in_words else year
    return f"{year}年{int(month)}月" if in_words else f"{year}-{month}"


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
