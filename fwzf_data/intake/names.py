"""Lists in one cell: people and certificate numbers, or things: papers, units, ways."""

from __future__ import annotations

import re

from fwzf_data.intake.numerals import chinese_integer
from fwzf_data.intake.reading import NOTHING, Reading, plain, says_nothing, shown, unknown

_SPLIT = re.compile(r"[、,;|\n]+|(?<!\d)/+|/+(?!\d)")
_HAN = r"[\u4e00-\u9fff·]"
_TWO_NAMES = re.compile(r"[^\W\d_和与及]{2,3}[和与及][^\W\d_和与及]{2,3}")
_NUMBER_OF = re.compile(r"\(?\s*(?:证号|执法证号|编号)?:?\s*(?P<number>[A-Za-z]{0,3}[\d-]{6,})\s*\)?")
_ROLE = re.compile(r"\((?:主办|协办|主办人|协办人|记录|记录人|组长|队长|副队长|带队)\)")
_CARRIES_NUMBER = re.compile(rf"{_HAN}\s*\(?\s*(?:证号|执法证号|编号)?:?\s*[A-Za-z]{{0,3}}\d{{6,}}\s*\)?$")
_AND_OTHERS = re.compile(
    r"(?P<named>.*?)等(?:共)?(?P<count>\d+|[一二三四五六七八九十]+)?[名位人]?(?:执法)?(?:人员|队员|同志|人)?", re.DOTALL
)
_ADDRESS = re.compile(r"(https?://[^\s、，；]+|www\.[^\s、，；]+)")
_AND_MORE = re.compile(
    r"(?:(?<![平同均高初优中上下头])等(?:[\d一二三四五六七八九十]+[个家])?(?:相关)?(?:单位|部门|股室|科室|材料|资料)?)+"
)


def read_list(text: str) -> Reading:
    """The pieces of a cell, without certificate numbers behind names; a cell of numbers alone is a list of them."""
    if says_nothing(text):
        return NOTHING
    named = _complete(text)
    if named is None:
        return unknown("I28", f"{shown(text)}没有把人写全，无法核对。请写出每个人的姓名，用顿号分开。")
    names, numbers = names_and_numbers(named)
    joined = [name for name in names if _TWO_NAMES.fullmatch(name)]
    parts = [part for name in names for part in (re.split("[和与及]", name, maxsplit=1) if name in joined else [name])]
    pieces = list(dict.fromkeys(parts))
    if not pieces and not numbers:
        return NOTHING
    if joined:
        return Reading(pieces, "I28", f"{shown(text)}按 {len(pieces)} 人记，请用顿号分开。")
    return Reading(pieces or numbers)


def read_things(text: str) -> Reading:
    """The pieces of a cell that are no people: an address of the web is one, and 「等」 hides nobody."""
    if says_nothing(text):
        return NOTHING
    things: dict[str, None] = {}
    for place, part in enumerate(_ADDRESS.split(text)):
        pieces = [part] if place % 2 else [thing for piece in _pieces(part) for thing in _people(piece)]
        things |= dict.fromkeys(filter(None, map(_without_more, pieces)))
    return Reading(list(things)) if things else NOTHING


def _without_more(thing: str) -> str:
    more = re.search(rf"{_AND_MORE.pattern}$", thing)
    return thing[: more.start()].strip() or thing if more else thing.strip()


def names_and_numbers(text: str) -> tuple[list[str], list[str]]:
    """「张三（16160399276）、李四」 → names and certificate numbers apart, in their order, each once."""
    names: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for piece in _pieces(text):
        rest = _ROLE.sub("", piece)
        if re.search(_HAN, rest):
            found = _NUMBER_OF.findall(rest) if _CARRIES_NUMBER.search(rest) else []
            rest = _NUMBER_OF.sub("", rest) if found else rest
        else:
            found = [rest] if re.fullmatch(r"[A-Za-z]{0,3}[\d-]{6,}", rest) else []
            rest = "" if found else rest
        numbers |= dict.fromkeys(found)
        names |= dict.fromkeys(filter(None, (part.strip() for part in _people(rest))))
    return list(names), list(numbers)


def _complete(text: str) -> str | None:
    """The text without 「等2人」 where the count fits the names; None where somebody is not named."""
    lines = "\n".join(map(plain, text.split("\n"))).strip("、,;|/ \n")
    match = _AND_OTHERS.fullmatch(re.sub(r"(?<=等) +", "", lines))
    if not match:
        return lines
    names, _ = names_and_numbers(match["named"])
    count = match["count"] or ""
    said = int(count) if count.isdecimal() else chinese_integer(count)
    return match["named"] if names and said == len(names) else None


def _pieces(text: str) -> list[str]:
    parts = [piece.strip() for line in text.split("\n") for piece in _SPLIT.split(plain(line))]
    return [piece for piece in parts if not says_nothing(piece)]


def _people(piece: str) -> list[str]:
    """Blanks part names of two to four characters, and only pad a name of two."""
    parts = piece.split(" ")
    if len(parts) > 1 and all(re.fullmatch(rf"{_HAN}+", part) for part in parts):
        if all(len(part) == 1 for part in parts) and len(parts) <= 3:
            return ["".join(parts)]
        if all(2 <= len(part) <= 4 for part in parts):
            return parts
    return [piece]
