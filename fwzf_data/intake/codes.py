"""Words of a fixed set, yes and no, and the numbers that persons, firms and telephones carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from rapidfuzz import fuzz, process

from fwzf_data.intake.ledger import clerks_word
from fwzf_data.intake.reading import NOTHING, Reading, is_blank, plain, says_nothing, shown, unknown

_INCLUDED = {"含", "包含", "含本数"}
"""What a bound does with its own number; 不 before it says the contrary."""
_YES = {*_INCLUDED, "是", "有", "√", "✓", "✔", "☑", "v", "y", "yes", "true", "1", "1.0", "对", "已", "t"}
_NO = {
    *(f"不{word}" for word in _INCLUDED), "否", "无", "没有", "×", "✗", "✘", "✕", "☒", "x", "n", "no", "false", "0",
    "0.0", "不是", "未", "错", "f", "没",
}  # fmt: skip
_SPLIT = re.compile(r"[;、,/|+\n]|并处|并|以及|及|和")
_SIMILAR = 60
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,3}")
_NO_CODE = re.compile(r"0{17}[xX]|0{15,18}")
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|[2-9]\d{6,7}|400-?\d{3}-?\d{4}|12345|123\d{2}")
_IN_THREE = re.compile(r"^(1\d\d)-(\d{4})-(\d{4})$")


def read_code(text: str, codes: Mapping[str, str]) -> Reading:
    """The canonical word of a spelling; without a set of codes the word itself."""
    if is_blank(text):
        return NOTHING
    if not codes:
        return Reading(plain(text))
    known = _by_key(codes)
    word = known.get(_key(text)) or ("其他" if "其他" in codes.values() and _key(text).startswith("其他") else None)
    return Reading(word) if word else unknown("I24", f"{shown(text)}不在可填的内容里{_nearest(text, codes)}")


def read_codes(text: str, codes: Mapping[str, str]) -> Reading:
    """Several canonical words in one cell; one that is not known leaves the list unknown, for it is incomplete."""
    if is_blank(text):
        return NOTHING
    whole = read_code(text, codes) if codes else Reading()
    if whole.value is not None:
        return Reading([whole.value])
    words: dict[object, None] = {}
    for piece in _SPLIT.split(plain(text).replace(" ", "")):
        if is_blank(piece):
            continue
        reading = read_code(piece, codes)
        if reading.value is None:
            return unknown("I24", f"{shown(text)}里的{shown(piece)}不在可填的内容里{_nearest(piece, codes)}")
        words[reading.value] = None
    return Reading(list(words)) if words else NOTHING


def read_bool(text: str) -> Reading:
    """是 or 否, √ or ×, 已… or 未…."""
    if is_blank(text):
        return NOTHING
    word = plain(text).casefold().replace(" ", "").strip("。.")
    if word in _YES:
        return Reading(True)
    if word in _NO:
        return Reading(False)
    contrary = re.search("未|没|拒|不|否|待|拟", word)
    if word.startswith("已") and not contrary:
        return Reading(True)
    if re.match("未|没有?", word) and not re.search("已|不|拒|否", word):
        return Reading(False)
    return unknown("I25", f"{shown(text)}看不出是「是」还是「否」。请填「是」或「否」。")


def read_uscc(text: str) -> Reading:
    """A credit code; another registration number is kept as written, seventeen zeros and X mean none."""
    if says_nothing(text):
        return NOTHING
    code = re.sub(r"[\s-]", "", plain(text)).upper()
    if _NO_CODE.fullmatch(code):
        return NOTHING
    problem = _not_a_number(code, "信用代码")
    if problem:
        return problem
    if len(code) != 18:
        return Reading(code, "I27", "不是 18 位统一社会信用代码，按原样保留。请核对是否为旧的注册号或组织机构代码。")
    if not _uscc_holds(code):
        return Reading(code, "I26", "统一社会信用代码末位校验不符，按原样保留。请对照营业执照核对。")
    return Reading(code)


def read_id_no(text: str) -> Reading:
    """An identity number of 18 or 15 digits; a passport or the like is kept with a note. Messages never quote it."""
    if says_nothing(text):
        return NOTHING
    code = re.sub(r"[\s-]", "", plain(text)).upper()
    problem = _not_a_number(code, "证件号码")
    if problem:
        return problem
    if re.fullmatch(r"\d{17}[\dX]", code):
        if not (_is_day(code[6:14]) and _id_no_holds(code)):
            return Reading(code, "I26", "身份证号校验不符，按原样保留。请核对原件。")
        return Reading(code)
    if re.fullmatch(r"\d{15}", code) and _is_day("19" + code[6:12]):
        return Reading(code)
    return Reading(code, "I27", "不是 15 或 18 位身份证号，按原样保留。请核对证件类型和号码。")


def read_phone(text: str) -> Reading:
    """One telephone number, or several joined by 、. Messages never quote it."""
    if says_nothing(text):
        return NOTHING
    line = plain(text)
    if _LOST.fullmatch(line):
        return _lost("电话号码")
    if "*" in line:
        return unknown("I29", "电话号码被 * 遮盖。请填写完整号码或留空。")
    parts = [part for part in re.split(r"[、,;/\n]", line) if part.strip()]
    numbers = [_IN_THREE.sub(r"\1\2\3", re.sub(r"[\s()]|^\+?86-?(?=1)", "", part)) for part in parts]
    if numbers and all(_PHONE.fullmatch(number) for number in numbers):
        return Reading("、".join(numbers))
    return unknown("I27", "不是有效的电话号码。请填写 11 位手机号，或带区号的固定电话，如 0395-1234567。")


def _not_a_number(code: str, what: str) -> Reading | None:
    if _LOST.fullmatch(code):
        return _lost(what)
    if re.search(r"[*×]|XX", code):
        return unknown("I29", f"{what}被 * 遮盖。请填写完整号码或留空。")
    if not re.fullmatch(r"[0-9A-Z()]{5,30}", code):
        return unknown("I27", f"不是有效的{what}。请核对后重新填写，没有就留空。")
    return None


def _lost(what: str) -> Reading:
    return unknown("I06", f"{what}被存成了数字，后几位已丢失。请把该列设为“文本”后重新填写。")


def _uscc_holds(code: str) -> bool:
    if any(c not in USCC_ALPHABET for c in code):
        return False
    total = sum(USCC_ALPHABET.index(c) * weight for c, weight in zip(code, USCC_WEIGHTS, strict=False))
    return USCC_ALPHABET[-total % 31] == code[17]


def _id_no_holds(code: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(code, ID_WEIGHTS, strict=False))
    return ID_CHECKS[total % len(ID_CHECKS)] == code[17]


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _key(text: str) -> str:
    return re.sub(r"\s", "", plain(text)).casefold()


def _by_key(codes: Mapping[str, str]) -> dict[str, str]:
    return {_key(word): word for word in codes.values()} | {_key(spelling): word for spelling, word in codes.items()}


def _nearest(text: str, codes: Mapping[str, str]) -> str:
    spellings: dict[str, list[str]] = {}
    for one, word in codes.items():
        spellings.setdefault(word, [word]).append(one)
    said = {word: clerks_word(ways) for word, ways in spellings.items()}
    words = list(said.values())
    known = _by_key(codes)
    best = process.extractOne(_key(text), list(known), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    if best:
        return f"，您是不是要填「{said[known[best[0]]]}」？"
    return f"。可填：{'、'.join(words[:8])}{'等' if len(words) > 8 else ''}。"
