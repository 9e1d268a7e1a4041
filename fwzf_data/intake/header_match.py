"""Which field of one ledger a header means: known spellings decide, likeness only proposes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from rapidfuzz.distance import LCSseq

from fwzf_data.intake.header_text import normalise_header, spelling_key, without_brackets, word_key
from fwzf_data.intake.ledger import Column, Ledger

LEAST_LIKENESS = 0.5
"""Below this a proposal would more often be wrong than right (measured on the drawn layouts of the tests)."""
_SUGGESTED = 0.95
_MOST_PROPOSALS = 3

_KINDS: tuple[tuple[str, str], ...] = (
    ("yes_no", r"^(?:是否|有无|可否|能否|是不是|有没有)"),
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
_KIN: dict[frozenset[str], float] = {
    frozenset(pair): factor
    for pair, factor in {
        ("party", "person"): 0.85, ("party", "office"): 0.85, ("party", "text"): 0.8, ("office", "person"): 0.5,
        ("state", "text"): 0.85, ("state", "yes_no"): 0.9, ("kind", "text"): 0.75, ("kind", "state"): 0.65,
        ("count", "money"): 0.7, ("date", "yes_no"): 0.75, ("office", "place"): 0.6, ("law", "text"): 0.6,
        ("date", "state"): 0.6, ("paper", "text"): 0.75, ("paper", "yes_no"): 0.75, ("number", "text"): 0.5,
        ("kind", "yes_no"): 0.6, ("place", "text"): 0.5, ("text", "yes_no"): 0.6, ("paper", "state"): 0.6,
    }.items()
}  # fmt: skip
_STRANGERS = 0.4
_UNSPOKEN = 0.85

_DATE = re.compile(
    r"^\D{0,2}(?:(?:19|20)?\d{2}[年./\-－．]\d{1,2}|(?:19|20)\d{6}$|\d{1,2}月\d{1,2}日|二[〇零]|4\d{4}$)"
)
_NUMBER = re.compile(r"^[￥¥]?-?[\d,，.]+(?:元|万元|%|人|次|户|件|分|天|日)?$")
_SIGNS = {"date": {"date", "datetime"}, "number": {"money", "int", "decimal", "percent", "date", "datetime", "bool"}}
_HARMLESS = frozenset((
    "姓名", "名称", "全称", "简称", "单位", "个人", "单位名称", "描述", "简述", "摘要", "概述", "简要", "详细", "具体",
    "执法人员", "两人以上", "2人以上", "两名以上", "不少于2人", "附件",
))  # fmt: skip
"""Words in brackets that explain a header and change nothing: 当事人（单位名称）."""


@dataclass(frozen=True)
class Spellings:
    """Every known spelling of one ledger's fields, ready for comparison."""

    ledger: Ledger
    exact: dict[str, str]
    words: dict[str, str]
    """Spellings freed of words that mean the same; only those that point to one field."""
    suggested: dict[str, tuple[str, ...]]
    forms: tuple[tuple[str, str, str | None], ...]
    """(field, spelling, kind of its last word), for likeness."""
    weights: dict[str, float]
    """How much a character tells: 「日」 little, 「催」 much."""

    def field_of(self, header: str) -> str | None:
        """The field a normalised header means beyond doubt, or None."""
        key = spelling_key(header)
        found = self.exact.get(key) or self.words.get(word_key(key))
        if found or "(" not in header or key in self.suggested:
            return found
        stem, notes = without_brackets(header)
        stem_field = self.field_of(stem) if stem else None
        return stem_field if stem_field and all(self._is_harmless(note, stem_field) for note in notes) else None

    def _is_harmless(self, note: str, field: str) -> bool:
        parts = [part for part in re.split(r"[/、,;或和及]", note) if part]
        return (
            note in _HARMLESS
            or self.exact.get(spelling_key(note)) == field
            or (len(parts) > 1 and all(len(part) <= 6 for part in parts))
        )

    def is_label(self, header: str, field: str) -> bool:
        """Whether the ledger itself calls the field so."""
        return spelling_key(normalise_header(self.ledger.column(field).label)) == spelling_key(header)

    def propose(
        self, headers: Sequence[str], taken: Collection[str] = (), samples: Sequence[str] = ()
    ) -> tuple[tuple[str, float], ...]:
        """Fields the header may mean, best first with a likeness from 0 to 1.

        ``headers`` are ways to read it, the fullest first (「告知送达日期」, then 「送达日期」). ``samples`` are cells
        below it: a column of dates is no party.
        """
        scores: dict[str, float] = {}
        for rank, header in enumerate(headers):
            key = spelling_key(header)
            for field in self.suggested.get(key, ()):
                scores[field] = max(scores.get(field, 0.0), _SUGGESTED - 0.1 * rank)
            stem, notes = without_brackets(header)
            for read, factor in ((key, 1.0), (spelling_key(stem), 0.95) if notes and stem else (key, 1.0)):
                if (certain := self.exact.get(read) or self.words.get(word_key(read))) is not None:
                    scores[certain] = max(scores.get(certain, 0.0), (0.93 if rank == 0 else 0.8) * factor)
                for field, likeness in self._alike(word_key(read)):
                    scores[field] = max(scores.get(field, 0.0), min(likeness, 0.92) * factor * (1 - 0.1 * rank))
        judged = (
            (field, round(score * self._plausible(self.ledger.column(field), samples), 2))
            for field, score in scores.items()
            if field not in taken
        )
        best = sorted((pair for pair in judged if pair[1] >= LEAST_LIKENESS), key=lambda pair: (-pair[1], pair[0]))
        return tuple(best[:_MOST_PROPOSALS])

    def _alike(self, header: str) -> list[tuple[str, float]]:
        kind = kind_of(header)
        total = sum(self.weights.get(char, 1.0) for char in header) or 1.0
        best: dict[str, float] = {}
        for field, form, form_kind in self.forms:
            if not set(form) & set(header):
                continue
            likeness = self._likeness(header, form, total) * _kinship(kind, form_kind)
            if likeness > best.get(field, 0.0):
                best[field] = likeness
        return list(best.items())

    def _likeness(self, header: str, form: str, total: float) -> float:
        if len(header) < 2 or len(form) < 2:
            return 0.0
        shared = Counter(header) & Counter(form)
        common = sum(self.weights.get(char, 1.0) * count for char, count in shared.items())
        of_form = sum(self.weights.get(char, 1.0) for char in form)
        told = common / (total + of_form - common)
        order = LCSseq.normalized_similarity(header, form)
        likeness = 0.5 * told + 0.5 * order
        if header.endswith(form):
            likeness = max(likeness, 0.62 + 0.35 * of_form / total)
        elif form.endswith(header):
            likeness = max(likeness, 0.55 + 0.35 * total / of_form)
        elif form in header:
            likeness = max(likeness, 0.5 + 0.35 * of_form / total)
        return likeness

    @staticmethod
    def _plausible(column: Column, samples: Sequence[str]) -> float:
        if len(samples) < 2:
            return 1.0
        dates = sum(bool(_DATE.match(text)) for text in samples) / len(samples)
        numbers = sum(bool(_NUMBER.match(text)) for text in samples) / len(samples)
        types = {column.type, column.alternative}
        if types & _SIGNS["date"]:
            return 1.0 if dates > 0.2 or column.alternative else 0.5
        if dates > 0.6:
            return 0.5
        if types & {"money", "int", "decimal", "percent"}:
            return 1.0 if numbers > 0.2 or column.alternative else 0.6
        return 0.7 if numbers > 0.8 and column.type in ("list", "code", "codes") else 1.0


def kind_of(header: str) -> str | None:
    """What sort of thing a header names, by its last word."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, header)), None)


def _kinship(one: str | None, other: str | None) -> float:
    if one == other:
        return 1.0
    if one is None or other is None:
        return _UNSPOKEN
    return _KIN.get(frozenset((one, other)), _STRANGERS)


def written_forms(column: Column) -> list[str]:
    """The spellings that decide for a field: its name, its label and its synonyms."""
    return [column.name, column.label, *column.synonyms]


@cache
def spellings(ledger: Ledger) -> Spellings:
    """The comparison tables of a ledger, made once."""
    exact: dict[str, str] = {}
    words: dict[str, str | None] = {}
    suggested: dict[str, tuple[str, ...]] = {}
    forms: dict[tuple[str, str], None] = {}
    for column in ledger.columns:
        for written in written_forms(column):
            key = spelling_key(normalise_header(written))
            exact.setdefault(key, column.name)
            word = word_key(key)
            words[word] = column.name if words.get(word, column.name) == column.name else None
            if not key.isascii():
                forms[column.name, word] = None
        for written in column.proposes:
            key = spelling_key(normalise_header(written))
            suggested[key] = (*suggested.get(key, ()), column.name)
    for key in suggested:
        exact.pop(key, None)
        words.pop(word_key(key), None)
    # In how many fields a character occurs, not in how many spellings: a long list of synonyms makes no word common.
    seen = Counter(char for char, _ in {(char, field) for field, form in forms for char in form})
    fields = len(ledger.columns)
    return Spellings(
        ledger=ledger,
        exact=exact,
        words={word: field for word, field in words.items() if field},
        suggested=suggested,
        forms=tuple((field, form, kind_of(form)) for field, form in forms),
        weights={char: 0.3 + log((fields + 1) / count) for char, count in seen.items()},
    )
