"""What one header cell says, freed of how it is written.

Offices write one word in many dresses: 「*案 由」, 「1.案由（必填）」, 「案由(下拉选择)」. Here the dress comes off;
nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_BRACKETS = str.maketrans("[]【】〔〕{}〖〗『』「」", "()()()()()()()")
_ORNAMENT = re.compile(r"[*＊※★☆●◆■▲△#'\"“”‘’`]")
_NUMBERING = re.compile(
    r"^(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|\d{1,2}(?:\.\d{1,2})*[.、:)]|[一二三四五六七八九十]{1,3}[、.:])(?=\D)"
)
_GROUP = re.compile(r"\(([^()]*)\)")
_INTERFACE_NAME = re.compile(r"[a-z][a-z0-9_]+[a-z0-9]")
"""What an export writes behind a name: 「发证机关(FZJG)」; two letters may be a unit."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_EDGE = " .,:;、。，：；-—_=~|/\\"

MONEY_UNITS = ("元", "万元", "千元", "百万元", "亿元")
EITHER_UNIT = "元/万元"
"""The unit of a column or title that leaves the choice; no bare number can be read in it."""
_OTHER_UNITS = (
    "人民币", "人", "人次", "名", "户", "家", "次", "件", "份", "个", "条", "处", "株", "辆", "分", "张",
    "天", "日", "月", "年", "小时", "学时", "课时", "工作日", "个工作日", "%", "平方米", "m2", "立方米", "吨", "米",
)  # fmt: skip
_UNITS = frozenset((*MONEY_UNITS, *_OTHER_UNITS))
_UNIT_TEXT = re.compile(r"^(?:(?:计量)?单位[:为]?|以)?(?:人民币|¥|rmb)?(?P<unit>[^\d:]{1,4}?)(?:计|为单位)?$")
_UNIT_TAIL = re.compile(
    r"(?P<stem>.+?)(?:[/,:;、\-—_](?:单位:?)?|单位:)(?P<unit>" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")$"
)
_MONEY_WORD = "(?:" + "|".join(sorted(MONEY_UNITS, key=len, reverse=True)) + ")"
_EITHER = re.compile(rf"{_MONEY_WORD}(?:[/、,或]{_MONEY_WORD})+")
_EITHER_TAIL = re.compile(rf"(?P<stem>.+?)(?:[/,:;、\-—_](?:单位:?)?|单位:){_EITHER.pattern}$")
_MONEY_TAIL = re.compile(r"(?P<stem>.*(?:金额|数额|罚款|款额|所得|下限|上限))(?P<unit>[万千]?元)$")
_BARE = re.compile(r"[\u4e00-\u9fff]*[\u4e00-\u5142\u5144-\u9fff]")
"""Chinese characters only, not ending in 元: most headers, and nothing to take off."""
_NOTE = re.compile(
    r"^(?:必填项?|选填项?|非必填|(?:必填|选填)[,;].*|.{1,6}填(?!报|表|写).{0,6}|\d+字.*"
    r"|必须填写|可空|可不填|选择|请选择|下拉.*|可?多选|单选|单选项|如实填写|请?填写.*|请填.*|无则.*|没有.*"
    r"|如[:,有].*|例如?[:,]?.*|示例.*|格式.*|注[:明].*|精确到.*|保留.*|y{2,4}.*|年[/.\-]?月[/.\-]?日|年[/.\-]?月|20\d\d[年./\-].*"
    r"|全称|填全称|规范全称|盖章|公章|签章|签字|签名|手写|附后|(?:不要|不得|请?勿|别)[写填].*|可附页|自动.*|系统.*|文本|文本型|日期型?|数字|数值|阿拉伯数字|\d+位.*|18位"
    r"|是[/或、]否|是否|有[/或、]无|√.*|[√×/]+|打[勾√]|单位:.*)$"
)


def _plain(text: str) -> str:
    """Half width, one kind of bracket, no blanks, no ornaments, no numbering."""
    flat = _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS))
    return _NUMBERING.sub("", _ORNAMENT.sub("", flat).lower().strip(_EDGE)).strip(_EDGE)


def _unit_of(note: str) -> str | None:
    """The unit of a note that says only that, perhaps with an instruction: 「万元，保留两位小数」."""
    if _EITHER.fullmatch(note):
        return EITHER_UNIT
    parts = re.split("[,;、]", note)
    rest = [part for part in parts if _one_unit(part) not in MONEY_UNITS]
    if len(rest) == len(parts) - 1 and all(map(_NOTE.match, rest)):
        return next(unit for part in parts if (unit := _one_unit(part)) in MONEY_UNITS)
    return _one_unit(note)


def _one_unit(note: str) -> str | None:
    match = _UNIT_TEXT.match(note)
    unit = "万元" if match and match["unit"] == "万" else match and match["unit"]
    return unit if unit in _UNITS else None


def is_unit_or_note(text: str) -> bool:
    """Whether a cell holds only a unit or an instruction, as in the row below many headers."""
    plain = _plain(text).strip("()")
    return bool(_unit_of(plain) or _NOTE.match(plain))


def unit_alone(text: str) -> str | None:
    """The unit of a cell that holds nothing else: 「（万元）」."""
    return _unit_of(_plain(text).strip("()"))


@lru_cache(maxsize=8192)
def split_header(text: str) -> tuple[str, str | None]:
    """The normalised header and the unit written in it: 「罚款金额\\n（万元）」 → (罚款金额, 万元)."""
    plain, unit = _split_once(text)
    while plain != (again := _split_once(plain))[0]:
        plain, unit = again[0], unit or again[1]
    return plain, unit


def _split_once(text: str) -> tuple[str, str | None]:
    if _BARE.fullmatch(text):
        return text, None
    lines = [line for line in map(_plain, re.split(r"[\r\n]+", text)) if line]
    unit: str | None = None
    kept: list[str] = []
    for number, line in enumerate(lines):
        bare = line.strip("()")
        if number and (_unit_of(bare) or _NOTE.match(bare)):
            unit = unit or _unit_of(bare)
        else:
            kept.append(line)
    plain = _plain("".join(kept))

    def drop(match: re.Match[str]) -> str:
        nonlocal unit
        note = match[1].strip(_EDGE)
        found = _unit_of(note)
        unit = unit or found
        is_named = _INTERFACE_NAME.fullmatch(note) and _CHINESE.search(plain)
        return "" if found or not note or is_named or _NOTE.match(note) else match[0]

    if not _GROUP.fullmatch(plain):
        plain = _GROUP.sub(drop, plain)
    if "(" in plain and ")" not in plain:
        plain = plain.replace("(", "")
    plain = _NUMBERING.sub("", plain.strip(_EDGE))
    if tail := _EITHER_TAIL.fullmatch(plain):
        return tail["stem"].strip(_EDGE), EITHER_UNIT
    for pattern in (_UNIT_TAIL, _MONEY_TAIL):
        if tail := pattern.fullmatch(plain):
            plain, unit = tail["stem"].strip(_EDGE), unit or tail["unit"]
    if len(plain) > 2 and plain.endswith("%"):
        plain, unit = plain[:-1], unit or "%"
    return plain, unit


def normalise_header(text: str) -> str:
    """The header as it is compared and remembered: without blanks, stars, numbering, units and instructions."""
    return split_header(text)[0]


_PUNCTUATION = re.compile(r"[()/、,;:.\-—_·|\\+&《》]")


@lru_cache(maxsize=32768)
def spelling_key(header: str) -> str:
    """A normalised header without its punctuation: 「法定代表人（负责人）」 and 「法定代表人/负责人」 are one."""
    return header if header.isalnum() else _PUNCTUATION.sub("", header)


_SAME_WORD = (
    ("行政处罚", "处罚"), ("行政相对人", "相对人"), ("做出", "作出"), ("下达", "作出"), ("其它", "其他"),
    ("台帐", "台账"), ("号码", "号"), ("编码", "代码"), ("编号", "号"), ("人员", "人"), ("年月日", "日期"), ("的", ""),
    ("股室", "科室"), ("处室", "科室"), ("文书号", "文号"), ("交款", "缴款"), ("交费", "缴费"), ("途经", "途径"),
    ("有无", "是否有"), ("有没有", "是否有"), ("限改", "限期改正"), ("愿意", "同意"), ("自愿", "同意"),
)  # fmt: skip


_HAS_SAME_WORD = re.compile("|".join(written for written, _ in _SAME_WORD))


@lru_cache(maxsize=32768)
def word_key(key: str) -> str:
    """A spelling with words of one meaning made one: 「作出行政处罚决定的时间」 is 「作出处罚决定日期」."""
    if _HAS_SAME_WORD.search(key):
        for written, meant in _SAME_WORD:
            key = key.replace(written, meant)
    if len(key) > 2 and key.endswith(("时间", "日")):
        return key.removesuffix("时间").removesuffix("日") + "日期"
    return key


_JOINT = re.compile(r"[/、,;+&]|(?<=[\u4e00-\u9fff])[及与和](?=[\u4e00-\u9fff])(?!否)")


def joined_parts(header: str) -> list[str]:
    """The parts of a header that names several things: 「联系人及电话」 → 联系人, 电话."""
    return [part for part in _JOINT.split(header.replace("(", "").replace(")", "")) if part]


def without_brackets(header: str) -> tuple[str, tuple[str, ...]]:
    """A normalised header cut before its brackets, and what stood in them."""
    return _GROUP.sub("", header).strip(_EDGE), tuple(_GROUP.findall(header))
