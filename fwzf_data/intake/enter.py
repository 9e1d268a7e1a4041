"""A file's sheets into the base tables of a generation: staged, judged, written, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.fates import ASIDE, HEADER, RETURNED, count_sheets, repeated_keys, settle
from fwzf_data.intake.grid import Sheet
from fwzf_data.intake.issues import create_issues, write_issues
from fwzf_data.intake.ledger import Ledger, ledger
from fwzf_data.intake.plan import PlannedColumn, SheetPlan
from fwzf_data.intake.schema import PARTED, widen
from fwzf_data.intake.staging import Staged, create_staging, judge, key_rows, rows_alike, stage
from fwzf_data.intake.summary import without_summaries

SHEET_ASIDE = "整张搁置"
_PICTURE = "␟"
_ODD = pa.schema({"row_no": pa.int32(), "fate": pa.string(), "reason": pa.string()})
_COLUMNS = pa.schema(
    {
        "sheet_no": pa.int32(), "column_no": pa.int32(), "header": pa.string(), "field": pa.string(),
        "how": pa.string(), "unit": pa.string(),
    }
)  # fmt: skip
_FURTHER = pa.schema({"row_no": pa.int32(), "first": pa.int32()})


@dataclass(frozen=True)
class Batch:
    """One file as it is entered."""

    batch_id: int
    file: str
    sha256: str
    unit: str | None
    period: str | None
    actor: str
    loaded_at: datetime
    options: str
    """What decided how it was read, as canonical JSON: the same bytes with the same options are no news."""


def enter(
    connection: duckdb.DuckDBPyConnection, batch: Batch, sheets: Sequence[Sheet], plans: Sequence[SheetPlan]
) -> tuple[SheetPlan, ...]:
    """Write one batch; the plans come back with what the rows settled (a 汇总 sheet that repeats the others).

    Raises RuntimeError where the fates of a sheet's rows do not add up to its rows: then nothing may be kept.
    """
    by_number = {sheet.number: sheet for sheet in sheets}
    create_staging(connection)
    create_issues(connection)
    staged = [stage(connection, plan, by_number[plan.number]) for plan in plans if plan.ledger]
    key_rows(connection, staged, batch.unit)
    judge(connection, staged)
    staged, settled = without_summaries(connection, staged, plans)
    connection.execute(
        "insert into batch values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [batch.batch_id, batch.file, batch.sha256, batch.unit, batch.period, batch.actor, batch.loaded_at,
         batch.options],
    )  # fmt: skip
    for (done, *_), rows in rows_alike(staged):
        _write_records(connection, batch, done.kind, rows)
    connection.execute("create or replace temp table seen_before (sheet_no INTEGER, row_no INTEGER, fate VARCHAR)")
    for key in sorted({done.kind.key for done in staged}):
        settle(connection, ledger(key), repeated_keys(ledger(key), batch.batch_id))
        connection.execute(
            "insert into seen_before select sheet_no, row_no, fate from settled where batch_id = $1", [batch.batch_id]
        )
    read = {done.plan.number: done for done in staged}
    _say_own_keys(connection, read)
    _write_columns(connection, batch, settled)
    doubted = {sheet_no for (sheet_no,) in connection.execute("select distinct sheet_no from row_doubt").fetchall()}
    for plan in settled:
        of_sheet = read.get(plan.number)
        _write_sheet(connection, batch, plan, by_number[plan.number], of_sheet)
        if of_sheet and (of_sheet.typed.issues.num_rows or plan.number in doubted):
            write_issues(connection, batch.batch_id, of_sheet)
    count_sheets(connection, str(batch.batch_id))
    _check_counts(connection, batch.batch_id)
    return tuple(settled)


def _say_own_keys(connection: duckdb.DuckDBPyConnection, read: Mapping[int, Staged]) -> None:
    """Note on each sheet how many of its records have no number, and what they are known by instead."""
    counted = connection.execute(
        "select sheet_no, count(*) from keyed where number_key is null and not is_refused group by sheet_no"
    ).fetchall()
    for number, count in counted:
        kind = read[number].kind
        labels = ["或".join(f"「{kind.column(name).label}」" for name in rule.split("|")[:2]) for rule in kind.own_key]
        read[number].notes.append(f"{count} 条记录没有编号，用系统编号，以后按{'、'.join(labels)}认出是同一条。")


def _write_records(connection: duckdb.DuckDBPyConnection, batch: Batch, kind: Ledger, rows: pa.Table) -> None:
    widen(connection, kind, rows.column_names)
    connection.register("typed", rows)
    stored = ", ".join(f'typed."{name}"' for name in rows.column_names if name not in ("sheet_no", "row_no"))
    connection.execute(
        f"""
        insert into {kind.key}_row by name
        select {batch.batch_id} as batch_id, typed.sheet_no, typed.row_no, keyed.record_key,
            keyed.number_key is null as own_key, keyed.content as content_digest{", " if stored else ""}{stored}
        from typed join keyed on keyed.row_no = typed.row_no and keyed.sheet_no = typed.sheet_no
        where not keyed.is_refused
        """
    )
    connection.unregister("typed")


def _write_columns(connection: duckdb.DuckDBPyConnection, batch: Batch, plans: Sequence[SheetPlan]) -> None:
    """The columns of all sheets by one statement: one for each costs a file of many sheets a tenth of its time."""
    rows = [
        {
            "sheet_no": plan.number, "column_no": column.column_no, "header": column.header, "field": column.field,
            "how": column.how, "unit": _unit(plan, column),
        }
        for plan in plans
        for column in plan.columns
    ]  # fmt: skip
    connection.register("columns", pa.Table.from_pylist(rows, _COLUMNS))
    connection.execute(f"insert into sheet_column select {batch.batch_id}, * from columns")
    connection.unregister("columns")


def _unit(plan: SheetPlan, column: PlannedColumn) -> str | None:
    """What the head says an amount is in: where it says nothing, what the title says."""
    if column.unit or not plan.ledger or not column.field or ledger(plan.ledger).column(column.field).unit != "元":
        return column.unit
    return plan.title_unit


def _write_sheet(
    connection: duckdb.DuckDBPyConnection, batch: Batch, plan: SheetPlan, sheet: Sheet, done: Staged | None
) -> None:
    notes = [plan.note, *(done.notes if done else [])]
    connection.execute(
        "insert into sheet values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0, $9, $10, $11)",
        [batch.batch_id, plan.number, plan.name, plan.hidden, plan.ledger, plan.first, plan.last,
         done.data_rows if done else 0, "".join(filter(None, notes)) or None, plan.reporting_unit, plan.year],
    )  # fmt: skip
    if sheet.cells.num_rows:
        _write_rows(connection, batch, plan, sheet, done)


def _write_rows(
    connection: duckdb.DuckDBPyConnection, batch: Batch, plan: SheetPlan, sheet: Sheet, done: Staged | None
) -> None:
    """The raw rows with what became of them; a row that goes on with a record shares the fate of its first row."""
    odd = [{"row_no": row_no, "fate": ASIDE, "reason": reason} for row_no, reason in done.aside] if done else []
    further = [{"row_no": row_no, "first": first} for row_no, first in done.first_rows.items()] if done else []
    cells = _without_parting_signs(with_error_texts(sheet))
    connection.register("cells", cells)
    connection.register("odd", pa.Table.from_pylist(odd, _ODD))
    connection.register("further", pa.Table.from_pylist(further, _FURTHER))
    texts = ", ".join(f"coalesce(cells.{name}, '')" for name in cells.column_names if name != "row_no")
    line = f"concat_ws('{PARTED}', {texts})" if texts else "null"
    whole = f"'{ASIDE}'" if done is None else "null"
    connection.execute(
        f"""
        insert into raw_row
        select {batch.batch_id}, {plan.number}, cells.row_no, {line},
            case
                when {whole} is not null then {whole}
                when odd.fate is not null then odd.fate
                when cells.row_no between {plan.first or 0} and {plan.last or 0} then '{HEADER}'
                when keyed.is_refused then '{RETURNED}'
                else coalesce(seen_before.fate, '采用')
            end,
            case when {whole} is not null then '{SHEET_ASIDE}' else coalesce(odd.reason, keyed.reason) end,
            keyed.record_key
        from cells
        left join odd on odd.row_no = cells.row_no
        left join further on further.row_no = cells.row_no
        left join keyed on keyed.sheet_no = {plan.number} and keyed.row_no = coalesce(further.first, cells.row_no)
        left join seen_before on seen_before.sheet_no = {plan.number} and seen_before.row_no = keyed.row_no
        order by cells.row_no
        """
    )
    for view in ("cells", "odd", "further"):
        connection.unregister(view)


def _without_parting_signs(cells: pa.Table) -> pa.Table:
    """What parts the cells of a raw row is shown by no spreadsheet; where a cell holds it, its picture is kept."""
    for place, name in enumerate(cells.column_names):
        if name != "row_no" and any(_holds(chunk, PARTED) for chunk in cells[name].chunks):
            cells = cells.set_column(place, name, pc.replace_substring(cells[name], PARTED, _PICTURE))
    return cells


def with_error_texts(sheet: Sheet) -> pa.Table:
    """The cells with ``#N/A`` and its like where the file shows them: the reader leaves such cells blank."""
    cells = sheet.cells
    errors = sheet.marks.filter(pc.equal(sheet.marks["kind"], "error"))
    row_nos = cells["row_no"].combine_chunks() if errors.num_rows else None
    for column_no in errors["column_no"].unique().to_pylist():
        here = errors.filter(pc.equal(errors["column_no"], column_no))
        name = f"c{column_no}"
        if name in cells.column_names:
            found = here["text"].combine_chunks().take(pc.index_in(row_nos, here["row_no"].combine_chunks()))
            texts = pc.coalesce(cells[name], pa.chunked_array([found]))
            cells = cells.set_column(cells.schema.get_field_index(name), name, texts)
    return cells


def _holds(texts: pa.StringArray, sign: str) -> bool:
    """Whether a sign of one byte stands anywhere in some texts; a look at their bytes, which is a third of a search."""
    data = texts.buffers()[2]
    return data is not None and bool((np.frombuffer(data, np.uint8) == ord(sign)).any())


def _check_counts(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    wrong = connection.execute(
        """
        select sheet from sheet
        where batch_id = $1 and rows_read <> accepted + updated + unchanged + returned
        """,
        [batch_id],
    ).fetchall()
    if wrong:
        raise RuntimeError(f"rows of {len(wrong)} sheets do not add up to what became of them")
