"""One sheet from text to typed, keyed rows, before anything is written.

Nothing here knows other batches; what became of a row against what is already there is settled in ``fates``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.keys import KeyedSheet
from fwzf_data.intake.ledger import Ledger, ledger
from fwzf_data.intake.merged import fill_merged
from fwzf_data.intake.misread import Misread, misread
from fwzf_data.intake.money_unit import settle_units
from fwzf_data.intake.own_keys import number_own_keys
from fwzf_data.intake.plan import SheetPlan
from fwzf_data.intake.reader import Sheet
from fwzf_data.intake.records import unite
from fwzf_data.intake.setaside import set_aside
from fwzf_data.intake.typing import SheetReader, Typed


@dataclass
class Staged:
    """What one sheet comes to."""

    plan: SheetPlan
    sheet: Sheet
    kind: Ledger
    typed: Typed
    """One row per record of the sheet, under its first row."""
    first_rows: dict[int, int]
    """Further rows of records that take several → first row."""
    aside: list[tuple[int, str]]
    data_rows: int
    """How many rows are neither header nor set aside: what the fates must add up to."""
    notes: list[str]


def create_staging(connection: duckdb.DuckDBPyConnection) -> None:
    """The table that sees all sheets of a file at once."""
    connection.execute(
        """
        create or replace temp table keyed (
            sheet_no INTEGER, row_no INTEGER, number_key VARCHAR, own_base VARCHAR, unit VARCHAR, content UBIGINT,
            lacking VARCHAR, record_key VARCHAR, is_refused BOOLEAN, reason VARCHAR, misread VARCHAR, remedy VARCHAR,
            beside BIGINT)
        """
    )


def stage(connection: duckdb.DuckDBPyConnection, plan: SheetPlan, sheet: Sheet) -> Staged:
    """Type one sheet that has a ledger; rows that cannot be read are entered in ``keyed`` as returned."""
    assert plan.ledger is not None
    assert plan.last is not None
    kind = ledger(plan.ledger)
    connection.register("cells", sheet.cells)
    aside = set_aside(connection, kind, plan, sheet.cells, sheet.merges)
    connection.unregister("cells")
    unreadable, other_headers = misread(kind, plan, sheet)
    aside = sorted({**dict(aside), **dict(other_headers)}.items())
    data = _data_rows(sheet.cells, plan.last, [row_no for row_no, _ in aside])
    readable = _refuse(connection, plan, data, unreadable) if unreadable else data
    filled, first_rows, shared = fill_merged(kind, plan, readable, sheet.merges)
    reader = SheetReader(kind, plan, filled, sheet.marks, epoch_1904=sheet.epoch_1904)
    typed, notes = settle_units(kind, reader, plan, filled, reader.typed())
    if first_rows:
        typed = unite(connection, kind, plan, filled, typed, first_rows)
    if shared.num_rows:
        typed = Typed(typed.rows, pa.concat_tables([typed.issues, shared]))
    return Staged(plan, sheet, kind, typed, first_rows, aside, data.num_rows, notes)


def rows_alike(staged: Sequence[Staged]) -> Iterator[tuple[list[Staged], pa.Table]]:
    """The typed rows of sheets with the same columns together, with ``sheet_no``: hundreds of sheets of one form cost
    one statement, not hundreds."""
    alike: dict[tuple[Ledger, str | None, str], list[Staged]] = {}
    for done in staged:
        alike.setdefault((done.kind, done.plan.reporting_unit, str(done.typed.rows.schema)), []).append(done)
    for group in alike.values():
        tables = [
            rows.append_column("sheet_no", pa.repeat(pa.scalar(number, pa.int32()), rows.num_rows))
            for number, rows in ((done.plan.number, done.typed.rows) for done in group)
        ]
        yield group, pa.concat_tables(tables)


def key_rows(connection: duckdb.DuckDBPyConnection, staged: Sequence[Staged], unit: str | None) -> None:
    """Add the rows of all sheets to ``keyed``; ``unit`` is that of the whole file."""
    for (done, *_), rows in rows_alike(staged):
        connection.register("typed", rows)
        here = {name: type_ for name, type_ in done.kind.stored() if name in rows.column_names}
        _key(connection, KeyedSheet(done.kind, here, done.plan.reporting_unit or unit))
        connection.unregister("typed")


def _key(connection: duckdb.DuckDBPyConnection, keys: KeyedSheet) -> None:
    connection.execute(
        f"""
        insert into keyed
        select sheet_no, row_no, number_key,
            case when number_key is null then {keys.own_base()} end, {keys.own_unit()}, {keys.content()},
            {keys.lacking()} as lacking, number_key, lacking is not null, '缺少' || lacking, null, null, null
        from (select *, {keys.number_key()} as number_key from typed)
        """
    )


def _data_rows(cells: pa.Table, last: int, aside: list[int]) -> pa.Table:
    row_nos = cells["row_no"]
    above = int(pc.sum(pc.less_equal(row_nos, last)).as_py() or 0)
    below = cells.slice(above)
    late = pa.array([row_no for row_no in aside if row_no > last], pa.int32())
    return below.filter(pc.invert(pc.is_in(below["row_no"], late))) if len(late) else below


def _refuse(
    connection: duckdb.DuckDBPyConnection, plan: SheetPlan, data: pa.Table, unreadable: dict[int, Misread]
) -> pa.Table:
    """Enter the rows that cannot be read as returned; the others come back."""
    is_misread = pc.is_in(data["row_no"], pa.array(list(unreadable), pa.int32()))
    for row_no in data["row_no"].filter(is_misread).to_pylist():
        why = unreadable[row_no]
        connection.execute(
            """
            insert into keyed (sheet_no, row_no, is_refused, reason, misread, remedy)
            values ($1, $2, true, $3, $4, $5)
            """,
            [plan.number, row_no, why.reason, why.code, why.remedy],
        )
    return data.filter(pc.invert(is_misread))


def judge(connection: duckdb.DuckDBPyConnection, staged: Sequence[Staged]) -> None:
    """Complete ``keyed`` over all sheets of the file: own keys, and which rows are returned; ``row_doubt`` says why.

    The same number twice on a sheet is one record where all else is equal; where it is not, none is picked.
    """
    number_own_keys(connection, [(done.plan.number, done.kind) for done in staged])
    connection.execute(
        "update keyed set reason = '没有编号，与已有的 ' || beside || ' 条记录相近' where beside is not null"
    )
    connection.execute(
        """
        update keyed set
            is_refused = twice.differ,
            reason = case
                when twice.differ then '编号相同而内容不同（第 ' || twice.rows || ' 行）'
                when row_no > twice.first_row then '与第 ' || twice.first_row || ' 行相同'
            end
        from (
            select sheet_no, number_key, count(distinct content) > 1 as differ, min(row_no) as first_row,
                string_agg(row_no, '、' order by row_no) as rows
            from keyed
            where (sheet_no, number_key) in (
                select (sheet_no, number_key) from keyed where number_key is not null and lacking is null
                group by sheet_no, number_key having count(*) > 1
            ) and lacking is null
            group by sheet_no, number_key
        ) as twice
        where keyed.sheet_no = twice.sheet_no and keyed.number_key = twice.number_key and lacking is null
        """
    )
    connection.execute(
        """
        create or replace temp table row_doubt as
        select sheet_no, row_no,
            case
                when misread is not null then misread
                when lacking is not null then 'I01'
                when is_refused then 'I02'
                when beside is not null then 'I37'
                else 'I03'
            end as code,
            case when is_refused then 'row_returned' else 'note' end as effect,
            case
                when misread is not null then reason || '，整行退回。' || remedy || '。'
                when lacking is not null then reason || '，一条记录必须有，整行退回。请补填后重新上传。'
                when is_refused then reason || '，无法确定以哪一行为准，都已退回。请核对编号或只留一行。'
                when beside is not null
                    then reason || '，但单位不同，或看不出更正的是哪一条，按新的一条计。如果是更正，请先撤回原批次。'
                else reason || '，按一条记录计。'
            end as message
        from keyed where reason is not null
        """
    )
