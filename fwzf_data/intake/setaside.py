"""Rows that are no records: titles, repeated headers, totals, signatures, notes, examples, numbered blanks.

Only rows that lack what a record needs, begin with a telling word, total what they are named by or repeat the header
are looked at closely; a row with a document number is a record whatever else it says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.merged import Merge
from fwzf_data.intake.plan import SheetPlan
from fwzf_data.intake.section_captions import GROUP, Stretches, caption, numbered_records, stretches

TITLE, HEADER_AGAIN, TOTAL, BLANK_BELOW = "标题", "重复的表头", "合计行", "以下空白"
SIGNATURE, NOTE, EXAMPLE, NUMBERED_BLANK, COLUMN_NUMBERS = "签字行", "说明行", "示例行", "只有序号的空行", "列号行"

_BLANK = frozenset({"", "/", "／", "-", "--", "—", "——", "－", "\\"})
_COUNTED = "件|起|宗|项|户|家|人|人次|次|场|期|个|份|条|处|辆|元|万元"
_TOTAL_WORD = (
    r"(?:合计|小计|总计|累计|共计)(?:数|项|件数|金额)?[)）]?(?:[(（].{0,6}[)）])?"
    rf"[:：]?(?:[^\d:：]{{0,4}}\d[\d,.]*(?:{_COUNTED})?[,，、;；。]?)*"
)
_TOTAL = re.compile(r"[(（]?.{0,10}?" + _TOTAL_WORD)
_PLAIN_TOTAL = re.compile(
    r"[(（]?[\d一二三四五六七八九十本上下半当全各以第年度季月份周旬局县市区页部单位科室中大队\-—~至到、.]{0,12}"
    + _TOTAL_WORD
)
"""A total in a row that has all a record needs: 「停车费合计」 is what somebody complains of, 「本月合计」 is none."""
_OFFICES = ("unit", "host_unit", "lead_unit", "demo_unit")
_COUNT = re.compile(rf"\d+(?:{_COUNTED})")
_FEW_DIGITS = re.compile(r"\d{1,4}")
_DAY = re.compile(r"\d{4}\D?\d|\d{1,2}[月./-]\d|\d{5}")
_SIGNATURE = re.compile(
    r".{0,8}?(?:填表人?|填报人?|审核人?|审批人?|制表人?|复核人?|校对人?|经办人?|统计人?|负责人|领导|局长|主任|科长|股长|所长|队长|站长|"
    r"签字|签名|盖章|填表日期|填报日期|制表日期|报送日期|填报时间|报送时间|日期|填报单位|联系人|联系电话)"
    r"(?:[(（](?:签字|签名|盖章|签章|公章)[)）]|签字|签名|盖章|签章)?[:：]"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|填报说明|注意事项|注意|提示)\s*\d*\s*[:：]|[※＊*]")
_EXAMPLE = re.compile(r"[(（【\[]?(?:示例|样例|填写示例|例)[)）】\]]?(?:[:：]|$)|[(（【\[](?:示例|样例|例)[)）】\]]")
_TEMPLATE_EXAMPLE = re.compile("示例[:：]")
"""How our templates mark theirs."""
_FOR_INSTANCE = re.compile("例[:：]")
"""How a sentence may begin, too; it marks an example only where no sentence is written."""
_TELLING = (
    "示例|样例|例[:：]|[(（【\\[]例|计|填|审|制|注|说明|※|[:：]$|以\\s*下|[此本]\\s*页"
    "|^[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|^第.{1,3}(?:周|季度|月|部分|阶段|批)$"
)
"""What the first filled cell of a row must hold to be looked at although the row has all a record needs."""
_TOTALLING = r"[合小总累共]\s*计(?:数|项|件|金|\d|[)）(（:：\s]|$)"
"""What a cell that names a record must hold for the same."""
_NOTHING_BELOW = re.compile(r"以下(?:空白|无正文)|[此本]页(?:以下)?(?:空白|无正文)")
_ONLY_NOTHING_BELOW = re.compile(rf"[(（—=*-]*(?:{_NOTHING_BELOW.pattern})[)）。.—=*-]*")
_SECTION = re.compile(
    r"[(（]?以下(?:均|都|全部|部分)?(?:为|是|系|属于?).{1,20}(?:案件|案卷|台账|记录|部分|工单|名单|事项|许可|检查)[)）。:：]*"
)
"""A note between the rows that says whose they are: 「以下为二中队案件」."""
_ORDINAL = re.compile(r"[(（]?(?:\d+|[一二三四五六七八九十百]+)[)）、.．]?")
_NEAR_HEADER = 2
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class _Surroundings:
    """What of a sheet is needed to tell a record from the rest."""

    header: Mapping[int, frozenset[str]]
    """Column → what the header rows write there."""
    titles: frozenset[str]
    wide_rows: frozenset[int]
    """Rows with a cell merged over half of the table."""
    number_columns: frozenset[int]
    """Columns of document numbers."""
    naming_columns: frozenset[int]
    """Columns a record is named by or cannot exist without."""
    day_columns: frozenset[int]
    unit_columns: frozenset[int]
    required_columns: frozenset[int]
    tall: Stretches
    seq_column: int | None
    last: int


def set_aside(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan, cells: pa.Table, merges: Sequence[Merge]
) -> list[tuple[int, str]]:
    """Row numbers that are set aside, with the reason, in order; ``cells`` is also the view ``cells``."""
    assert plan.first is not None
    assert plan.last is not None
    top = _rows(cells.slice(0, _count_up_to(connection, plan.last)))
    seq = plan.column_of("seq_no")
    around = _Surroundings(
        header=_header_words(plan, top),
        titles=frozenset(text.strip() for row_no, texts in top if row_no < plan.first for text in texts if text),
        wide_rows=frozenset(merge[0] for merge in merges if 2 * (merge[3] - merge[1] + 1) >= max(4, len(plan.columns))),
        number_columns=_columns(plan, _number_fields(kind)),
        naming_columns=_columns(plan, _number_fields(kind) | _needed(kind)),
        day_columns=_columns(plan, {column.name for column in kind.columns if column.type in ("date", "datetime")}),
        unit_columns=_columns(plan, set(_OFFICES)),
        required_columns=_columns(plan, {column.name for column in kind.columns if column.required}),
        tall=stretches(merges),
        seq_column=seq.column_no if seq else None,
        last=plan.last,
    )
    above = [(row_no, TITLE) for row_no, _ in top if row_no < plan.first]
    doubtful = _doubtful(connection, kind, plan, around, cells.column_names[1:])
    found = [
        (row_no, reason) for row_no, has_all, texts in doubtful if (reason := _reason(row_no, has_all, texts, around))
    ]
    captions = {
        row_no: place
        for row_no, has_all, texts in doubtful
        if has_all and row_no not in around.wide_rows
        if (place := caption(row_no, texts, around.required_columns, around.tall))
    }
    records = numbered_records(connection, captions, plan.last)
    return above + [(row_no, reason) for row_no, reason in found if captions.get(row_no) not in records]


def _reason(row_no: int, has_all: bool, texts: Sequence[str | None], around: _Surroundings) -> str | None:
    """Why a row is no record; None where it is one, or lacks something and must be returned."""
    filled = {place: text for place, text in enumerate(texts, 1) if text is not None}
    first = next(iter(filled.values()), "").strip()
    squeezed = [_SPACE.sub("", text) for text in filled.values()]
    same = sum(text in around.header.get(place, ()) for place, text in filled.items())
    if same >= 2 and 2 * same >= len(filled):
        return HEADER_AGAIN
    if row_no <= around.last + _NEAR_HEADER and len(filled) >= 3 and all(map(_is_column_number, filled.items())):
        return COLUMN_NUMBERS
    numbered = any(_is_number(text, has_all) for place, text in filled.items() if place in around.number_columns)
    if _is_example(filled, numbered, has_all, around):
        return EXAMPLE
    if _says_nothing_follows(filled, has_all, around):
        return BLANK_BELOW
    if len(filled) == 1 and (row_no in around.wide_rows or (GROUP.match(first) and not has_all)):
        return TITLE
    if has_all and caption(row_no, texts, around.required_columns, around.tall):
        return TITLE
    if len(filled) == 1 and _SECTION.fullmatch(squeezed[0]):
        return NOTE
    if (squeezed and all(map(_SIGNATURE.match, squeezed))) or (not has_all and _SIGNATURE.match("".join(squeezed))):
        return SIGNATURE
    if not has_all and len(filled) <= 2 and _NOTE.match(first):
        return NOTE
    said = {place for place, text in filled.items() if text.strip() not in _BLANK}
    if numbered:
        return None
    if _is_total(filled, has_all, around):
        return TOTAL
    if has_all:
        return None
    if not said or (said == {around.seq_column} and _ORDINAL.fullmatch(first)):
        return NUMBERED_BLANK
    if len(filled) == 1 and first in around.titles:
        return TITLE
    return None


def _says_nothing_follows(filled: Mapping[int, str], has_all: bool, around: _Surroundings) -> bool:
    """「以下空白」. Where that alone makes a record, as of a complaint, nothing but a number may stand beside it."""
    squeezed = {place: _SPACE.sub("", text) for place, text in filled.items()}
    if not has_all:
        return len(filled) <= 3 and _NOTHING_BELOW.search("".join(squeezed.values())) is not None
    said = [text for place, text in squeezed.items() if place != around.seq_column or not _ORDINAL.fullmatch(text)]
    return len(said) == 1 and _ONLY_NOTHING_BELOW.fullmatch(said[0]) is not None


def _is_number(text: str, has_all: bool) -> bool:
    """Whether a cell for a document number holds one, and not a total or what was counted."""
    squeezed = _SPACE.sub("", text)
    if squeezed in _BLANK or _TOTAL.fullmatch(squeezed) or _COUNT.fullmatch(squeezed):
        return False
    return has_all or not _FEW_DIGITS.fullmatch(squeezed)


def _is_example(filled: Mapping[int, str], numbered: bool, has_all: bool, around: _Surroundings) -> bool:
    """Whether the first cell marks an example. The word alone, beside a document number, is somebody's remark."""
    place, first = next(((place, text.strip()) for place, text in filled.items()), (0, ""))
    if not _EXAMPLE.match(first):
        return False
    if place == around.seq_column or place in around.number_columns:
        return True
    if numbered:
        return _TEMPLATE_EXAMPLE.match(first) is not None
    return not (has_all and _FOR_INSTANCE.match(first))


def _is_total(filled: Mapping[int, str], has_all: bool, around: _Surroundings) -> bool:
    """Whether a row without a number totals others. With all a record needs, a day and a unit it is a record."""
    texts = {place: _SPACE.sub("", text) for place, text in filled.items()}
    if not has_all:
        return any(map(_TOTAL.fullmatch, texts.values()))
    has_day = any(_DAY.search(text) for place, text in texts.items() if place in around.day_columns)
    has_unit = any(
        text not in _BLANK and not _TOTAL.fullmatch(text) and not _COUNT.fullmatch(text)
        for place, text in texts.items()
        if place in around.unit_columns
    )
    named_by = [
        text for number, (place, text) in enumerate(texts.items()) if not number or place in around.naming_columns
    ]
    return not (has_day and has_unit) and any(map(_PLAIN_TOTAL.fullmatch, named_by))


def _is_column_number(cell: tuple[int, str]) -> bool:
    place, text = cell
    return text.strip().strip("()（）") == str(place)


def _doubtful(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan, around: _Surroundings, names: Sequence[str]
) -> list[tuple[int, bool, list[str | None]]]:
    """The rows below the header that are looked at: row, whether it writes all a record needs, its cells."""
    needed = _needed(kind)
    again = [
        f"coalesce(list_contains($header_{column.column_no}, c{column.column_no}), false)"
        for column in plan.mapped()
        if column.field in needed
    ]
    words = {
        f"header_{column.column_no}": sorted(around.header.get(column.column_no) or [column.header])
        for column in plan.mapped()
        if column.field in needed
    }
    totals = [
        f"(contains(c{place}, '计') and regexp_matches(c{place}, $totalling))"
        for place in sorted(around.naming_columns)
    ]
    return connection.execute(
        f"""
        select row_no, {_has_all(kind, plan)} as has_all, [{", ".join(names)}] from cells
        where row_no > $last and (
            not has_all or row_no <= $last + {_NEAR_HEADER} or row_no in (select unnest($wide::integer[]))
            or regexp_matches(coalesce({", ".join(names)}), $telling)
            {"".join(f" or {test}" for test in [*again, *totals])}
        )
        order by row_no
        """,
        {
            "last": plan.last,
            "telling": _TELLING,
            "wide": sorted(around.wide_rows),
            **({"totalling": _TOTALLING} if totals else {}),
            **words,
        },
    ).fetchall()


def _needed(kind: Ledger) -> set[str]:
    return {name for need in kind.needs for name in need.replace("+", "|").split("|")}


def _number_fields(kind: Ledger) -> set[str]:
    """Fields of the record keys that hold a document's number, and not a unit, a year or a clause."""
    keys = {name for fields in kind.record_keys for name in fields} - {"clause_no"}
    return {name for name in keys if name.endswith(("_no", "_id", "_code"))}


def _columns(plan: SheetPlan, fields: Collection[str]) -> frozenset[int]:
    return frozenset(column.column_no for column in plan.mapped() if column.field in fields)


def _has_all(kind: Ledger, plan: SheetPlan) -> str:
    """SQL: whether a row writes something in everything a record of the ledger needs."""
    blank = ", ".join("'" + word + "'" for word in sorted(_BLANK))

    def filled(name: str) -> str:
        column = plan.column_of(name)
        return f"coalesce(c{column.column_no} not in ({blank}), false)" if column else "false"

    needs = [
        "(" + " or ".join(" and ".join(map(filled, part.split("+"))) for part in need.split("|")) + ")"
        for need in kind.needs
    ]
    return "(" + (" and ".join(needs) or "true") + ")"


def _header_words(plan: SheetPlan, top: Sequence[tuple[int, list[str | None]]]) -> dict[int, frozenset[str]]:
    rows = [texts for row_no, texts in top if (plan.first or 0) <= row_no <= (plan.last or 0)]
    return {
        column.column_no: frozenset(text for texts in rows if (text := texts[column.column_no - 1]))
        for column in plan.columns
    }


def _count_up_to(connection: duckdb.DuckDBPyConnection, last: int) -> int:
    ((count,),) = connection.execute("select count(*) from cells where row_no <= $1", [last]).fetchall()
    return int(count)


def _rows(cells: pa.Table) -> list[tuple[int, list[str | None]]]:
    row_nos, *columns = cells.to_pydict().values()
    return [(row_no, list(texts)) for row_no, *texts in zip(row_nos, *columns, strict=True)]
