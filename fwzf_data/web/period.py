"""The 报送期间 as clerks write it: 2022年三季度, 2022.7, 2022年7月份. Without a year it is no period."""

from __future__ import annotations

import re
import unicodedata

from fwzf_data.intake.numerals import chinese_integer

ASKED = "2022、2022-07 或 2022年三季度"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?:年度?)?"
_NUMBER = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_QUARTER = re.compile(rf"(?:Q(?P<q>[1-4])|第?(?P<said>{_NUMBER})季度?)", re.IGNORECASE)
_MONTH = re.compile(rf"(?:(?P<bare>\d{{1,2}})|(?P<said>{_NUMBER})月份?)")


def read_period(written: str) -> str | None:
    """``2022``, ``2022-07`` or ``2022-Q3``; None where it is none of them or names no year."""
    line = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    match = re.match(_YEAR, line)
    if not match:
        return None
    year, rest = match["year"], line[match.end() :].lstrip("-./")
    return year if line == match[0] else _part(year, rest)


def refusal(written: str) -> str:
    """What to write instead."""
    line = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    if _part("2022", line):
        return f"「{written}」没有写是哪一年，请写成 {ASKED}。"
    return f"「{written}」看不懂是哪段时间，请写成 {ASKED}。"


def _part(year: str, rest: str) -> str | None:
    if found := _QUARTER.fullmatch(rest):
        number = _number(found["q"] or found["said"])
        return f"{year}-Q{number}" if 1 <= number <= 4 else None
    if found := _MONTH.fullmatch(rest):
        number = _number(found["bare"] or found["said"])
        return f"{year}-{number:02}" if 1 <= number <= 12 else None
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text) or 0
