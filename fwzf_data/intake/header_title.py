"""What stands above a table: the unit of its amounts, its year, and who reports."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fwzf_data.intake.header_text import EITHER_UNIT, MONEY_UNITS

_WORD = r"(?:(?:百万|万|千|亿)?\s*元|万(?!\s*元)|件|起|宗|次|人次|人|户|家|个|份|条|处|辆)"
_WORDS = rf"{_WORD}(?:\s*[、,/和或]\s*{_WORD})*"
_MONEY = re.compile(
    rf"(?:单\s*位|金\s*额(?:单位)?)\s*[:(为]?\s*(?:人民币)?\s*(?P<named>{_WORDS})"
    r"(?=[^\u4e00-\u9fff]|$|填|制|报|统计|编|联系|审核|日期|时间)"
    rf"|\(\s*(?:人民币)?(?P<alone>{_WORDS})\s*\)"
)
_REPORTER = re.compile(
    r"(?:填报|填表|报送|上报|编制|制表|报告|统计|承办|执法|责任|主办)?(?:单位|部门|科室|中队)(?:名称)?"
    r"\s*(?:\([^()]*章\))?\s*:\s*(?P<name>.*)$"
)
_NEXT_LABEL = re.compile(
    r"\s{2,}|[\t;；,，]|\s*(?:填|制|报|统计|编制|联系|审核|负责|日期|时间|单位|电话|经办|20\d\d)[^:]{0,8}[:年]"
)
_YEAR = re.compile(r"(20\d\d)\s*(?:年|[./\-](?:0?[1-9]|1[0-2])(?!\d))")
_YEAR_SPAN = re.compile(r"(20\d\d)\s*年?\s*[-—–~～至到]\s*(20\d\d)\s*年")
_CHINESE_YEAR = re.compile(r"二[〇零○oO0]([〇零○oO0一二三四五六七八九])([〇零○oO0一二三四五六七八九])年")
_DIGITS = dict(zip("〇零○oO0一二三四五六七八九", "000000123456789", strict=True))
_FILLED_IN = re.compile(r"(?:填报|填表|制表|报送|上报|打印|导出|生成|更新)(?:时间|日期)?")


def title_unit(texts: Iterable[str]) -> str | None:
    """The money unit of a title or note row: 「单位：件、万元」. 「罚款金额万元以上」 names none."""
    for text in texts:
        flat = unicodedata.normalize("NFKC", text).replace("\u2236", ":")
        for match in _MONEY.finditer(flat):
            words = re.split("[、,/和或]", re.sub(r"\s", "", match["named"] or match["alone"]))
            units = {"万元" if word == "万" else word for word in words} & set(MONEY_UNITS)
            if units:
                return units.pop() if len(units) == 1 else EITHER_UNIT
    return None


def title_year(texts: Iterable[str]) -> int | None:
    """The one year a title names; two are none. The date of filling in counts only where nothing else names a year."""
    of_table: set[int] = set()
    of_filling: set[int] = set()
    for text in texts:
        flat = unicodedata.normalize("NFKC", text)
        flat = _CHINESE_YEAR.sub(lambda match: f"20{_DIGITS[match[1]]}{_DIGITS[match[2]]}年", flat)
        cut = _FILLED_IN.search(flat)
        before, after = (flat[: cut.start()], flat[cut.start() :]) if cut else (flat, "")
        of_table |= {int(year) for span in _YEAR_SPAN.findall(before) for year in span}
        of_table |= {int(year) for year in _YEAR.findall(before)}
        of_filling |= {int(year) for year in _YEAR.findall(after)}
    years = of_table or of_filling
    return years.pop() if len(years) == 1 else None


def reporting_unit(rows: Iterable[list[str]]) -> str | None:
    """Who reports: what follows 「填报单位：」 in the same cell, or the cell to its right."""
    for cells in rows:
        for place, text in enumerate(cells):
            match = _REPORTER.search(unicodedata.normalize("NFKC", text))
            if match is None:
                continue
            name = _NEXT_LABEL.split(match["name"].strip(), maxsplit=1)[0].strip(" ()_")
            if not name and place + 1 < len(cells) and not re.search(r"[:：]", cells[place + 1]):
                name = cells[place + 1].strip()
            name = re.sub(r"\((?:盖章|公章|签章|章)\)$", "", unicodedata.normalize("NFKC", name)).strip()
            if 2 <= len(name) <= 40 and name not in MONEY_UNITS and not re.fullmatch(r"[\d.\-/年月日人户件次%]+", name):
                return name
    return None
