"""Amounts as clerks write them, to the fen and exactly. An amount that needs a choice or a calculation is unknown."""

from __future__ import annotations

import re
from decimal import Decimal

from fwzf_data.intake.header_text import EITHER_UNIT
from fwzf_data.intake.numerals import CHINESE, NUMBER, chinese_integer, decimal_of, with_digits_for_letters
from fwzf_data.intake.reading import NOTHING, Reading, says_nothing, shown, unknown, unspaced

YUAN = {
    "": None, "元": 1, "圆": 1, "块": 1, "块钱": 1, "元人民币": 1,
    "百": 100, "百元": 100, "千": 1000, "千元": 1000, "仟元": 1000,
    "万": 10**4, "万元": 10**4, "萬元": 10**4, "百万": 10**6, "百万元": 10**6, "亿": 10**8, "亿元": 10**8,
}  # fmt: skip
"""Word behind a number → yuan."""
_UNIT = "|".join(sorted((unit for unit in YUAN if unit), key=len, reverse=True))
_CURRENCY = r"(?:人民币|RMB|CNY|¥)*:?"
_PLAIN = re.compile(
    rf"{_CURRENCY}(?P<sign>[+-]?){_CURRENCY}(?P<number>{NUMBER})(?P<unit>{_UNIT}|)(?:整|正|\.-)?", re.IGNORECASE
)
_WORDS = re.compile(
    rf"{_CURRENCY}(?:(?P<yuan>[{CHINESE}]+)(?P<mark>元|圆|块|)(?:零|〇)?)?"
    rf"(?:(?P<jiao>[{CHINESE}])角)?(?:零|〇)?(?:(?P<fen>[{CHINESE}])分)?(?:整|正)?"
)
_TWICE = re.compile(r"(?P<one>[^()]+)\((?:大写|小写|即)?:?(?P<two>[^()]+)\)")
_CLAUSE = re.compile(r"[、;。\n]|,(?!\d{3})|并处|并|以及|及|和")
_IN_CLAUSE = re.compile(
    rf"(?P<before>\D*?)(?P<amount>(?<!\d)\d[\d,.]*(?:{_UNIT})?|[{CHINESE}]+(?:元|圆))(?:整|正)?(?P<after>\D*)"
)
_SAYS = re.compile(
    r"(?:处以?|罚款|罚金|罚|没收|违法所得|非法所得|非法财物|共计|合计|计|共|减按|当场|决定|缴纳|收缴|金额|人民币|款|的|:|¥|\s)*"
)
MEND = "请只填一个数，如 200 或 0.02万元。"
_MOST_FEN = 10**17
_MOST_DIGITS = 24
_FLOAT_DIGITS = 15


def read_money(text: str, unit: str | None, label: str) -> Reading:
    """Integer fen. A unit in the cell beats ``unit`` (元 where nothing says otherwise); the column's ``label`` picks
    its own amount out of 「罚款200元、没收违法所得300元」."""
    if says_nothing(text):
        return NOTHING
    line = unspaced(text)
    digits = with_digits_for_letters(line)
    reading = _amount(text, digits, unit) or _sentence(text, digits, unit, label) or _reason(text, digits)
    if digits != line and reading.value is not None and reading.code is None:
        return Reading(reading.value, "I20", f"{shown(text)}里的字母按数字读作 {yuan(reading.value)} 元，请核对。")
    return reading


def yuan(fen: object) -> str:
    """Fen as people write yuan: 20000 → 200, 20050 → 200.50."""
    whole, rest = divmod(abs(int(str(fen))), 100)
    return f"{'-' if int(str(fen)) < 0 else ''}{whole}" + (f".{rest:02}" if rest else "")


def _amount(text: str, line: str, unit: str | None) -> Reading | None:
    """A line that is one amount and nothing else, perhaps written twice."""
    if twice := _TWICE.fullmatch(line):
        one, two = (_amount(text, twice[part], unit) for part in ("one", "two"))
        if one is None or two is None or one.value is None or two.value is None:
            return None
        if one.value != two.value:
            return unknown("I18", f"{shown(text)}前后两个金额不一致。请核对后只留一个。")
        return one
    if (match := _PLAIN.fullmatch(line)) and (number := decimal_of(match["number"])) is not None:
        factor = YUAN[match["unit"]]
        if factor is None:
            factor = YUAN.get(unit or "元") or 1
        if match["unit"] == "" and unit == EITHER_UNIT and number:
            return unknown(
                "I18", f"表头写着「{unit}」，分不清{shown(text)}是元还是万元。请在表头只留一种，或在格里写明。"
            )
        if match["sign"] == "-" or number < 0:
            return unknown("I17", f"{shown(text)}是负数。金额不能为负，冲减请在备注说明。")
        return _fen(text, number, number * factor * 100)
    return _in_words(text, line, unit)


def _in_words(text: str, line: str, unit: str | None) -> Reading | None:
    """贰佰元整, 壹仟元伍角, 伍角."""
    match = _WORDS.fullmatch(line)
    if not match or not (match["yuan"] or match["jiao"] or match["fen"]):
        return None
    parts = [chinese_integer(match[part]) if match[part] else 0 for part in ("yuan", "jiao", "fen")]
    if any(part is None for part in parts) or (match["yuan"] and not match["mark"] and (match["jiao"] or match["fen"])):
        return unknown("I15", f"{shown(text)}的大写金额读不出唯一的数。{MEND}")
    whole, jiao, fen = (part or 0 for part in parts)
    factor = (YUAN.get(unit or "元") or 1) if match["yuan"] and not match["mark"] else 1
    return _fen(text, Decimal(whole), Decimal(whole * factor * 100 + jiao * 10 + fen))


def _fen(text: str, written: Decimal, fen: Decimal) -> Reading:
    if abs(fen) > _MOST_FEN or len(written.as_tuple().digits) > _MOST_DIGITS:
        return unknown("I15", f"{shown(text)}大得不像金额。{MEND}")
    if fen == fen.to_integral_value():
        return Reading(int(fen))
    # a formula leaves 1234.5600000000002 where Excel shows 1234.56: beyond 15 digits a double holds nothing
    if len(written.as_tuple().digits) > _FLOAT_DIGITS:
        near = fen.to_integral_value()
        if abs(fen - near) * 10 ** (_FLOAT_DIGITS - 1) <= abs(fen) * 5:
            return Reading(int(near), "I16", f"{shown(text)}是公式算出的近似数，按 {yuan(int(near))} 元记，请核对。")
    return unknown("I16", f"{shown(text)}精确到了分以下，请填写实际金额，最多到分。")


def _sentence(text: str, line: str, unit: str | None, label: str) -> Reading | None:
    """Words around one amount, or several of which the column's own word picks one."""
    found: list[tuple[str, Reading]] = []
    for clause in _CLAUSE.split(line):
        match = _IN_CLAUSE.fullmatch(clause)
        if not match:
            if re.search(rf"\d|[{CHINESE}](?:元|圆)", clause):
                return None
            continue
        if not (_SAYS.fullmatch(match["before"]) and _SAYS.fullmatch(match["after"])):
            return None
        if not re.search(r"[元圆万亿]$", match["amount"]) and not re.search("罚|没收|减按", clause):
            return None
        if unit not in (None, "元") and not re.search(r"[元圆万亿]$", match["amount"]):
            return unknown("I18", f"{shown(text)}没有写是元还是{unit}。{MEND}")
        reading = _amount(text, match["amount"], None)
        if reading is None or reading.value is None:
            return reading
        found.append((clause, reading))
    word = next((word for word in ("罚款", "没收") if word in label), None)
    if not found:
        return None
    own = [reading for clause, reading in found if word and word[0] in clause]
    chosen = own if len(found) > 1 else [reading for clause, reading in found if not _other(word, clause)]
    if len(chosen) != 1:
        return unknown("I18", f"{shown(text)}里有不止一个金额，或不是这一列的金额。请拆到各自的列，每格只填一个数。")
    return Reading(chosen[0].value, "I19", f"{shown(text)}夹着文字，按 {yuan(chosen[0].value)} 元记，请核对。")


def _other(word: str | None, clause: str) -> bool:
    """Whether a clause speaks of the other kind of amount than the column."""
    return (word == "罚款" and "没收" in clause) or (word == "没收" and "罚" in clause)


def _reason(text: str, line: str) -> Reading:
    """Why there is no single amount in it."""
    if re.search(r"\d%|百分之|[\d一二三四五六七八九十]倍|成$", line):
        return unknown("I18", f"{shown(text)}是比例或倍数，不是算好的金额。请填写算出的数。")
    if re.search(r"/|每|平方米|·", line):
        return unknown("I18", f"{shown(text)}是单价，不是总金额。请填写算出的数。")
    if re.search(rf"(?:\d|元|万|[{CHINESE}])[-~—–至到]+(?:\d|[{CHINESE}])|以[上下]|[不超低高]于|不超过", line):
        return unknown("I18", f"{shown(text)}是一个范围。请填写实际金额。")
    if re.search(r"约|近|余|多|左右|几|\+|×|\*", line) and re.search(r"\d|元", line):
        return unknown("I18", f"{shown(text)}不是确定的数。请填写实际金额。")
    if not re.search(r"\d|元", line):
        return unknown("I15", f"{shown(text)}不是金额。没有金额请填 0 或留空，种类写到处罚种类一列。")
    return unknown("I15", f"{shown(text)}不是有效金额。{MEND}")
