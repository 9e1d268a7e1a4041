"""Counts, measures and shares."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from fwzf_data.intake.header_text import EITHER_UNIT
from fwzf_data.intake.money import MEND, YUAN
from fwzf_data.intake.numerals import chinese_integer, decimal_of, with_digits_for_letters
from fwzf_data.intake.reading import NOTHING, Reading, says_nothing, shown, unknown, unspaced

OTHER_UNIT = "I34"
_WITHIN = "(?:以内|之内|内)?"
MEASURES = {
    "人": "人次|人|名|位",
    "次": "人次|次|起|件|户|家|场|份|个",
    "户": "户|家|个|件|起|份|处|名|人|卷|宗|本|例|批|条|项",
    "份": "份|个|张|段|部|件|套|条|本|册|篇",
    "数量": "处|平方米|平米|m2|米|m|吨|个|件|块|辆|户|家|次|张|套|份|条|项|本|批|卷|名|人",
    "项": "项|条|款|目",
    "分": "分",
    "学时": "学时|课时",
    "天": f"(?:天|日|个?自然日){_WITHIN}",
    "工作日": f"(?:天|日|个?工作日){_WITHIN}",
    "月": "个?月",
    "年": "年度|年",
}
"""The unit of a column → the measure words that may stand behind its numbers and change nothing."""
_BEFORE = {"天": "(?:限期?|自?即日起)?"}
_WRITTEN = {unit: re.compile(f"{_BEFORE.get(unit, '')}(?P<number>.+?)(?:{words})?") for unit, words in MEASURES.items()}
_OTHER = re.compile(
    rf"(?P<number>.+?)(?P<word>{'|'.join(MEASURES.values())}|个?小时|分钟|秒|个?星期|周|个?季度|万?元|%)"
)
"""A number with a measure word of any column."""
_MONEY = "|".join(sorted(filter(None, YUAN), key=len, reverse=True))
_IN_YUAN = re.compile(
    rf"(?:人民币|¥)*(?:(?P<digits>[+-]?\d[\d.,]*)(?P<unit>{_MONEY})?"
    r"|(?P<words>\D+?)(?P<mark>元|圆)?)整?"
)
"""Digits with any unit of money; words end in 元 alone, as the 千 of 「五千元」 belongs to the number."""
_NO_BOUND = {"不限", "无上限", "不设上限", "无下限", "不设下限", "∞"}
_STEP = Decimal("0.000001")
_MOST = Decimal(10) ** 11
_MOST_DIGITS = 24


def read_int(text: str, unit: str | None = None) -> Reading:
    """A whole number, perhaps with a measure word of its column's unit: 「12人」, 「十二」, ``12.0``."""
    if says_nothing(text):
        return NOTHING
    line, number = _number(text, unit)
    if number is None:
        return _not_one(text, line, unit)
    if number != number.to_integral_value():
        return unknown("I21", f"{shown(text)}不是整数。请填写整数，如 12。")
    return _checked(text, int(number))


def read_decimal(text: str, unit: str | None = None) -> Reading:
    """A measure in its column's unit, kept to six decimals; 「1万元」 among yuan is 10000, 「不限」 is no bound."""
    if says_nothing(text) or unspaced(text) in _NO_BOUND:
        return NOTHING
    if unit in YUAN or unit == EITHER_UNIT:
        return _in_yuan(text, unit)
    line, number = _number(text, unit)
    return _not_one(text, line, unit) if number is None else _checked(text, number)


def read_percent(text: str, unit: str | None) -> Reading:
    """A share of one: 「85%」, 0.85; 85 is read as 85 % with a note, 1 may be 1 % or all of it and stays unknown."""
    if says_nothing(text):
        return NOTHING
    line = unspaced(text)
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


def _number(text: str, unit: str | None) -> tuple[str, Decimal | None]:
    line = unspaced(text).rstrip(".、")
    written = _WRITTEN[unit].fullmatch(line) if unit in _WRITTEN else None
    return line, _value(written["number"] if written else line)


def _in_yuan(text: str, unit: str | None) -> Reading:
    """A bound in yuan; the unit in the cell beats that of the header."""
    line = unspaced(text)
    written = _IN_YUAN.fullmatch(line)
    number = _value(written["digits"] or written["words"]) if written else None
    if written is None or number is None:
        return _not_one(text, line)
    word = written["unit"] or written["mark"]
    if word is None and unit == EITHER_UNIT and number:
        return unknown("I18", f"表头写着「{unit}」，分不清{shown(text)}是元还是万元。{MEND}")
    return _checked(text, number * (YUAN[word or unit or "元"] or 1))


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


def _not_one(text: str, line: str, unit: str | None = None) -> Reading:
    if unit in MEASURES and (other := _OTHER.fullmatch(line)) and _value(other["number"]) is not None:
        return unknown(
            OTHER_UNIT, f"{shown(text)}写的单位是「{other['word']}」，这一列按「{unit}」计。请换算后只填数，如 12。"
        )
    if re.search(r"\d\s+\d", line):
        return unknown("I18", f"{shown(text)}中间有空格，不知道是不是一个数。请只填一个数，如 12。")
    if re.search(r"\d", line) and re.search(r"约|近|余|多|左右|[-~—至到/]|几", line):
        return unknown("I18", f"{shown(text)}不是一个确定的数。请只填一个数，如 12。")
    if with_digits_for_letters(line) != line:
        return unknown("I20", f"{shown(text)}里混有像数字的字母。请改成数字。")
    return unknown("I21", f"{shown(text)}不是数。请只填一个数，如 12。")
