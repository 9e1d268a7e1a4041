"""Numbers in digits and in Chinese characters, read exactly; None where the writing leaves a choice."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: n
    for n, same in enumerate(("〇零○", "一壹", "二贰貳两", "三叁叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for c in same
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE = "".join(_DIGITS) + "".join(_UNITS) + "".join(_GROUPS)
"""The characters a number in words is made of."""

NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"
_NUMBER = re.compile(r"(?=[+-]?\.?\d)" + NUMBER)
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})


def decimal_of(text: str) -> Decimal | None:
    """``2,000.00``, ``.5``, ``1.2e5`` exactly; None for anything else, also for ``2,00``, whose comma may be either."""
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(",", ""))


def with_digits_for_letters(text: str) -> str:
    """``300O`` → ``3000``, ``l00`` → ``100``: letters that stand beside a digit and look like one."""
    return re.sub(r"(?=[OolI|]*\d)[OolI|\d][OolI|\d,.]*", lambda match: match.group().translate(_LETTERS), text)


def chinese_integer(text: str) -> int | None:
    """``壹仟贰佰`` → 1200, ``二〇二二`` → 2022; None for 「一千五」, which may be 1500 or 1005."""
    if text and all(c in _DIGITS for c in text):
        return _DIGITS[text] if len(text) == 1 else int("".join(str(_DIGITS[c]) for c in text))
    total, section, digit = 0, 0, None
    last_unit, last_group, before = 10**5, 10**12, ""
    for c in text:
        if c in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[c]
        elif c in _UNITS:
            unit = _UNITS[c]
            if unit >= last_unit or digit == 0 or (digit is None and (unit != 10 or before not in ("", "零", "〇"))):
                return None
            section, last_unit, digit = section + (1 if digit is None else digit) * unit, unit, None
        elif c in _GROUPS:
            group = _GROUPS[c]
            section += digit or 0
            if group >= last_group or section == 0:
                return None
            total, last_group, section, digit, last_unit = total + section * group, group, 0, None, 10**5
        else:
            return None
        before = c
    if digit:
        if len(text) > 1 and text[-2] not in "十拾零〇○":
            return None
        section += digit
    return total + section if text else None
