"""What a batch changes in records that were there before: which field, from what, to what.

Besides the fields of a row the unit that sent it counts: a row that names no unit belongs to its sender, so the same
row sent for another unit moves to that unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from fwzf_data.intake.fates import EARLIER, repeated_keys, tells, version_order
from fwzf_data.intake.ledger import Ledger, ledgers
from fwzf_data.intake.schema import columns_there

UNIT = "unit"
MOST = 500
"""So many rows are compared; who sends more looks at the ledger itself."""
_PLACE = "{'batch_id': batch_id, 'sheet_no': sheet_no, 'row_no': row_no}"


@dataclass(frozen=True)
class FieldChange:
    """One field of one row that says something else than the version before it."""

    sheet: str
    row: int
    ledger: str
    record: str | None
    """The number of the record, where it has one."""
    field: str
    """Of the ledger; ``unit`` is the unit the row is counted for, whether the ledger has such a field or not."""
    before: Any
    after: Any


def values_lost(changes: Sequence[FieldChange]) -> str | None:
    """What records no longer say once they are updated: a list of closing days sent later holds no fines, and a new
    version counts whole. None where nothing is lost."""
    lost = Counter(
        ledgers()[change.ledger].column(change.field).label
        for change in changes
        if change.after in (None, []) and ledgers()[change.ledger].has(change.field)
    )
    if not lost:
        return None
    more = f"（只比了前 {MOST} 行）" if len({(change.sheet, change.row) for change in changes}) >= MOST else ""
    named = "、".join(f"「{label}」{count:,} 行" for label, count in lost.most_common())
    return (
        f"更新的行以这份文件为准，先前写有、这次没有写的内容不再计入{more}：{named}。"
        "如果只是这份文件缺了这些列，请补全后再上传。"
    )


def field_changes(connection: duckdb.DuckDBPyConnection, batch_id: int, limit: int = MOST) -> list[FieldChange]:
    """The changed fields of the first ``limit`` changed rows of a batch, by sheet and row."""
    kinds = connection.execute(
        "select distinct ledger from sheet where batch_id = $1 and ledger is not null order by 1", [batch_id]
    ).fetchall()
    found = [change for (key,) in kinds for change in _of_ledger(connection, ledgers()[key], batch_id, limit)]
    return [change for _, change in sorted(found, key=lambda one: one[0])]


def _of_ledger(
    connection: duckdb.DuckDBPyConnection, kind: Ledger, batch_id: int, limit: int
) -> list[tuple[tuple[int, int], FieldChange]]:
    there = columns_there(connection, kind)
    numbers = [name for fields in kind.record_keys[:1] for name in fields if name in there]
    columns = {
        column.name: stored
        for column in kind.columns
        if column.name not in {"seq_no", UNIT, *numbers}
        and (stored := [name for name, _ in column.stored() if name in there])
    }
    rows = connection.execute(
        f"""
        with versions as (
            select batch_id, sheet_no, row_no, record_key, {tells(kind)} as tells, {version_order(kind)} as version
            from {kind.key}_row
            where record_key in ({repeated_keys(kind, batch_id)})
        ), seen as (
            select batch_id, sheet_no, row_no,
                arg_max({_PLACE}, version) over earlier as before,
                tells or not coalesce(bool_or(tells) over earlier, false) as counts
            from versions
            window {EARLIER}
        ), told as (
            select rows.*, coalesce({"rows.unit" if UNIT in there else "null"}, batch.unit, sheet.reporting_unit)
                as counted_for
            from {kind.key}_row as rows
            join batch on batch.batch_id = rows.batch_id
            join sheet on sheet.batch_id = rows.batch_id and sheet.sheet_no = rows.sheet_no
            where record_key in ({repeated_keys(kind, batch_id)})
        )
        select after.sheet_no, after.row_no, sheet.sheet,
            {f"after.{numbers[0]}" if numbers else "null"},
            [before.counted_for, after.counted_for]
            {"".join(f", {_written('before', stored)}, {_written('after', stored)}" for stored in columns.values())}
        from seen
        join told as after using (batch_id, sheet_no, row_no)
        join told as before on before.batch_id = seen.before.batch_id and before.sheet_no = seen.before.sheet_no
            and before.row_no = seen.before.row_no
        join sheet on sheet.batch_id = seen.batch_id and sheet.sheet_no = seen.sheet_no
        where seen.batch_id = $batch_id and seen.counts and (
            after.content_digest <> before.content_digest
            or before.counted_for is distinct from after.counted_for
        )
        order by after.sheet_no, after.row_no
        limit $limit
        """,
        {"batch_id": batch_id, "limit": limit},
    ).fetchall()
    made = []
    for sheet_no, row_no, sheet, record, units, *values in rows:
        pairs = [(UNIT, *units), *zip(columns, values[::2], values[1::2], strict=True)]
        made += [
            ((sheet_no, row_no), FieldChange(sheet, row_no, kind.key, record, name, before, after))
            for name, before, after in pairs
            if before != after
        ]
    return made


def _written(version: str, stored: list[str]) -> str:
    """SQL: what a field says: a day, else the word that stands in its place, else the month that is all there is."""
    main, *others = (f'{version}."{name}"' for name in [stored[0], *reversed(stored[1:])])
    if not others:
        return main
    # A field that is yes or no, or a word, says so in words.
    said = f"case {main}::varchar when 'true' then '是' when 'false' then '否' else {main}::varchar end"
    return f"coalesce({', '.join([said, *(f'{name}::varchar' for name in others)])})"
