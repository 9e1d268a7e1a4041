"""Rows under one vertical merge become one record: lists are united, words joined, and of a single value there is one.

Where two rows of a record write different single values (two amounts), neither is picked: it is unknown, with an issue.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import PlannedColumn, SheetPlan
from fwzf_data.intake.typing import ISSUE, Typed


def unite(
    connection: duckdb.DuckDBPyConnection,
    kind: Ledger,
    plan: SheetPlan,
    cells: pa.Table,
    typed: Typed,
    first_rows: dict[int, int],
) -> Typed:
    """One row per record, under the record's first row number."""
    pairs = {**{first: first for first in first_rows.values()}, **first_rows}
    rows, firsts = pa.array(list(pairs), pa.int32()), pa.array(list(pairs.values()), pa.int32())
    belongs = pa.table({"row_no": rows, "first": firsts})
    connection.register("typed", typed.rows)
    connection.register("belongs", belongs)
    connection.register("cells", cells)
    types = dict(kind.stored())
    stored = [name for name in typed.rows.column_names if name != "row_no"]
    text_columns = {column.name for column in kind.columns if column.type == "text"}
    united = ", ".join(f'{_united(name, types[name], name in text_columns)} as "{name}"' for name in stored)
    rows = connection.sql(
        f"""
        select * from typed where row_no not in (select row_no from belongs)
        union all
        select * from (
            select first as row_no, {united} from typed join belongs using (row_no) group by first
        )
        order by row_no
        """
    ).to_arrow_table()
    issues = [
        _differing(connection, place, name)
        for place in plan.mapped()
        for name, type_ in kind.column(place.field or "").stored()
        if name in stored and not type_.endswith("[]") and name not in text_columns
    ]
    for view in ("typed", "belongs", "cells"):
        connection.unregister(view)
    return Typed(rows, pa.concat_tables([typed.issues, *issues]))


def _united(name: str, type_: str, is_text: bool) -> str:
    """SQL: the value of a record from those of its rows, in their order."""
    if type_.endswith("[]"):
        return _each_once(f'flatten(list("{name}" order by row_no) filter ("{name}" is not null))')
    if is_text:
        return f"""nullif(array_to_string({
            _each_once(f'list("{name}" order by row_no) filter ("{name}" is not null)')
        }, '；'), '')"""
    return f'case when count(distinct "{name}") = 1 then any_value("{name}") end'


def _each_once(values: str) -> str:
    return f"list_filter({values}, lambda value, place: list_position({values}, value) = place)"


def _differing(connection: duckdb.DuckDBPyConnection, place: PlannedColumn, name: str) -> pa.Table:
    found = connection.execute(
        f"""
        select first, max(row_no), string_agg(c{place.column_no}, '、' order by row_no)
        from typed join belongs using (row_no) join cells using (row_no)
        group by first having count(distinct "{name}") > 1 order by first
        """
    ).fetchall()
    said = [
        f"起的合并行（至第 {last} 行）里「{place.header}」写了不同的值，按未知处理。请只留一个，或拆成两条。"
        for _, last, _ in found
    ]
    count = len(found)
    return pa.table(
        [
            [first for first, *_ in found], [place.column_no] * count, [texts for *_, texts in found],
            ["I31"] * count, ["cell_unknown"] * count, said,
        ],
        schema=ISSUE,
    )  # fmt: skip
