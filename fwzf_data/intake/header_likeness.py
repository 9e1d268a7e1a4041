"""Which fields an unknown header may mean. Likeness only proposes: a person decides.

What counts is the rare characters two spellings share, in order, and the sort of thing each names by its last word:
被处罚人 names a person and is never a 处罚决定书文号.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from fwzf_data.intake.header_match import Spellings, unit_fits, written_forms
from fwzf_data.intake.header_text import (
    MONEY_UNITS,
    joined_parts,
    normalise_header,
    spelling_key,
    without_brackets,
    word_key,
)
from fwzf_data.intake.ledger import Column, Ledger

Proposals = tuple[tuple[str, float], ...]

_LEAST = 0.45
"""Below this a proposal is more often wrong than right (measured on the drawn layouts of the tests)."""
_MOST = 3
_SUGGESTED = 0.95
_KNOWN_IN_PART = 0.93
_ALIKE_AT_MOST = 0.92
_IN_ORDER_AT_LEAST = 0.28

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("yes_no", r"^(?:是否|有无|可否|能否|是不是|有没有)|与否$"),
        ("date", r"(?:日期|时间|年月|时限|期限|截止期|有效期|日|止|起|时间戳)$"),
        ("count", r"(?:[人户件份次天日页]数|数量|面积|比例|率|百分比|得分|分值|分数|成绩|学时|课时|人次|页码)$"),
        ("money", r"(?:金额|数额|罚款|罚金|款额|款|造价|所得|上限|下限|滞纳金)$"),
        ("number", r"(?:文号|编号|号码|案号|证号|卷号|字号|代码|编码|文书号|序号|号|id)$"),
        ("law", r"(?:依据|条款|法条|法律|法规|规定|条文)$"),
        ("place", r"(?:地址|地点|位置|路段|区域|场所|街道|辖区|网格|住所|住址|地|乡镇|片区)$"),
        ("office", r"(?:单位|机构|机关|部门|中队|大队|科室|股室|处室|队伍|分局)$"),
        ("kind", r"(?:类型|类别|种类|性质|方式|形式|分类|渠道|途径|程序|等级|级别|档次|阶次|来源|程度)$"),
        ("state", r"(?:情况|结果|状态|结论|意见|进展|进度|成效|效果|措施)$"),
        ("paper", r"(?:材料|附件|照片|图片|资料|文书|文件|清单)$"),
        ("text", r"(?:内容|事实|描述|摘要|案情|说明|备注|事由|原因|理由|事项|名称|案由|行为)$"),
        ("party", r"(?:当事人|相对人|对象|被.{1,4}人|主体|企业|商户|投诉人|举报人|申请人)$"),
        ("person", r"(?:人员|姓名|人|员|者|代表|领导|师)$"),
    )
)
_KIN: dict[frozenset[str], float] = {
    frozenset(pair): kinship
    for pair, kinship in {
        ("party", "person"): 0.85, ("party", "office"): 0.85, ("party", "text"): 0.8, ("office", "person"): 0.5,
        ("state", "text"): 0.85, ("state", "yes_no"): 0.9, ("kind", "text"): 0.75, ("kind", "state"): 0.65,
        ("count", "money"): 0.7, ("date", "yes_no"): 0.75, ("office", "place"): 0.6, ("law", "text"): 0.6,
        ("date", "state"): 0.6, ("paper", "text"): 0.75, ("paper", "yes_no"): 0.75, ("number", "text"): 0.5,
        ("kind", "yes_no"): 0.6, ("place", "text"): 0.5, ("text", "yes_no"): 0.6, ("paper", "state"): 0.6,
    }.items()
}  # fmt: skip
_EXACT_KINDS = {"date", "number", "money", "count", "yes_no"}
_STRANGERS = 0.4
_SILENT = 0.6
_UNSPOKEN = 0.85

_IDLE = re.compile(r"(?:名称|信息|描述|明细|登记|记录)$")
_LIKE_WORDS = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in {
        r"部门|机构|机关|科室|股室|处室|中队|大队|队伍": "单位",
        r"位置|地址|住所|处所|部位": "地点",
        r"诉求|信访|举报|反映|来电|来访": "投诉",
        r"处理|处置|解决|落实": "办理",
        r"修改|变更|刷新": "更新",
        r"标题|题目|主题": "名称",
        r"颁发|核发|颁证|发放": "发证",
        r"状况|概况": "情况",
        r"种类|类型|性质|分类": "类别",
        r"途径|渠道|形式": "方式",
        r"到期|届满": "截止",
        r"违章|违规": "违法",
        r"数额|额度|款额": "金额",
        r"下发|签发|制发|出具": "作出",
        r"队员|人员|成员": "人",
        r"时限|限期": "期限",
        r"资料|附件": "材料",
        r"条文|法条": "条款",
        r"短板|不足|难点": "问题",
        r"节点": "期限",
        r"管控|防范|预防": "防控",
        r"判定|评定|结论": "结果",
        r"员$": "人",
    }.items()
)

_HAS_LIKE_WORD = re.compile("|".join(pattern.pattern for pattern, _ in _LIKE_WORDS))

_VALUES: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "phone": r"^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$",
        "id_no": r"^[1-9]\d{16}[\dXx]$|^\d{6}\*+[\dXx]{2,4}$",
        "uscc": r"^[159][1-9]\d{6}[0-9A-Z]{10}$",
        "date": r"^\D{0,2}(?:(?:19|20)?\d{2}[年./\-－．]\d{1,2}|(?:19|20)\d{6}$|\d{1,2}月\d{1,2}日|二[〇零]|4\d{4}$)",
        "number": r"^[￥¥]?-?[\d,，.]+(?:元|万元|%|人|次|户|件|分|天|日)?$",
        "document": r"[〔\[（(【]20\d\d[〕\]）)】].*号$",
        "law": r"《.+》.*第.+条|^第.+条",
        "place": r"(?:路|街|巷|村|镇|社区|广场|市场|小区)(?:.{0,8}(?:号|口|段|处|侧|内|旁|对面|交叉口))?$",
    }.items()
}
"""What the cells below a header look like."""
_HALF = 0.5
_FITS, _MISFITS = 1.2, 0.5


@dataclass(frozen=True)
class _Forms:
    """The spellings of a ledger prepared for likeness."""

    written: tuple[str, ...]
    fields: tuple[str, ...]
    kinds: tuple[str | None, ...]
    weights: dict[str, float]
    """How much a character tells: 「日」 little, 「催」 much."""

    def weigh(self, text: str) -> float:
        return sum(self.weights.get(char, 1.0) for char in text)


def propose(
    table: Spellings,
    headers: Sequence[str],
    taken: Collection[str] = (),
    samples: Sequence[str] = (),
    unit: str | None = None,
) -> Proposals:
    """Fields a header may mean and that are not ``taken``, best first, with a likeness from 0 to 1.

    ``headers`` are ways to read it, the fullest first (「告知送达日期」, then 「送达日期」). ``samples`` are cells
    below it: a column of dates is no party. ``unit`` is the one written in the header: 完成情况（%） is a share.
    """
    scores: dict[str, float] = {}

    def count(field: str, score: float) -> None:
        if field not in taken:
            scores[field] = max(scores.get(field, 0.0), score)

    for rank, header in enumerate(headers):
        for field in table.suggested.get(spelling_key(header), ()):
            count(field, _SUGGESTED - 0.1 * rank)
        for read, worth in _readings(header):
            worth *= 1 - 0.1 * rank
            if known := table.exact.get(read) or table.words.get(word_key(read)):
                count(known, _KNOWN_IN_PART * worth)
            for field in table.suggested.get(read, ()):
                count(field, 0.9 * worth)
            for field, likeness in _alike(_forms(table.ledger), _concepts(read)):
                count(field, min(likeness, _ALIKE_AT_MOST) * worth)
    judged = []
    for field, score in scores.items():
        column = table.ledger.column(field)
        likely = score * _plausible(column, samples) * _goes_with(unit, column)
        judged.append((field, round(min(likely, _SUGGESTED), 2)))
    order = {column.name: place for place, column in enumerate(table.ledger.columns)}
    best = sorted((pair for pair in judged if pair[1] >= _LEAST), key=lambda pair: (-pair[1], order[pair[0]]))
    return tuple(best[:_MOST])


def _readings(header: str) -> list[tuple[str, float]]:
    """Ways to read one header, with their worth: whole, its brackets, without them, without an idle last word."""
    key = spelling_key(header)
    stem, notes = without_brackets(header)
    ways = {key: 1.0} | {spelling_key(note): 0.99 for note in notes if len(note) > 2}
    for place, part in enumerate(joined_parts(header)):
        ways.setdefault(spelling_key(part), 0.98 - 0.04 * place)
    bare = spelling_key(stem)
    for way, worth in ((bare, 0.95), (_IDLE.sub("", key), 0.97), (_IDLE.sub("", bare), 0.93)):
        if way:
            ways.setdefault(way, worth)
    return list(ways.items())


@lru_cache(maxsize=16384)
def _concepts(key: str) -> str:
    """A spelling with words of like meaning made one: 「部门解决情况」 is much like 「办理情况」."""
    if _HAS_LIKE_WORD.search(key):
        for pattern, meant in _LIKE_WORDS:
            key = pattern.sub(meant, key)
    return word_key(key)


def _alike(forms: _Forms, header: str) -> list[tuple[str, float]]:
    if len(header) < 2:
        return []
    kind, total = _kind_of(header), forms.weigh(header)
    best: dict[str, float] = {}
    near = process.extract(
        header, forms.written, scorer=LCSseq.normalized_similarity, score_cutoff=_IN_ORDER_AT_LEAST, limit=None
    )
    for form, in_order, place in near:
        likeness = _likeness(forms, header, form, in_order, total) * _kinship(kind, forms.kinds[place])
        best[forms.fields[place]] = max(likeness, best.get(forms.fields[place], 0.0))
    return list(best.items())


def _likeness(forms: _Forms, header: str, form: str, in_order: float, total: float) -> float:
    of_form = forms.weigh(form)
    shared = (Counter(header) & Counter(form)).elements()
    common = forms.weigh("".join(shared))
    likeness = 0.5 * common / (total + of_form - common) + 0.5 * in_order
    if header.endswith(form):
        likeness = max(likeness, 0.62 + 0.35 * of_form / total)
    elif form.endswith(header):
        likeness = max(likeness, 0.55 + 0.35 * total / of_form)
    elif form in header:
        likeness = max(likeness, 0.5 + 0.35 * of_form / total)
    return likeness


def _kind_of(header: str) -> str | None:
    """What sort of thing a header names, by its last word."""
    return next((kind for kind, pattern in _KINDS if pattern.search(header)), None)


def _kinship(one: str | None, other: str | None) -> float:
    if one == other:
        return 1.0
    if one is None or other is None:
        return _UNSPOKEN if {one, other}.isdisjoint(_EXACT_KINDS) else _SILENT
    return _KIN.get(frozenset((one, other)), _STRANGERS)


def _plausible(column: Column, samples: Sequence[str]) -> float:
    """How well the cells below a header go with a field: dates are no party, 《…》第…条 is a legal basis."""
    seen = _value_kind(tuple(samples))
    if seen is None or column.alternative:
        return 1.0
    wanted = _value_kind_of(column)
    if seen == wanted:
        return _FITS
    return _MISFITS if wanted or seen in ("date", "phone", "id_no", "uscc") else 1.0


def _goes_with(unit: str | None, column: Column) -> float:
    """How well a field goes with the unit written in the header."""
    if not unit_fits(unit, column):
        return _MISFITS
    return _FITS if unit == "%" or unit in MONEY_UNITS else 1.0


@lru_cache(maxsize=256)
def _value_kind(samples: tuple[str, ...]) -> str | None:
    """The first kind more than half of the cells are of."""
    if len(samples) < 2:
        return None
    return next(
        (
            kind
            for kind, pattern in _VALUES.items()
            if sum(bool(pattern.search(text)) for text in samples) > _HALF * len(samples)
        ),
        None,
    )


def _value_kind_of(column: Column) -> str | None:
    """The kind of cells a field holds, where its type or its name tells."""
    if column.type in ("phone", "id_no", "uscc"):
        return column.type
    if column.type in ("date", "datetime"):
        return "date"
    if column.type in ("money", "int", "decimal", "percent"):
        return "number"
    return {"law": "law", "place": "place"}.get(_kind_of(column.label) or "") or (
        "document" if column.label.endswith("文号") else None
    )


@cache
def _forms(ledger: Ledger) -> _Forms:
    pairs = {
        (column.name, _concepts(key)): None
        for column in ledger.columns
        for written in written_forms(column)
        if not (key := spelling_key(normalise_header(written))).isascii() and len(key) > 1
    }
    # In how many fields a character occurs, not in how many spellings: a long list of synonyms makes no word common.
    seen = Counter(char for char, _ in {(char, field) for field, form in pairs for char in form})
    return _Forms(
        written=tuple(form for _, form in pairs),
        fields=tuple(field for field, _ in pairs),
        kinds=tuple(_kind_of(form) for _, form in pairs),
        weights={char: 0.3 + log((len(ledger.columns) + 1) / count) for char, count in seen.items()},
    )
