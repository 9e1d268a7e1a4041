"""Vertical merges: a merged cell speaks for every row it covers, and rows under one merged key are one record.

Nothing is filled outside a merged range: a blank below a value may just be a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pyarrow as pa

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import SheetPlan

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based, both included."""


def fill_merged(
    kind: Ledger, plan: SheetPlan, cells: pa.Table, merges: Sequence[Merge]
) -> tuple[pa.Table, dict[int, int]]:
    """The data rows with merged values filled in, and for each further row of a record the record's first row."""
    places = {column.column_no: column.field for column in plan.mapped()}
    tall = [merge for merge in merges if merge[2] > merge[0] > (plan.last or 0) and merge[1] in places]
    if not tall:
        return cells, {}
    position = {row_no: place for place, row_no in enumerate(cells["row_no"].to_pylist())}
    taken: dict[int, list[int]] = {}
    under: dict[int, set[str]] = {}
    for first, column_no, last, _ in tall:
        covered = [row_no for row_no in range(first, last + 1) if row_no in position]
        if len(covered) < 2 or covered[0] != first:
            continue
        source = taken.setdefault(column_no, list(range(cells.num_rows)))
        for row_no in covered[1:]:
            source[position[row_no]] = position[first]
            under.setdefault(row_no, set()).add(places[column_no] or "")
    for column_no, source in taken.items():
        name = f"c{column_no}"
        filled = cells[name].combine_chunks().take(pa.array(source, pa.int64()))
        cells = cells.set_column(cells.schema.get_field_index(name), name, pa.chunked_array([filled]))
    return cells, _first_rows(kind, plan, cells, under)


def _first_rows(kind: Ledger, plan: SheetPlan, cells: pa.Table, under: dict[int, set[str]]) -> dict[int, int]:
    """Row → first row of its record, for rows that go on with the record above them."""
    own = {field for rule in kind.own_key for field in rule.replace("+", "|").split("|")}
    numbers = [fields for fields in kind.record_keys if all(plan.column_of(name) for name in fields)]
    asked = {name for fields in numbers for name in fields} | {name for name in own if plan.column_of(name)}
    texts = {name: cells[f"c{place.column_no}"].to_pylist() for name in asked if (place := plan.column_of(name))}
    keys = asked | {"seq_no"}
    row_nos = cells["row_no"].to_pylist()
    firsts: dict[int, int] = {}
    for here, (above, row_no) in enumerate(pairwise(row_nos), 1):
        merged = under.get(row_no, set()) & keys
        if merged and _is_one(numbers, own & asked, merged, texts, here):
            firsts[row_no] = firsts.get(above, above)
    return firsts


def _is_one(
    numbers: list[tuple[str, ...]], own: set[str], merged: set[str], texts: dict[str, list[str | None]], here: int
) -> bool:
    """Whether a row goes on with the record above it: the same number; without one, nothing that names another."""

    def differs(name: str) -> bool:
        one, other = texts[name][here - 1], texts[name][here]
        return one is not None and other is not None and one != other

    for fields in numbers:
        if all(texts[name][here - 1] is not None and texts[name][here] is not None for name in fields):
            return not any(differs(name) for name in fields)
    return "seq_no" in merged or not any(differs(name) for name in own)
