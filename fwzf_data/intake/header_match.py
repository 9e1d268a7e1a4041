"""Which field of one ledger a heading means beyond doubt: only known spellings and what a person decided before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from fwzf_data.intake.header_table import Heading
from fwzf_data.intake.header_text import (
    EITHER_UNIT,
    MONEY_UNITS,
    joined_parts,
    normalise_header,
    spelling_key,
    without_brackets,
    word_key,
)
from fwzf_data.intake.ledger import Column, Ledger
from fwzf_data.intake.plan import JOINED

Remembered = Mapping[tuple[str, str], str | None]
"""(ledger, normalised header) → field, None for left out on purpose: what people decided before."""

KNOWN, CONFIRMED, UNKNOWN, CLASH = "同义词", "已确认", "未识别", "冲突"

_HARMLESS = frozenset((
    "姓名", "名称", "全称", "简称", "单位", "个人", "单位名称", "描述", "简述", "摘要", "概述", "简要", "详细", "具体",
    "执法人员", "两人以上", "2人以上", "两名以上", "不少于2人", "附件",
))  # fmt: skip
"""Words in brackets that explain a header and change nothing: 当事人（单位名称）."""
_OPTION_CHARS = 6
"""Brackets with a choice of words this short list what may be filled in: 送达方式（直接/邮寄/留置）."""

_NEUTRAL = re.compile(
    r"^(?:基本|案件|案卷|主要|其他|其它|相关|有关|具体|详细|登记|台账|数据)*(?:情况|信息|内容|资料|数据|要素|项目|栏目)*$"
)
_OF_DAYS = re.compile(r"(?:日期|时间|起止)$")
_DAY_IN_THREE = (("年份", "年度", "年"), ("月份", "月"), ("日期", "日"))
_PARENT_TAIL = re.compile(r"(?:的?基本)?(?:情况|信息|资料|环节|阶段|事项|部分)$")


@dataclass(frozen=True)
class Reading:
    """What one heading says by itself."""

    field: str | None
    how: str
    key: str
    """The spelling that matched."""
    is_whole: bool = True
    """Whether the whole heading matched, not only the last part under a parent that may change its meaning."""
    steps_in: tuple[str, ...] = ()
    """The fields it steps in for where no other heading claims them: 发现问题 is the result, or else the problem."""
    gave_way: str | None = None
    """The field it would have meant, had not another heading claimed it."""


@dataclass(frozen=True)
class Spellings:
    """Every known spelling of one ledger's fields, ready for comparison."""

    ledger: Ledger
    exact: Mapping[str, str]
    words: Mapping[str, str]
    """Spellings freed of words that mean the same; only those that point to one field."""
    literal: frozenset[str]
    """Spellings with their punctuation: 「承办人1、承办人2」 is one field, whatever its parts mean."""
    stepping_in: Mapping[str, tuple[str, ...]]
    """Spellings that count only where nothing else claims their field, and those fields, first choice first."""
    known: frozenset[str]
    """The keys of all of them."""
    suggested: Mapping[str, tuple[str, ...]]

    def field_of(self, header: str) -> str | None:
        """The field a normalised header means beyond doubt, or None."""
        key = spelling_key(header)
        found = self.exact.get(key) or self.words.get(word_key(key))
        if found or "(" not in header or key in self.suggested:
            return None if found and not self._names_one(header, found) else found
        stem, notes = without_brackets(header)
        if len(notes) == 1 and stem.isascii():
            return self.field_of(notes[0])
        field = self.field_of(stem) if stem else None
        return field if field and all(self._is_harmless(note, field) for note in notes) else None

    def _names_one(self, header: str, field: str) -> bool:
        """Whether a header that joins words means one field with all of them: 联系人/电话 is no 联系人电话."""
        parts = joined_parts(header) if header not in self.literal else []
        return len(parts) < 2 or all(self.exact.get(spelling_key(part)) == field for part in parts)

    def _is_harmless(self, note: str, field: str) -> bool:
        options = [part for part in re.split(r"[/、,;或和及]", note) if part]
        return (
            note in _HARMLESS
            or self.exact.get(spelling_key(note)) == field
            or (len(options) > 1 and all(len(option) <= _OPTION_CHARS for option in options))
        )

    def steps_in(self, header: str) -> tuple[str, ...]:
        """The fields of a header that gives way to any other that claims them; none where it gives way to nobody."""
        key = spelling_key(header)
        if key not in self.exact and word_key(key) not in self.words:
            key = spelling_key(without_brackets(header)[0])
        return self.stepping_in.get(key if key in self.exact else word_key(key), ())

    def tells_by_itself(self, heading: Heading, field: str) -> bool:
        """Whether a child means its field under its parents: it repeats them (处罚/处罚金额), it is the ledger's own
        word, or no other field's name ends so, as many do in 送达日期."""
        leaf = normalise_header(heading.path[-1])
        if self.is_label(leaf, field) or repeats_parents(heading):
            return True
        key = spelling_key(leaf)
        return not any(form.endswith(key) and other != field for form, other in self.exact.items())

    def is_label(self, header: str, field: str) -> bool:
        """Whether the ledger itself calls the field so."""
        return spelling_key(normalise_header(self.ledger.column(field).label)) == spelling_key(header)

    def read(self, headings: Sequence[Heading], remembered: Remembered) -> list[Reading]:
        """The readings of all headings of a sheet; those that only step in give way to others of the same field."""
        readings = [self._read(heading, remembered) for heading in headings]
        readings = self._with_days_in_three(headings, readings, remembered)
        claimed = {reading.field for reading in readings if not reading.steps_in}
        without_choice = {reading.field for reading in readings if len(reading.steps_in) == 1}
        return [
            _stepped_in(reading, claimed | without_choice if len(reading.steps_in) > 1 else claimed)
            if reading.steps_in
            else reading
            for reading in readings
        ]

    def _with_days_in_three(
        self, headings: Sequence[Heading], readings: list[Reading], remembered: Remembered
    ) -> list[Reading]:
        """One day written in three columns 年, 月, 日 under 立案日期, or 立案年, 立案月, 立案日, is one heading: its
        first column holds the field, the others are read with it. 立案日 that stands elsewhere is no whole day."""
        found = list(readings)
        leaves = [normalise_header(heading.path[-1]) for heading in headings]
        for place in range(len(headings) - 2):
            three = headings[place : place + 3]
            stems = [_stem(leaf, words) for leaf, words in zip(leaves[place:], _DAY_IN_THREE, strict=False)]
            parents = {heading.path[:-1] for heading in three}
            if len(parents) > 1 or stems[0] is None or len(set(stems)) > 1:
                continue
            if stems[0] and leaves[place + 2].endswith("日期"):  # 立案日期 beside 立案年份 is a whole day
                continue
            whole = (*three[0].path[:-1], *filter(None, stems[:1]))
            for path in (whole, (*whole[:-1], whole[-1] + "日期"), (*whole, "日期")) if whole else ():
                read = self._read(Heading(three[0].column_no, path), remembered)
                if read.field and self.ledger.column(read.field).type in ("date", "datetime"):
                    found[place] = read
                    found[place + 1 : place + 3] = [replace(read, how=JOINED)] * 2
                    break
        return [
            Reading(None, UNKNOWN, reading.key)
            if leaf.endswith("日") and {leaf[:-1] + "年", leaf[:-1] + "月"} <= set(leaves) and reading.how == KNOWN
            else reading
            for leaf, reading in zip(leaves, found, strict=True)
        ]

    def _read(self, heading: Heading, remembered: Remembered) -> Reading:
        """What was decided before, else the joined header, else its last part alone."""
        whole = normalise_header(heading.text)
        if remembered and (place := (self.ledger.key, whole)) in remembered:
            return Reading(remembered[place], CONFIRMED, spelling_key(whole))
        if self.known.isdisjoint(_keys(heading)):
            return Reading(None, UNKNOWN, spelling_key(whole))
        ways = ways_to_read(heading)
        for header in ways:
            if (field := self.field_of(header)) and unit_fits(heading.unit, self.ledger.column(field)):
                alone = len(heading.path) > 1 and header == ways[-1] and not _is_neutral(heading)
                return Reading(field, KNOWN, spelling_key(header), not alone, self.steps_in(header))
        return Reading(None, UNKNOWN, spelling_key(whole))


def _stem(leaf: str, words: Collection[str]) -> str | None:
    """What stands before 年, 月 or 日; None where a header does not end so."""
    return next((leaf.removesuffix(word) for word in words if leaf.endswith(word)), None)


def _stepped_in(reading: Reading, claimed: Collection[str | None]) -> Reading:
    free = next((field for field in reading.steps_in if field not in claimed), None)
    if free is None:
        return Reading(None, CLASH, reading.key, gave_way=reading.field)
    return reading if free == reading.field else replace(reading, field=free)


@lru_cache(maxsize=4096)
def ways_to_read(heading: Heading) -> tuple[str, ...]:
    """How a heading can be read: 立案信息/日期 as 立案信息日期, 立案日期 and 日期."""
    parts = [normalise_header(part) for part in heading.path]
    *parents, leaf = parts
    short = [cut for parent in parents if (cut := _PARENT_TAIL.sub("", parent))]
    ways = ["".join(parts), "".join([*short, leaf]), "".join([*parents[-1:], leaf]), "".join([*short[-1:], leaf]), leaf]
    return tuple(dict.fromkeys(ways))


def repeats_parents(heading: Heading) -> bool:
    """Whether a child says again what its parents say: 立案/立案日期."""
    *parents, leaf = (normalise_header(part) for part in heading.path)
    return all(_PARENT_TAIL.sub("", parent) in leaf for parent in parents)


@lru_cache(maxsize=4096)
def _keys(heading: Heading) -> frozenset[str]:
    """Every key a spelling must have to be the heading's, so that the many ledgers it does not belong to are quick."""
    cuts = [(way, *without_brackets(way)) for way in ways_to_read(heading)]
    stems = [stem for way, stem, notes in cuts for stem in (way, stem, *notes) if stem]
    keys = [spelling_key(stem) for stem in stems]
    return frozenset((*keys, *map(word_key, keys)))


def ways_to_propose(heading: Heading) -> tuple[str, ...]:
    """How a heading may be read, too: under 各节点日期 or 起止时间 every child is a day."""
    *ways, leaf = ways_to_read(heading)
    parents = [normalise_header(parent) for parent in heading.path[:-1]]
    dated = [leaf + "日期"] if any(map(_OF_DAYS.search, parents)) and not _OF_DAYS.search(leaf) else []
    return (*dated, *ways, leaf)


def unit_fits(unit: str | None, column: Column) -> bool:
    """Whether a unit goes with a field: 完成情况（%） is a share, 处罚情况（元） an amount."""
    if unit in (*MONEY_UNITS, EITHER_UNIT):
        return column.type in ("money", "decimal", "int") or column.unit in MONEY_UNITS
    return unit != "%" or column.type in ("percent", "decimal")


def _is_neutral(heading: Heading) -> bool:
    """Whether the parents say nothing about the column: 基本情况, 案件信息."""
    return all(_NEUTRAL.match(normalise_header(parent)) for parent in heading.path[:-1])


def written_forms(column: Column) -> list[str]:
    """The spellings that decide for a field: its name, its label, its synonyms, and those that only step in."""
    return [column.name, column.label, *column.synonyms, *column.otherwise]


@cache
def spellings(ledger: Ledger) -> Spellings:
    """The comparison tables of a ledger, made once."""
    exact: dict[str, str] = {}
    words: dict[str, str | None] = {}
    suggested: dict[str, tuple[str, ...]] = {}
    literal: set[str] = set()
    stepping_in: dict[str, tuple[str, ...]] = {}
    claiming: set[str] = set()
    for column in ledger.columns:
        for written in written_forms(column):
            header = normalise_header(written)
            literal.add(header)
            key = spelling_key(header)
            word = word_key(key)
            exact.setdefault(key, column.name)
            words[word] = column.name if words.get(word, column.name) == column.name else None
            if written not in column.otherwise:
                claiming.update((key, word))
                continue
            for form in dict.fromkeys((key, word)):
                stepping_in[form] = (*stepping_in.get(form, ()), column.name)
        for written in column.proposes:
            key = spelling_key(normalise_header(written))
            suggested[key] = (*suggested.get(key, ()), column.name)
    for key in suggested:
        exact.pop(key, None)
        words.pop(word_key(key), None)
    sure = {word: field for word, field in words.items() if field}
    return Spellings(
        ledger=ledger,
        exact=exact,
        words=sure,
        literal=frozenset(literal),
        stepping_in={form: fields for form, fields in stepping_in.items() if form not in claiming},
        known=frozenset((*exact, *sure)),
        suggested=suggested,
    )
