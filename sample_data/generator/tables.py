"""A table as a clerk lays it out: title rows, a header of one or two rows, data, totals, signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from random import Random


@dataclass(frozen=True)
class Formula:
    """A formula; without ``value`` the file carries no computed result."""

    text: str
    value: int | None = None


@dataclass(frozen=True)
class Fault:
    """An error value such as #N/A."""

    text: str


@dataclass(frozen=True)
class Raw:
    """A cell written exactly so, past the clerk's habits."""

    value: Cell


Cell = str | int | float | date | datetime | Formula | Fault | None
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


@dataclass
class Sheet:
    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False


@dataclass(frozen=True)
class Column:
    header: str
    field: str | None
    """None: a running number the ledger has no field for."""
    parent: str | None = None


def columns(text: str) -> tuple[Column, ...]:
    """``header=field`` pairs; ``group/header=field`` stands under a group, ``-`` is no field."""
    found = []
    for pair in text.split():
        words, _, name = pair.rpartition("=")
        parent, _, header = words.rpartition("/")
        found.append(Column(header, None if name == "-" else name, parent or None))
    return tuple(found)


@dataclass(frozen=True)
class Habits:
    """How a clerk writes dates, money and lists."""

    day: Callable[[date], Cell] = lambda day: day
    money: Callable[[int], Cell] = lambda yuan: yuan
    several: Callable[[list[str]], Cell] = "、".join
    words: Mapping[str, str] = field(default_factory=dict)
    """The clerk's word for a canonical one."""


MONEY = frozenset({"fine_amount", "proposed_fine", "paid_amount"})


@dataclass
class Table:
    """One sheet of one ledger."""

    sheet: str
    ledger: str
    columns: Sequence[Column]
    records: Sequence[Mapping[str, object]]
    title: str | None = None
    note: str | None = None
    habits: Habits = field(default_factory=Habits)
    total_of: str | None = None
    signature: bool = False
    spans: Mapping[int, int] = field(default_factory=dict)
    """First record → number of records of one case, merged downwards in ``tall`` fields."""
    tall: frozenset[str] = frozenset()


def lay_out(table: Table) -> Sheet:
    """The sheet as rows of cells."""
    width = len(table.columns)
    sheet = Sheet(table.sheet, [])
    for line in (table.title, table.note):
        if line:
            sheet.merges.append((len(sheet.rows), 0, len(sheet.rows), width - 1))
            sheet.rows.append([line, *[None] * (width - 1)])
    _header(table.columns, sheet)
    first = len(sheet.rows)
    for number, record in enumerate(table.records, start=1):
        sheet.rows.append([_cell(column, record, table.habits, number) for column in table.columns])
    _merge_down(table, sheet, first)
    if table.total_of:
        sheet.rows.append(_total(table))
    if table.signature:
        sheet.rows.append(["填表人：          审核人：          单位（盖章）：", *[None] * (width - 1)])
    return sheet


def _header(shown: Sequence[Column], sheet: Sheet) -> None:
    """One row, or two where columns stand in groups; what is in no group spans both."""
    top = len(sheet.rows)
    if not any(column.parent for column in shown):
        sheet.rows.append([column.header for column in shown])
        return
    upper, lower = list[Cell](), list[Cell]()
    for parent, group in groupby(shown, key=lambda column: column.parent):
        members = [column.header for column in group]
        if parent is not None:
            sheet.merges.append((top, len(upper), top, len(upper) + len(members) - 1))
            upper += [parent, *[None] * (len(members) - 1)]
            lower += members
        else:
            sheet.merges += [(top, len(upper) + place, top + 1, len(upper) + place) for place in range(len(members))]
            upper += members
            lower += [None] * len(members)
    sheet.rows += [upper, lower]


def _cell(column: Column, record: Mapping[str, object], habits: Habits, number: int) -> Cell:
    value = number if column.field in (None, "seq_no") else record.get(column.field)
    if isinstance(value, Raw):
        return value.value
    if isinstance(value, datetime) or value is None:
        return value
    if isinstance(value, date):
        return habits.day(value)
    if isinstance(value, list):
        return habits.several([str(item) for item in value]) or None
    if column.field in MONEY and isinstance(value, int):
        return habits.money(value)
    if isinstance(value, str):
        return habits.words.get(value, value)
    assert isinstance(value, int | float | Formula | Fault)
    return value


def _merge_down(table: Table, sheet: Sheet, first: int) -> None:
    for start, count in table.spans.items():
        for at, column in enumerate(table.columns):
            if column.field in table.tall:
                sheet.merges.append((first + start, at, first + start + count - 1, at))
                for offset in range(1, count):
                    sheet.rows[first + start + offset][at] = None


def _total(table: Table) -> list[Cell]:
    row: list[Cell] = [None for _ in table.columns]
    row[0] = "合 计"
    amounts = [record.get(table.total_of or "") for record in table.records]
    total = sum(amount for amount in amounts if isinstance(amount, int))
    at = next(at for at, column in enumerate(table.columns) if column.field == table.total_of)
    row[at] = table.habits.money(total)
    return row


def dotted(day: date) -> Cell:
    return f"{day.year}.{day.month}.{day.day}"


def dashed(day: date) -> Cell:
    return day.isoformat()


def slashed(day: date) -> Cell:
    return f"{day.year}/{day.month}/{day.day}"


def worded(day: date) -> Cell:
    return f"{day.year}年{day.month}月{day.day}日"


def mixed(rng: Random) -> Callable[[date], Cell]:
    """Three clerks share the book."""
    return lambda day: rng.choice((dotted, slashed, slashed, worded, dashed))(day)


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def in_words(yuan: int) -> str:
    """An amount under a hundred million the way a cashier spells it out."""
    if yuan == 0:
        return "零元整"
    high, low = divmod(yuan, 10_000)
    text = f"{_thousands(high)}万" if high else ""
    if low:
        text += ("零" if high and low < 1000 else "") + _thousands(low)
    return f"{text}元整"


def _thousands(number: int) -> str:
    text, gap = "", False
    for place, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text
