"""What the cells below a header look like, and how well that goes with a field: a column of dates is no party."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from fwzf_data.intake.header_kinds import kind_of
from fwzf_data.intake.ledger import Column
from fwzf_data.intake.reading import is_blank, says_nothing

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪牛温芦季俞章鲁葛伍"
    "韦申尤毕聂丛焦向柳邢骆岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲"
)
_NAME = rf"[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,2}}|[某×xX*＊]{{1,2}}|[*＊][\u4e00-\u9fff])"


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: bool(compiled.search(text))


_VALUES: dict[str, Callable[[str], bool]] = {
    "phone": _matches(r"^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$"),
    "id_no": _matches(r"^[1-9]\d{16}[\dXx]$|^\d{6}\d*\*+[\dXx]{1,4}$"),
    "uscc": _matches(r"^[159][1-9]\d{6}[0-9A-Z]{10}$"),
    "date": _matches(
        r"^(?!.*[\u4e00-\u9fff]{5})[^\dA-Za-z]{0,2}(?:(?:19|20)?\d{2}[年./\-－．]\d{1,2}|(?:19|20)\d{6}$|\d{1,2}月(?:\d{1,2}日|份?$)|二[〇零]|4\d{4}$"
        r"|(?:0?[1-9]|1[0-2])[.．](?:[1-9]|0[1-9]|[12]\d|3[01])$)"
    ),
    "number": _matches(r"^[￥¥]?-?[\d,，]*\.?\d+(?:元|万元|%|人|次|户|件|分|天|日)?$"),
    "document": _matches(r"[〔\[（(【]20\d\d[〕\]）)】].*号$"),
    "law": _matches(r"《.+》.*第.+条|^第.+条|^《[^》]+》$|^.{2,20}(?:法|条例|办法)第.{1,6}条"),
    "place": _matches(r"(?:路|街|巷|村|镇|社区|广场|市场|小区)(?:.{0,8}(?:号|口|段|处|侧|内|旁|对面|交叉口|门口))?$"),
    "office": _matches(r"(?:中队|大队|支队|科|股|室|局|中心|分队|办事处|街道办)$"),
    "firm": _matches(r"(?:公司|店|部|厂|行|馆|超市|酒楼|集团|项目部|工作室|中心)$"),
    "measure": _matches(
        r"^(?:[万千]?元|[%％]|[个件处次人户家起天日吨米台辆张份宗条项场分袋箱块]|人次|小时|平方米|㎡|m2|立方米)$"
    ),
    "person": _matches(rf"^{_NAME}(?:[、,，/ 　;；]+{_NAME})*$"),
}
_TRACES: dict[str, Callable[[str], bool]] = {
    "phone": _matches(r"\d{3}|[*×]"),
    "id_no": _matches(r"\d{3}|[*×]"),
    "uscc": _matches(r"\d{3}|[*×]"),
    "date": _matches(
        r"[\d〇零一二三四五六七八九十]\s*[年月./\-\\．－,，、]\s*[\d〇零一二三四五六七八九十]|(?<!个)月|\d{5}|当[日天场]|立即|即[日时]"
    ),
    "number": _matches(r"[\d〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"),
}
"""What even a cell written badly has of its kind: an amount some numeral, a day two of its parts."""
_COMPLETED = {
    "date": "日期", "id_no": "身份证号", "uscc": "统一社会信用代码", "document": "文号", "law": "依据",
    "place": "地址", "office": "单位", "person": "人",
}  # fmt: skip
_OPEN_KINDS = (None, "text", "paper", "state", "yes_no")
"""Kinds of headers that may be said of anything: a 编码 stays a number whatever its cells look like."""
_SEVERAL = re.compile(r"[、,，;；/]")
_OTHER_WORDS = 0.97
"""A field of fixed words that may hold others, over nothing but others: a field of free words is as likely."""
_HALF = 0.5
_FITS, _MISFITS, _WORDS = 1.2, 0.5, 0.6
_TOLD_BY_NAME = ("law", "place", "office", "person")
"""Kinds of cells a field of text holds when its name is of that kind."""
_MEASURED = {"phone", "id_no", "uscc", "date", "number"}
"""Kinds that cannot be taken for words."""
_PERSON_OR_OFFICE = {"person", "office"}
_PEOPLE_AND_FIRMS = {"person", "firm", "office"}


def plausible(column: Column, samples: Sequence[str]) -> float:
    """How well the cells below a header go with a field: dates are no party, 《…》第…条 is a legal basis."""
    cells = tuple(samples)
    if len(cells) < 2:
        return 1.0
    seen, wanted = cell_kinds(cells), _wanted(column)
    if words := code_words(column):
        spoken = spoken_words(cells)
        if column.alternative == "text":  # among words that are no codes 「无」 says nothing of the field
            spoken = [part for part in spoken if part != "无"] or spoken
        known = sum(part in words for part in spoken)
        if known > _HALF * len(spoken):
            return _FITS
        if column.alternative == "text" and not seen & _MEASURED:
            return 1.0 if known else _OTHER_WORDS
        return 1.0 if seen & wanted else _MISFITS
    if seen & wanted:
        return _FITS
    if not seen:
        return _WORDS if wanted & _MEASURED and not column.alternative else 1.0
    if column.alternative == "text":
        return 1.0
    measured = _measured(seen)
    if not wanted and kind_of(column.label) == "number":  # 23-09 may be a day or the ninth of 2023
        measured -= {"date"}
    return _MISFITS if wanted or measured else 1.0


def _measured(seen: frozenset[str]) -> frozenset[str]:
    """The kinds among those seen that cannot be words; 20220501 may be a day, a number or a seed."""
    return seen & _MEASURED - ({"date", "number"} if "number" in seen else set())


def contradict(column: Column, samples: Sequence[str]) -> bool:
    """Whether the cells speak against a field a word only may mean: 时间 over 「2小时」 is no day. Masked numbers and
    amounts in words do not."""
    cells = [text for text in samples if not is_blank(text)]
    fit = plausible(column, cells)
    return fit <= _MISFITS or (fit < _OTHER_WORDS and column.type not in ("phone", "id_no", "uscc", "money"))


def rule_out(column: Column, samples: Sequence[str]) -> bool:
    """Whether not one of the cells can be the field's, so that even a word that means it is doubted: 公示期限 over
    「1年」 is no day. What is only written badly is told cell by cell, and a number may look like anything."""
    cells = tuple(text for text in samples if not says_nothing(text))
    if len(cells) < 2 or kind_of(column.label) == "number":
        return False
    seen, wanted = cell_kinds(cells), _wanted(column)
    if seen & wanted:
        return False
    if _measured(seen) - {"number"} or seen | wanted == _PERSON_OR_OFFICE:
        return True
    measured = wanted & _MEASURED if column.alternative not in ("text", "bool") else frozenset()
    return bool(measured) and not any(_TRACES[kind](text) for kind in measured for text in cells)


def completed(header: str, samples: Sequence[str]) -> list[str]:
    """The header with the word its cells add: 「立案」 over dates is 立案日期, 「承办」 over names is 承办人."""
    if kind_of(header) not in _OPEN_KINDS:
        return []
    return [header + _COMPLETED[kind] for kind in sorted(cell_kinds(tuple(samples))) if kind in _COMPLETED]


@lru_cache(maxsize=1024)
def cell_kinds(cells: tuple[str, ...]) -> frozenset[str]:
    """The kinds more than half of the cells are of: 1.20 is a day and a number."""
    if len(cells) < 2:
        return frozenset()
    kinds = frozenset(kind for kind, is_one in _VALUES.items() if sum(map(is_one, cells)) > _HALF * len(cells))
    return kinds - {"number"} if kinds & {"id_no", "uscc"} else kinds


def spoken_words(cells: Iterable[str]) -> list[str]:
    """The words of all cells: 「警告、罚款」 are two."""
    return [part for text in cells for part in _SEVERAL.split(text.strip())]


@cache
def code_words(column: Column) -> frozenset[str]:
    """Every spelling of the words a field may hold; empty where it holds what it likes."""
    spoken = frozenset(word for code, others in column.codes for word in (code, *others))
    return spoken | ({"是", "否", "有", "无", "√", "×", "1", "0"} if column.type == "bool" else set())


@cache
def _wanted(column: Column) -> frozenset[str]:
    """The kinds of cells a field holds, where its types or its name tell."""
    found: set[str] = set()
    for type_ in (column.type, column.alternative):
        if type_ in ("phone", "id_no", "uscc"):
            found.add(type_)
        elif type_ in ("date", "datetime"):
            found.add("date")
        elif type_ in ("money", "int", "decimal", "percent"):
            found.add("number")
    if not found:
        kind = kind_of(column.label) or ""
        if column.label.endswith(("计量单位", "数值单位")):
            found.add("measure")
        elif column.label.endswith(("文号", "案号")):
            found.add("document")
        elif column.label.endswith("证号"):
            found |= {"phone", "number"}
        elif kind == "party":
            found |= _PEOPLE_AND_FIRMS
        elif kind in _TOLD_BY_NAME:
            found.add(kind)
    return frozenset(found)
