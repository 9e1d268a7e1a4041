"""Where two generation files differ, row by row, whatever the order of their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

_OWN = {"meta"}
"""Says when and for what a file was made, so it differs by nature."""
_ROWS = 50
_EVIDENCE = ("batch_id", "sheet_no", "row_no")


@dataclass(frozen=True)
class Difference:
    """One place where the published file is not what originals and journal say."""

    table: str
    row: str | None
    """Where the row is, without what it says; None: the whole table or view."""
    columns: tuple[str, ...]
    what: str


def differences(published: Path, rebuilt: Path) -> list[Difference]:
    """All tables and views of both files, ``meta`` apart; at most some rows of each table.

    Give copies: DuckDB does not open a file twice in one process.
    """
    with duckdb.connect(":memory:", config={"threads": "2", "autoload_known_extensions": "false"}) as connection:
        for name, path in (("published", published), ("rebuilt", rebuilt)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"attach '{quoted}' as {name} (read_only)")
        connection.execute("set enable_external_access = false")
        return list(_differences(connection))


def _differences(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    published, rebuilt = _shapes(connection, "published"), _shapes(connection, "rebuilt")
    for table in sorted({*published, *rebuilt} - _OWN):
        if table not in published:
            yield Difference(table, None, (), "缺少这张表")
        elif table not in rebuilt:
            yield Difference(table, None, (), "多出这张表")
        elif published[table] != rebuilt[table]:
            yield Difference(table, None, (), "表或视图的定义不同")
        elif not published[table][0]:
            yield from _row_differences(connection, table, [name for name, _ in published[table][1]])


def _shapes(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    """Table or view → (the statement of a view, columns with types)."""
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = ? and not internal order by table_name, column_index",
        [database],
    ).fetchall():
        columns[table].append((column, kind))
    views = dict(
        connection.execute(
            "select view_name, sql from duckdb_views() where database_name = ? and not internal", [database]
        ).fetchall()
    )
    return {table: (views.get(table, ""), tuple(found)) for table, found in columns.items()}


def _row_differences(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Iterator[Difference]:
    name = '"' + table.replace('"', '""') + '"'
    keyed = all(column in columns for column in _EVIDENCE)
    only: dict[str, dict[Any, list[tuple[Any, ...]]]] = {}
    for side, other in (("published", "rebuilt"), ("rebuilt", "published")):
        only[side] = defaultdict(list)
        lost = f"select * from {side}.{name} except all select * from {other}.{name}"
        if keyed:
            rows = connection.execute(f"{lost} order by batch_id, sheet_no, row_no limit {_ROWS}").fetchall()
            for row in rows:
                only[side][tuple(row[columns.index(column)] for column in _EVIDENCE)].append(row)
        else:
            for row in connection.execute(f"{lost} limit {_ROWS}").fetchall():
                only[side][_position(connection, f"{side}.{name}", columns, row)].append(row)
    yield from _described(table, columns, only["published"], only["rebuilt"], keyed)


def _position(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], row: tuple[Any, ...]) -> int:
    """The number of a row in its table, for tables that do not stand for rows of a sheet."""
    same = " and ".join(f'"{column}" is not distinct from ?' for column in columns)
    ((rowid,),) = connection.execute(f"select min(rowid) from {table} where {same}", list(row)).fetchall()
    return int(rowid) + 1


def _described(
    table: str,
    columns: list[str],
    published: dict[Any, list[tuple[Any, ...]]],
    rebuilt: dict[Any, list[tuple[Any, ...]]],
    keyed: bool,
) -> Iterator[Difference]:
    for key in sorted({*published, *rebuilt}, key=str):
        row = "批次 {}、第 {} 张表、第 {} 行".format(*key) if keyed else f"第 {key} 行"
        ours, theirs = published.get(key, []), rebuilt.get(key, [])
        if keyed and len(ours) == len(theirs) == 1:
            changed = tuple(c for c, a, b in zip(columns, ours[0], theirs[0], strict=True) if a != b)
            yield Difference(table, row, changed, "内容与重建的不同")
        else:
            yield Difference(table, row, (), "重建得不到这一行" if ours else "少了这一行")
