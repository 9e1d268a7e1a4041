"""Rows that are no records: titles, repeated headers, totals, signatures, notes, examples, numbered blanks.

Only rows that lack what a record needs, begin with a telling word or repeat the header are looked at closely; a row
with a document number is a record whatever else it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.merged import Merge
from fwzf_data.intake.plan import SheetPlan

TITLE, HEADER_AGAIN, TOTAL, BLANK_BELOW = "标题", "重复的表头", "合计行", "以下空白"
SIGNATURE, NOTE, EXAMPLE, NUMBERED_BLANK, COLUMN_NUMBERS = "签字行", "说明行", "示例行", "只有序号的空行", "列号行"

_BLANK = frozenset({"", "/", "／", "-", "--", "—", "——", "－", "\\"})
_TOTAL = re.compile(
    r"[(（]?.{0,10}?(?:合计|小计|总计|累计|共计)(?:数|项|件数|金额)?[)）]?(?:[(（].{0,6}[)）])?(?:[:：].*)?"
)
_SIGNATURE = re.compile(
    r".{0,8}?(?:填表人?|填报人?|审核人?|审批人?|制表人?|复核人?|校对人?|经办人?|统计人?|负责人|领导|局长|主任|科长|股长|所长|队长|站长|"
    r"签字|签名|盖章|填表日期|填报日期|制表日期|报送日期|填报时间|报送时间|日期|填报单位|联系人|联系电话)"
    r"(?:[(（](?:签字|签名|盖章|签章|公章)[)）]|签字|签名|盖章|签章)?[:：]"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表说明|填报说明|注意事项|注意|提示)\s*\d*\s*[:：]|[※＊*]")
_EXAMPLE = re.compile(r"[(（【\[]?(?:示例|样例|填写示例|例)[)）】\]]?(?:[:：]|$)|[(（【\[](?:示例|样例|例)[)）】\]]")
_TELLING = "示例|样例|例[:：]|[(（【\\[]例|计|填|审|制|注|说明|※|[:：]$"
"""What the first filled cell of a row must hold to be looked at although the row has all a record needs."""
_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])\D"
    r"|第[一二三四五六七八九十\d]{1,3}(?:周|季度|月|部分|阶段|批)$"
)
"""The only text of a row that names what follows: 「一、组织领导」, 「第一周」."""
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
    seq_column: int | None
    last: int


def set_aside(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan, cells: pa.Table, merges: Sequence[Merge]
) -> list[tuple[int, str]]:
    """Row numbers that are set aside, with the reason, in order; ``cells`` is also the view ``cells``."""
    assert plan.first is not None
    assert plan.last is not None
    top = _rows(cells.slice(0, _count_up_to(connection, plan.last)))
    number_fields = {name for fields in kind.record_keys for name in fields}
    seq = plan.column_of("seq_no")
    around = _Surroundings(
        header=_header_words(plan, top),
        titles=frozenset(text.strip() for row_no, texts in top if row_no < plan.first for text in texts if text),
        wide_rows=frozenset(merge[0] for merge in merges if 2 * (merge[3] - merge[1] + 1) >= max(4, len(plan.columns))),
        number_columns=frozenset(column.column_no for column in plan.mapped() if column.field in number_fields),
        seq_column=seq.column_no if seq else None,
        last=plan.last,
    )
    above = [(row_no, TITLE) for row_no, _ in top if row_no < plan.first]
    doubtful = _doubtful(connection, kind, plan, around, cells.column_names[1:])
    found = [
        (row_no, reason) for row_no, has_all, texts in doubtful if (reason := _reason(row_no, has_all, texts, around))
    ]
    return above + found


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
    if _EXAMPLE.match(first):
        return EXAMPLE
    if len(filled) <= 3 and "以下空白" in "".join(squeezed):
        return BLANK_BELOW
    if len(filled) == 1 and (row_no in around.wide_rows or _GROUP.match(first)):
        return TITLE
    if (squeezed and all(map(_SIGNATURE.match, squeezed))) or (not has_all and _SIGNATURE.match("".join(squeezed))):
        return SIGNATURE
    if not has_all and len(filled) <= 2 and _NOTE.match(first):
        return NOTE
    said = {place for place, text in filled.items() if text.strip() not in _BLANK}
    if around.number_columns & said:
        return None
    if any(_TOTAL.fullmatch(text) for text in (squeezed[:1] if has_all else squeezed)):
        return TOTAL
    if has_all:
        return None
    if not said or (said == {around.seq_column} and _ORDINAL.fullmatch(first)):
        return NUMBERED_BLANK
    if len(filled) == 1 and first in around.titles:
        return TITLE
    return None


def _is_column_number(cell: tuple[int, str]) -> bool:
    place, text = cell
    return text.strip().strip("()（）") == str(place)


def _doubtful(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, plan: SheetPlan, around: _Surroundings, names: Sequence[str]
) -> list[tuple[int, bool, list[str | None]]]:
    """The rows below the header that are looked at: row, whether it writes all a record needs, its cells."""
    needed = {name for need in kind.needs for name in need.replace("+", "|").split("|")}
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
    return connection.execute(
        f"""
        select row_no, {_has_all(kind, plan)} as has_all, [{", ".join(names)}] from cells
        where row_no > $last and (
            not has_all or row_no <= $last + {_NEAR_HEADER}
            or regexp_matches(coalesce({", ".join(names)}), $telling)
            {"".join(f" or {test}" for test in again)}
        )
        order by row_no
        """,
        {"last": plan.last, "telling": _TELLING, **words},
    ).fetchall()


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
