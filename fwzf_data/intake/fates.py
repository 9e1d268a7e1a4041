"""Which version of a record counts, and what became of each row: 采用 new, 更新 changed, 未变 the same again.

Both follow from the versions there are, so a withdrawal settles them by the same statement as a load.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from fwzf_data.intake.ledger import Ledger, ledgers

ACCEPTED, UPDATED, UNCHANGED, RETURNED, ASIDE, HEADER = "采用", "更新", "未变", "退回", "搁置", "表头"
EARLIER = """earlier as (
    partition by record_key order by batch_id, sheet_no, row_no rows between unbounded preceding and 1 preceding
)"""
"""SQL: a window of the versions that came in before one."""


def settle(connection: duckdb.DuckDBPyConnection, kind: Ledger, keys: str) -> None:
    """Mark the current version of the records ``keys`` (SQL giving record keys), and list in the temporary table
    ``settled`` the fate of every version of those that have, or had, more than one."""
    connection.execute(f"create or replace temp table settled as {_fates(kind, keys)}")
    connection.execute(
        f"""
        update {kind.key}_row as rows set is_current = settled.counts
        from settled
        where settled.counts <> settled.counted and rows.batch_id = settled.batch_id
            and rows.sheet_no = settled.sheet_no and rows.row_no = settled.row_no
        """
    )


def _fates(kind: Ledger, keys: str) -> str:
    """SQL: of every version of some records, whether it counts, whether it is marked so, and its fate."""
    return f"""
        with versions as (
            select batch_id, sheet_no, row_no, record_key, content_digest, is_current,
                {tells(kind)} as tells, {version_order(kind)} as version
            from {kind.key}_row
            where record_key in ({keys})
        ), seen as (
            select *,
                arg_max(content_digest, version) over earlier as before,
                bool_or(tells) over earlier as told,
                max(version) over (partition by record_key) as newest
            from versions
            window {EARLIER}
        )
        select batch_id, sheet_no, row_no, record_key, version = newest as counts, is_current as counted,
            case
                when before is null then '{ACCEPTED}'
                when before = content_digest or (told and not tells) then '{UNCHANGED}'
                else '{UPDATED}'
            end as fate
        from seen
    """


def tells(kind: Ledger) -> str:
    """SQL: whether a version says anything; of a form sent back by two teams each has filled in its own rows."""
    columns = [name for name, _ in kind.telling() if name != kind.updated_by]
    return f"({' or '.join(f'{name} is not null' for name in columns)})" if kind.told_by else "true"


def version_order(kind: Ledger) -> str:
    """SQL: what the versions of a record are ordered by; the last one counts."""
    day = f"coalesce({kind.updated_by}, '0001-01-01')" if kind.updated_by else "0"
    return f"row({tells(kind)}, {day}, batch_id, sheet_no, row_no)"


def repeated_keys(kind: Ledger, batch_id: int) -> str:
    """SQL: the keys of a batch that have more than one version."""
    return f"""
        select record_key from {kind.key}_row group by record_key
        having count(*) > 1 and count(*) filter (where batch_id = {int(batch_id)}) > 0
    """


def remove_batch(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    """Take a batch out; the former versions of its records count again, and later rows become what they now are."""
    kinds = connection.execute(
        "select distinct ledger from sheet where batch_id = $1 and ledger is not null order by 1", [batch_id]
    ).fetchall()
    for (key,) in kinds:
        connection.execute(
            f"create or replace temp table touched as select distinct record_key from {key}_row where batch_id = $1",
            [batch_id],
        )
        connection.execute(f"delete from {key}_row where batch_id = $1", [batch_id])
        settle(connection, ledgers()[key], "select record_key from touched")
        _rewrite_fates(connection)
    for table in ("batch", "sheet", "sheet_column", "raw_row", "cell_issue"):
        connection.execute(f"delete from {table} where batch_id = $1", [batch_id])


def _rewrite_fates(connection: duckdb.DuckDBPyConnection) -> None:
    """Carry settled fates to the raw rows of the batches they belong to, and to the counts of their sheets."""
    connection.execute(
        """
        update raw_row set fate = changed.fate
        from (
            select raw_row.batch_id, raw_row.sheet_no, raw_row.row_no, settled.fate
            from raw_row join settled using (batch_id, sheet_no, record_key)
            where raw_row.fate in ('采用', '更新', '未变')
            qualify row_number() over (
                partition by raw_row.batch_id, raw_row.sheet_no, raw_row.row_no
                order by settled.row_no > raw_row.row_no, abs(settled.row_no - raw_row.row_no)
            ) = 1
        ) as changed
        where raw_row.batch_id = changed.batch_id and raw_row.sheet_no = changed.sheet_no
            and raw_row.row_no = changed.row_no and raw_row.fate <> changed.fate
        """
    )
    count_sheets(connection, "select distinct batch_id from settled")


def wrong_fates(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int, int, str]]:
    """Table, batch, sheet, row and what is wrong, where a row says of itself what the versions there are do not say.

    A rebuild repeats the withdrawals as they were made, so what they got wrong is seen by no comparison with it.
    """
    asked = " union all ".join(
        f"""
        select '{kind.key}_row' as told_by, batch_id, sheet_no, row_no,
            case when counts <> counted then '计为现行版本与否和各版本的先后不符'
                else '结果「' || raw_row.fate || '」按各版本应为「' || fates.fate || '」' end as what
        from ({_fates(kind, f"select record_key from {kind.key}_row")}) as fates
        join raw_row using (batch_id, sheet_no, row_no)
        where counts <> counted or fates.fate <> raw_row.fate
        """
        for kind in ledgers().values()
    )
    return connection.execute(f"{asked} order by all").fetchall()


def count_sheets(connection: duckdb.DuckDBPyConnection, batches: str) -> None:
    """Write the counts of the sheets of some batches (SQL giving their ids) from their raw rows."""
    connection.execute(
        f"""
        update sheet set accepted = counts.accepted, updated = counts.updated, unchanged = counts.unchanged,
            returned = counts.returned, set_aside = counts.set_aside
        from (
            select batch_id, sheet_no,
                {
            _counted(
                {
                    "accepted": ACCEPTED,
                    "updated": UPDATED,
                    "unchanged": UNCHANGED,
                    "returned": RETURNED,
                    "set_aside": ASIDE,
                }.items()
            )
        }
            from raw_row where batch_id in ({batches})
            group by all
        ) as counts
        where sheet.batch_id = counts.batch_id and sheet.sheet_no = counts.sheet_no
        """
    )


def _counted(fates: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"count(*) filter (where fate = '{fate}') as {name}" for name, fate in fates)
