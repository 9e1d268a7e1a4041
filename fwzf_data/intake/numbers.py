"""Counts, measures and shares."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from fwzf_data.intake.numerals import chinese_integer, decimal_of, with_digits_for_letters
from fwzf_data.intake.reading import NOTHING, Reading, plain, says_nothing, shown, unknown

_MEASURES = re.compile(
    r"(?:人次|人|名|位|个|次|件|起|家|户|份|场|期|天|日|处|条|项|本|批|例|宗|篇|页|卷|套|张|块|辆|分|学时|课时|平方米|平米|m2|米|m|吨)$"
)
_STEP = Decimal("0.000001")
_MOST = Decimal(10) ** 11
_MOST_DIGITS = 24


def read_int(text: str) -> Reading:
    """A whole number with its measure word: 「12人」, 「十二」, ``12.0``."""
    if says_nothing(text):
        return NOTHING
    line, number = _number(text)
    if number is None:
        return _not_one(text, line)
    if number != number.to_integral_value():
        return unknown("I21", f"{shown(text)}不是整数。请填写整数，如 12。")
    return _checked(text, int(number))


def read_decimal(text: str) -> Reading:
    """A measure, kept to six decimals."""
    if says_nothing(text):
        return NOTHING
    line, number = _number(text)
    return _not_one(text, line) if number is None else _checked(text, number)


def read_percent(text: str, unit: str | None) -> Reading:
    """A share of one: 「85%」, 0.85; 85 is read as 85 % with a note, 1 may be 1 % or all of it and stays unknown."""
    if says_nothing(text):
        return NOTHING
    line = re.sub(r"\s", "", plain(text))
    signed = re.fullmatch(r"(.+?)(%|‰)", line) or re.fullmatch(r"(百分之|千分之)(.+)", line)
    if signed:
        written = next(part for part in signed.groups() if part not in ("%", "‰", "百分之", "千分之"))
        number, per = _value(written), 1000 if {"‰", "千分之"} & set(signed.groups()) else 100
        return _not_one(text, line) if number is None else _checked(text, number / per)
    number = _value(line)
    if number is None:
        return _not_one(text, line)
    if unit == "%":
        return _checked(text, number / 100)
    if number == 1:
        return unknown("I22", f"{shown(text)}没有写 %，可能是 1%，也可能是 100%。请写成 100% 或 1%。")
    if 1 < number <= 100:
        share = (number / 100).quantize(_STEP, ROUND_HALF_UP)
        return Reading(share, "I22", f"{shown(text)}没有写 %，按 {number}% 记，请核对。")
    if number > 100:
        return unknown("I21", f"{shown(text)}不像百分比。请写成 85% 这样。")
    return _checked(text, number)


def _number(text: str) -> tuple[str, Decimal | None]:
    line = re.sub(r"\s", "", plain(text)).rstrip(".、")
    return line, _value(_MEASURES.sub("", line) or line)


def _value(line: str) -> Decimal | None:
    """Digits, or a number in words; nothing so long that it would be rounded unseen."""
    number = decimal_of(line)
    if number is None and (whole := chinese_integer(line)) is not None:
        number = Decimal(whole)
    if number is not None and (len(number.as_tuple().digits) > _MOST_DIGITS or abs(number) >= _MOST):
        return None
    return number


def _checked(text: str, number: int | Decimal) -> Reading:
    if number < 0:
        return unknown("I17", f"{shown(text)}是负数，这一列不能为负。请核对。")
    if isinstance(number, int):
        return Reading(number)
    kept = number.quantize(_STEP, ROUND_HALF_UP)
    if kept != number:
        return Reading(kept, "I23", f"{shown(text)}的小数超过六位，按 {kept} 记。")
    return Reading(kept)


def _not_one(text: str, line: str) -> Reading:
    if re.search(r"\d", line) and re.search(r"约|近|余|多|左右|[-~—至到/]|几", line):
        return unknown("I18", f"{shown(text)}不是一个确定的数。请只填一个数，如 12。")
    if with_digits_for_letters(line) != line:
        return unknown("I20", f"{shown(text)}里混有像数字的字母。请改成数字。")
    return unknown("I21", f"{shown(text)}不是数。请只填一个数，如 12。")
