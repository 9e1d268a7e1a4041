"""Raw text → typed columns: every distinct spelling is read once by ``cells`` and put back by its place.

A hundred thousand rows have a few thousand distinct dates and amounts, so the one readable implementation is also the
fast one. Columns nearly every cell of which is different (names, addresses, telephone numbers) are passed on as they
are where a pattern proves that reading them would change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.as_written import TYPES, as_written
from fwzf_data.intake.cells import Reading, read_cell
from fwzf_data.intake.ledger import Column, Ledger
from fwzf_data.intake.numbers import OTHER_UNIT
from fwzf_data.intake.plan import PlannedColumn, SheetPlan
from fwzf_data.intake.reading import says_nothing
from fwzf_data.intake.stored_numbers import UNSEEN

_DATES = ("date", "datetime")
_LOST = ("error", "no_value", "lossy_number")
"""Marks of cells whose text is not what the clerk meant; the first two have none."""
_DOUBTED = ("lossy_number", UNSEEN)

_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "DECIMAL(18,6)": pa.decimal128(18, 6),
    "BOOLEAN": pa.bool_(),
}
_MARK = "\x00"
_MORE_THAN_A_YEAR = re.compile(r"\d\s*(?:年\s*[\d一二三四五六七八九十]|[./-]\s*\d)|月|\d{5}")

ISSUE = pa.schema(
    {
        "row_no": pa.int32(),
        "column_no": pa.int32(),
        "value": pa.string(),
        "code": pa.string(),
        "effect": pa.string(),
        "message": pa.string(),
    }
)


_NO_ISSUE = ISSUE.empty_table()


@dataclass(frozen=True)
class Typed:
    """The data rows of one sheet with the ledger's stored columns, as far as the sheet has them."""

    rows: pa.Table
    """``row_no``, then stored columns."""
    issues: pa.Table
    """As ``ISSUE``; the message does not say where yet."""


class SheetReader:
    """Reads the columns of one sheet; readings are shared by columns of one type and unit."""

    def __init__(
        self, kind: Ledger, plan: SheetPlan, cells: pa.Table, marks: pa.Table, *, epoch_1904: bool = False
    ) -> None:
        self._epoch_1904 = epoch_1904
        self._kind, self._plan, self._cells, self._marks = kind, plan, cells, marks
        self._known: dict[tuple[str, str | None, str], Reading] = {}

    def typed(self) -> Typed:
        """Every mapped column."""
        columns: dict[str, Any] = {"row_no": self._cells["row_no"]}
        issues = []
        for place in self._plan.mapped():
            values, doubts = self.column(place, place.unit or self._plan.title_unit)
            columns |= values
            issues.append(doubts)
        issues.append(self._lost())
        return Typed(pa.table(columns), pa.concat_tables([*issues, _NO_ISSUE]))

    def column(self, place: PlannedColumn, unit: str | None) -> tuple[dict[str, Any], pa.Table]:
        """The stored columns of one field and what is doubtful in them, read in a unit."""
        assert place.field is not None
        column = self._kind.column(place.field)
        if parts := self._plan.parts(place):
            return self._by_spelling(column, place, unit, _one_day(self._cells, [place, *parts]))
        texts = self._cells[f"c{place.column_no}"]
        names = [name for name, _ in column.stored()]
        # a dropped trailing zero matters to days only
        marks = self._marks_of(place.column_no, (*_DOUBTED, "number") if _has_day(column) else _DOUBTED)
        if column.type not in TYPES or column.alternative or marks is not None:
            return self._by_spelling(column, place, unit, _with_marks(texts, self._cells["row_no"], marks))
        itself = as_written(column.type, texts)
        if _all(itself):
            return {names[0]: _as_stored(texts, column)}, _NO_ISSUE
        others = pc.if_else(itself, pa.scalar(None, pa.string()), texts)
        values, issues = self._by_spelling(column, place, unit, others)
        kept = _as_stored(pc.if_else(itself, texts, pa.scalar(None, pa.string())), column)
        return {names[0]: pc.coalesce(kept, values[names[0]])}, issues

    def _by_spelling(
        self, column: Column, place: PlannedColumn, unit: str | None, texts: pa.ChunkedArray
    ) -> tuple[dict[str, Any], pa.Table]:
        encoded = pc.dictionary_encode(texts)
        spellings = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
        unit = unit or column.unit
        codes = {spelling: word for word, others in column.codes for spelling in (word, *others)}
        read = [self._spelling(column, spelling, unit, codes) for spelling in spellings]
        stored = {
            name: _spread(encoded, pa.array([reading.stored[place_] for reading in read], _ARROW[type_]))
            for place_, (name, type_) in enumerate(column.stored())
        }
        return stored, _doubts(self._cells["row_no"], place.column_no, encoded, read)

    def _spelling(self, column: Column, marked: str, unit: str | None, codes: Mapping[str, str]) -> _Read:
        text, _, mark = marked.partition(_MARK)
        marks = frozenset(mark.split(",")) if mark else frozenset[str]()
        main = self._cell(column, column.type, marked, text, unit, codes, marks)
        if column.alternative is None:
            return _Read(column, text, main, None)
        # 「无」 in a column of days says nothing; where the column may also hold yes or no, it says no
        needed = main.value is None and (main.code is not None or column.alternative == "bool")
        other = self._cell(column, column.alternative, marked, text, unit, codes, marks) if needed else Reading()
        return _Read(column, text, main, other)

    def _cell(
        self, column: Column, type_: str, marked: str, text: str, unit: str | None, codes: Mapping[str, str],
        marks: frozenset[str],
    ) -> Reading:  # fmt: skip
        own = column.name if codes or type_ == "money" else ""
        if type_ in ("int", "decimal") and column.unit != "元":
            unit = column.unit  # 万元 of a title speaks of amounts alone
        key = (f"{type_} {own} {column.ends}", unit, marked)
        if key not in self._known:
            self._known[key] = read_cell(
                type_, text, unit=unit, codes=codes, year=self._plan.year, marks=marks, label=column.label,
                epoch_1904=self._epoch_1904, ends=column.ends,
            )  # fmt: skip
        return self._known[key]

    def _marks_of(self, column_no: int, kinds: tuple[str, ...]) -> pa.Table | None:
        """The reader's marks of some kinds on the cells of one column."""
        here = self._marks.filter(pc.equal(self._marks["column_no"], column_no))
        chosen = here.filter(pc.is_in(here["kind"], pa.array(kinds)))
        return chosen if chosen.num_rows else None

    def _lost(self) -> pa.Table:
        """Formula errors, formulas without a value, and lost digits in columns nobody reads."""
        mapped = {place.column_no for place in self._plan.columns if place.field}
        chosen = self._marks.filter(pc.is_in(self._marks["kind"], pa.array(_LOST)))
        chosen = chosen.filter(pc.is_in(chosen["row_no"], self._cells["row_no"].combine_chunks()))
        found = []
        for row_no, column_no, kind, text in zip(*chosen.to_pydict().values(), strict=True):
            if column_no in mapped and kind == "lossy_number":
                continue
            said = read_cell("text", text or "", marks=frozenset({kind}))
            effect = "cell_unknown" if column_no in mapped else "note"
            found.append((row_no, column_no, text, said.code, effect, said.message))
        return pa.table([list(column) for column in zip(*found, strict=True)], schema=ISSUE) if found else _NO_ISSUE


class _Read:
    """One spelling as it is stored, with what is doubtful in it."""

    def __init__(self, column: Column, text: str, main: Reading, other: Reading | None) -> None:
        self.text = text
        self.code, self.message = main.code, main.message
        stored: list[Any] = [main.value]
        known = main.value is not None
        if column.month:
            stored.append(main.month)
            known = known or main.month is not None
        if other is not None:
            stored.append(other.value)
            if other.value is not None and (column.alternative != "text" or not any(map(str.isdigit, text))):
                # a word in a date column is fine; a text with digits may be a day written wrongly
                self.code = self.message = None
            known = known or other.value is not None
            if other.code == OTHER_UNIT:
                # 「7个工作日」 in a column of days or a date is no date written wrongly
                self.code, self.message = other.code, other.message
        self.stored = [_sixth(value) for value in stored]
        self.effect = "note" if known else "cell_unknown"


def _one_day(cells: pa.Table, places: list[PlannedColumn]) -> pa.ChunkedArray:
    """The texts of a day written in three columns, as it is written in one: 2022年3月5日."""
    parts = [_parts(cells[f"c{place.column_no}"], mark) for place, mark in zip(places, "年月日", strict=True)]
    joined = pc.binary_join_element_wise(*parts, "")
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _parts(texts: pa.ChunkedArray, mark: str) -> pa.ChunkedArray:
    encoded = pc.dictionary_encode(texts)
    spellings = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
    return pc.fill_null(_spread(encoded, pa.array([_part(text, mark) for text in spellings], pa.string())), "")


def _part(text: str, mark: str) -> str:
    """What one of the three columns adds: nothing for 「/」, a whole day in the column of years as it stands."""
    if says_nothing(text):
        return ""
    line = text.strip()
    if mark == "年" and _MORE_THAN_A_YEAR.search(line):
        return line
    bare = line.rstrip("日号" if mark == "日" else mark)
    return bare and bare + mark


def _has_day(column: Column) -> bool:
    return column.type in _DATES or column.alternative in _DATES


def _sixth(value: Any) -> Any:
    """Arrow refuses a decimal of another scale."""
    return value.quantize(Decimal("0.000001")) if isinstance(value, Decimal) else value


def _with_marks(texts: pa.ChunkedArray, row_nos: pa.ChunkedArray, marks: pa.Table | None) -> pa.ChunkedArray:
    """A marked cell's text with its marks behind it, so that it is a spelling of its own."""
    if marks is None:
        return texts
    kinds: dict[int, set[str]] = {}
    for row_no, mark in zip(marks["row_no"].to_pylist(), marks["kind"].to_pylist(), strict=True):
        kinds.setdefault(row_no, set()).add(mark)
    rows = pa.array(list(kinds), pa.int32())
    behind = pa.array([_MARK + ",".join(sorted(found)) for found in kinds.values()])
    suffix = behind.take(pc.index_in(row_nos, rows).combine_chunks())
    return pc.binary_join_element_wise(texts, pa.chunked_array([pc.fill_null(suffix, "")]), "")


def _doubts(row_nos: pa.ChunkedArray, column_no: int, encoded: pa.ChunkedArray, read: list[_Read]) -> pa.Table:
    doubtful = [place for place, reading in enumerate(read) if reading.code]
    if not doubtful:
        return _NO_ISSUE
    places = pa.chunked_array([chunk.indices for chunk in encoded.chunks])
    hit = pc.is_in(places, pa.array(doubtful, pa.int32()))
    of = pc.filter(places, hit)
    said = {
        name: _take(pa.array([getattr(reading, name) for reading in read], pa.string()), of)
        for name in ("text", "code", "effect", "message")
    }
    rows = pc.filter(row_nos.combine_chunks(), hit.combine_chunks())
    columns = pa.array([column_no] * len(rows), pa.int32())
    return pa.table([rows, columns, said["text"], said["code"], said["effect"], said["message"]], schema=ISSUE)


def _take(values: pa.Array, places: pa.ChunkedArray) -> pa.Array:
    return values.take(places.combine_chunks())


def _spread(encoded: pa.ChunkedArray, values: pa.Array) -> pa.ChunkedArray:
    return pa.chunked_array([values.take(chunk.indices) for chunk in encoded.chunks], type=values.type)


def _as_stored(texts: pa.ChunkedArray, column: Column) -> pa.ChunkedArray:
    return texts if column.type != "int" else pc.cast(texts, pa.int64())


def _all(mask: pa.ChunkedArray) -> bool:
    return pc.all(mask, min_count=0).as_py() is not False
