"""Vertical merges: a merged cell speaks for every row it covers, and rows under one merged key are one record.

Nothing is filled outside a merged range: a blank below a value may just be a blank. An amount or count merged over
several records is unknown for each of them: whose it is, or what part of it, the sheet does not say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pyarrow as pa

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import PlannedColumn, SheetPlan
from fwzf_data.intake.reading import plain, says_nothing, shown
from fwzf_data.intake.typing import ISSUE

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based, both included."""

_ZERO = re.compile(r"0+(?:\.0*)?(?:万?元|人|次|件)?")


def fill_merged(
    kind: Ledger, plan: SheetPlan, cells: pa.Table, merges: Sequence[Merge]
) -> tuple[pa.Table, dict[int, int], pa.Table]:
    """The data rows with merged values filled in, for each further row of a record the record's first row, and the
    issues of amounts merged over several records."""
    places = {column.column_no: column for column in plan.mapped()}
    tall = [merge for merge in merges if merge[2] > merge[0] > (plan.last or 0) and merge[1] in places]
    if not tall:
        return cells, {}, ISSUE.empty_table()
    position = {row_no: place for place, row_no in enumerate(cells["row_no"].to_pylist())}
    taken: dict[int, list[int | None]] = {}
    under: dict[int, set[str]] = {}
    amounts: list[tuple[PlannedColumn, list[int]]] = []
    for first, column_no, last, _ in tall:
        covered = [row_no for row_no in range(first, last + 1) if row_no in position]
        if len(covered) < 2 or covered[0] != first:
            continue
        field = places[column_no].field or ""
        if kind.column(field).summed:
            amounts.append((places[column_no], covered))
        source = taken.setdefault(column_no, list(range(cells.num_rows)))
        for row_no in covered[1:]:
            source[position[row_no]] = position[first]
            under.setdefault(row_no, set()).add(field)
    filled = _taken(cells, taken)
    first_rows = _first_rows(kind, plan, filled, under)
    issues = [ISSUE.empty_table()]
    for column, covered in amounts:
        text = filled[f"c{column.column_no}"][position[covered[0]]].as_py()
        records = {_record(kind, plan, filled, position[first_rows.get(row_no, row_no)]) for row_no in covered}
        if len(records) > 1 and not _is_nothing(text):
            issues.append(_shared(column, covered, text))
            for row_no in covered:
                taken[column.column_no][position[row_no]] = None
    return _taken(cells, taken), first_rows, pa.concat_tables(issues)


def _taken(cells: pa.Table, taken: Mapping[int, Sequence[int | None]]) -> pa.Table:
    """The cells with some columns taken from other places of the same column; from nowhere, they are blank."""
    for column_no, source in taken.items():
        name = f"c{column_no}"
        texts = cells[name].combine_chunks().take(pa.array(source, pa.int64()))
        cells = cells.set_column(cells.schema.get_field_index(name), name, pa.chunked_array([texts]))
    return cells


def _record(kind: Ledger, plan: SheetPlan, cells: pa.Table, place: int) -> tuple[str | None, ...] | int:
    """What tells the record of a row from that of another: the number written there, else its place."""
    for fields in kind.record_keys:
        columns = [plan.column_of(name) for name in fields]
        texts = [cells[f"c{column.column_no}"][place].as_py() if column else None for column in columns]
        if all(texts):
            return tuple(texts)
    return place


def _is_nothing(text: str | None) -> bool:
    """Whether a cell gives none of its rows anything: blank, 「无」, 0."""
    return text is None or says_nothing(text) or _ZERO.fullmatch(plain(text)) is not None


def _shared(column: PlannedColumn, rows: Sequence[int], text: str) -> pa.Table:
    """The issues of one amount merged over several records, one for each of its rows."""
    message = (
        f"{shown(text)}是第 {rows[0]} 至 {rows[-1]} 行合并的一格，这些行是不同的记录，看不出各是多少，都按未知处理。"
        "请取消合并，逐行填写。"
    )
    said = [(row_no, column.column_no, text, "I36", "cell_unknown", message) for row_no in rows]
    return pa.table([list(values) for values in zip(*said, strict=True)], schema=ISSUE)


def _first_rows(kind: Ledger, plan: SheetPlan, cells: pa.Table, under: dict[int, set[str]]) -> dict[int, int]:
    """Row → first row of its record, for rows that go on with the record above them."""
    own = {field for rule in kind.own_key for field in rule.replace("+", "|").split("|")}
    numbers = [fields for fields in kind.record_keys if all(plan.column_of(name) for name in fields)]
    apart = {name for name in kind.apart if plan.column_of(name)}
    asked = {name for fields in numbers for name in fields} | {name for name in own if plan.column_of(name)} | apart
    texts = {name: cells[f"c{place.column_no}"].to_pylist() for name in asked if (place := plan.column_of(name))}
    keys = asked | {"seq_no"}
    row_nos = cells["row_no"].to_pylist()
    firsts: dict[int, int] = {}
    for here, (above, row_no) in enumerate(pairwise(row_nos), 1):
        merged = under.get(row_no, set()) & keys
        if merged and _is_one(numbers, own & asked, apart, merged, texts, here):
            firsts[row_no] = firsts.get(above, above)
    return firsts


def _is_one(
    numbers: list[tuple[str, ...]], own: set[str], apart: set[str], merged: set[str],
    texts: dict[str, list[str | None]], here: int,
) -> bool:  # fmt: skip
    """Whether a row goes on with the record above it: the same number; without one, nothing that names another."""

    def differs(name: str) -> bool:
        one, other = texts[name][here - 1], texts[name][here]
        return one is not None and other is not None and one != other

    if any(differs(name) for name in apart):
        return False
    for fields in numbers:
        if all(texts[name][here - 1] is not None and texts[name][here] is not None for name in fields):
            return not any(differs(name) for name in fields)
    return "seq_no" in merged or not any(differs(name) for name in own)
