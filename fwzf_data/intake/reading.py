"""What one written value says, and the codes of everything that can be wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ISSUES: dict[str, str] = {
    # rows: found by the flow
    "I01": "缺少一行必须有的内容",
    "I02": "同一表内编号相同而内容不同",
    "I03": "同一表内重复",
    # any cell
    "I04": "公式出错",
    "I05": "公式没有计算结果",
    "I06": "号码被存成数字，后几位已丢失",
    # days
    "I07": "不是有效日期",
    "I08": "没有写年份",
    "I09": "没有写到日",
    "I10": "不是确定的一天",
    "I11": "日期存成了 Excel 序号",
    "I12": "末位的 0 可能丢了",
    "I13": "年份只有两位",
    "I14": "日期写法有附加说明",
    # amounts and numbers
    "I15": "不是有效金额",
    "I16": "金额精确到分以下",
    "I17": "负数",
    "I18": "不是一个确定的数",
    "I19": "金额夹在文字里",
    "I20": "数字里混有字母",
    "I21": "不是有效数字",
    "I22": "百分比没有写 %",
    "I23": "小数位数过多",
    # words and numbers of persons and firms
    "I24": "不在可填的内容里",
    "I25": "不是「是」或「否」",
    "I26": "校验位不符",
    "I27": "号码写法不对",
    "I28": "人员没有写全",
    "I29": "号码被遮盖",
    # amounts and records against their neighbours: found by the flow
    "I30": "金额单位与文字不符",
    "I31": "合并行的值不一致",
    # rows the header does not speak for: found by the flow
    "I32": "列的顺序变了",
    "I33": "格数多于表头",
    # counts and measures
    "I34": "单位不是这一列的",
    # any cell
    "I35": "显示的与存的数不同",
    # amounts merged over several records: found by the flow
    "I36": "一个数合并给几条记录",
    # records without a number: found by the flow
    "I37": "没有编号，与已有记录相近",
}
"""Issue code → what a clerk reads as its heading. Codes are never reused."""

_BLANK = {
    "", "/", "\\", "-", "--", "---", "—", "——", "———", "–", "~", "_", "...", "……", "…", "*", "空", "(空)",
    "null", "none", "n/a", "na", "nan",
}  # fmt: skip
_NOTHING = _BLANK | {"无", "(无)", "暂无", "没有", "待定", "待补", "待填", "未定", "不详", "未知", "不适用"}
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|#{4,}", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """One value as it was understood.

    Value and no code: understood. Value and code: understood, with a note for the clerk. Code alone: unknown.
    Neither: the cell says that there is nothing.
    """

    value: object | None = None
    code: str | None = None
    message: str | None = None
    month: str | None = None
    """``2022-04`` where a month is known, also when the day is not."""


NOTHING = Reading()


def unknown(code: str, message: str, month: str | None = None) -> Reading:
    """A cell that is not understood; the message says what is wrong and how to mend it, the flow adds where."""
    return Reading(None, code, message, month)


def plain(text: str) -> str:
    """Full width to half width, invisible characters and a leading apostrophe off, white space to single blanks."""
    folded = unicodedata.normalize("NFKC", text)
    if not folded.isprintable():
        kept = "".join(c for c in folded if c in "\t\n\r" or unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co"))
        # dropping a character can bring two others together that compose
        folded = unicodedata.normalize("NFKC", " ".join(kept.split()))
    return " ".join(folded.split()).lstrip("'`").strip()


def unspaced(text: str) -> str:
    """``plain`` without blanks, but for those between digits: 「4 8」 may be 48, or two numbers."""
    return re.sub(r"(?<=[^\d])\s+|\s+(?=[^\d])", "", plain(text))


def is_blank(text: str) -> bool:
    """A cell that only fills the space: 「/」, 「—」."""
    return plain(text).casefold() in _BLANK


def says_nothing(text: str) -> bool:
    """A cell that says there is no date, amount or number: 「无」, 「待定」, 「—」."""
    return plain(text).casefold() in _NOTHING


def is_formula_error(text: str) -> bool:
    """``#N/A`` and its like, also where a csv export carries them as text."""
    return _ERRORS.fullmatch(plain(text)) is not None


def shown(text: str, limit: int = 30) -> str:
    """A written value as messages quote it."""
    line = " ".join(text.split())
    return f"「{line if len(line) <= limit else line[:limit] + '…'}」"
