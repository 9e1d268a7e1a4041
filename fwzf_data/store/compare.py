"""Where two generation files differ, row by row, whatever the order of their rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

_OWN = {"meta"}
"""Says when and for what a file was made, so it differs by nature."""
_ROWS = 50
_SIDES = (("published", "rebuilt"), ("rebuilt", "published"))
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
        # What views show follows from the tables; it is asked only where nothing else tells the files apart.
        return list(_differences(connection)) or list(_view_differences(connection))


@dataclass(frozen=True)
class _Shape:
    """What a table or view looks like, apart from its rows."""

    columns: tuple[tuple[str, str], ...]
    statement: tuple[str, ...] | None
    """The words of a view, sorted: DuckDB writes the same view in another order after it was loaded again."""


def _differences(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    published, rebuilt = _shapes(connection, "published"), _shapes(connection, "rebuilt")
    for table in sorted({*published, *rebuilt} - _OWN):
        if table not in published:
            yield Difference(table, None, (), "缺少这张表")
        elif table not in rebuilt:
            yield Difference(table, None, (), "多出这张表")
        elif published[table] != rebuilt[table]:
            yield Difference(table, None, (), "表或视图的定义不同")
        elif published[table].statement is None:
            yield from _row_differences(connection, table, [name for name, _ in published[table].columns])


def _view_differences(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    for view, shape in _shapes(connection, "published").items():
        if shape.statement is not None and any(
            connection.execute(_only_in(*sides, view) + " limit 1").fetchall() for sides in _SIDES
        ):
            yield Difference(view, None, (), "视图查出的行不同")


def _shapes(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, _Shape]:
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = ? and not internal order by table_name, column_index",
        [database],
    ).fetchall():
        columns[table].append((column, kind))
    views = {
        view: tuple(sorted(re.findall(r"\w+|[^\w\s]", sql)))
        for view, sql in connection.execute(
            "select view_name, sql from duckdb_views() where database_name = ? and not internal", [database]
        ).fetchall()
    }
    return {table: _Shape(tuple(found), views.get(table)) for table, found in columns.items()}


def _only_in(side: str, other: str, table: str) -> str:
    name = '"' + table.replace('"', '""') + '"'
    return f"select * from {side}.{name} except all select * from {other}.{name}"


def _row_differences(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Iterator[Difference]:
    is_keyed = all(column in columns for column in _EVIDENCE)
    order = f"order by {', '.join(_EVIDENCE)}" if is_keyed else ""
    only: dict[str, dict[Any, list[tuple[Any, ...]]]] = {}
    for side, other in _SIDES:
        only[side] = defaultdict(list)
        for row in connection.execute(f"{_only_in(side, other, table)} {order} limit {_ROWS}").fetchall():
            if is_keyed:
                key: Any = tuple(row[columns.index(column)] for column in _EVIDENCE)
            else:
                key = _position(connection, f'{side}."{table}"', columns, row)
            only[side][key].append(row)
    yield from _described(columns, table, only["published"], only["rebuilt"], is_keyed)


def _position(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], row: tuple[Any, ...]) -> int:
    """The number of a row in its table, for tables that do not stand for rows of a sheet."""
    same = " and ".join(f'"{column}" is not distinct from ?' for column in columns)
    ((rowid,),) = connection.execute(f"select min(rowid) from {table} where {same}", list(row)).fetchall()
    return int(rowid) + 1


def _described(
    columns: list[str],
    table: str,
    published: dict[Any, list[tuple[Any, ...]]],
    rebuilt: dict[Any, list[tuple[Any, ...]]],
    is_keyed: bool,
) -> Iterator[Difference]:
    for key in sorted({*published, *rebuilt}, key=str):
        row = "批次 {}、第 {} 张表、第 {} 行".format(*key) if is_keyed else f"第 {key} 行"
        ours, theirs = published.get(key, []), rebuilt.get(key, [])
        if is_keyed and len(ours) == len(theirs) == 1:
            changed = tuple(c for c, a, b in zip(columns, ours[0], theirs[0], strict=True) if a != b)
            yield Difference(table, row, changed, "内容与重建的不同")
        else:
            yield Difference(table, row, (), "重建得不到这一行" if ours else "少了这一行")
