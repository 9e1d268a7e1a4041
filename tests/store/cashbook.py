"""The smallest bureau there is: a cash book whose files hold one amount (fen) a line. Stands in for ledgers and facts,
so that the store is tested by itself; its parts are real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from fwzf_data.store.generation import Blueprint, Generation
from fwzf_data.store.home import Home, Published
from fwzf_data.store.originals import Originals


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table batch (batch_id integer, file varchar, lines integer, loaded_at timestamp)")
    connection.execute(
        "create table amount_row (batch_id integer, sheet_no integer, row_no integer, amount_fen bigint)"
    )
    connection.execute("create view length_of_batch as select batch_id as batch_id, lines as lines from batch")
    connection.execute("create view amount as select * exclude (batch_id, sheet_no, row_no) from amount_row")


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create or replace table balance as "
        "select batch_id, sum(amount_fen)::bigint as balance_fen from amount_row group by batch_id order by batch_id"
    )


def _write(connection: duckdb.DuckDBPyConnection, batch_id: int, file: str, data: bytes) -> dict[str, Any]:
    amounts = [int(line) for line in data.decode().splitlines()]
    ((made_at,),) = connection.execute("select made_at from meta").fetchall()
    connection.execute("insert into batch values (?, ?, ?, ?)", [batch_id, file, len(amounts), made_at])
    connection.execute(
        "insert into amount_row select $1, 1, unnest(range(1, 1 + len($2::bigint[]))), unnest($2::bigint[])",
        [batch_id, amounts],
    )
    return {"accepted": len(amounts)}


def _take_back(connection: duckdb.DuckDBPyConnection, batch_id: int) -> None:
    connection.execute("delete from amount_row where batch_id = ?", [batch_id])
    connection.execute("delete from batch where batch_id = ?", [batch_id])


def _replay_import(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any], originals: Originals) -> None:
    _write(connection, body["batch_id"], body["file"], originals.path(body["sha256"]).read_bytes())


def _replay_withdraw(connection: duckdb.DuckDBPyConnection, body: Mapping[str, Any], _: Originals) -> None:
    _take_back(connection, body["batch_id"])


CASHBOOK = Blueprint("表一", "算法一", _create, _finish, {"import": _replay_import, "withdraw": _replay_withdraw})


def with_signed_balance(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "create or replace table balance as select sum(amount_fen)::bigint as balance_fen from amount_row"
    )


OTHER_FACTS = replace(CASHBOOK, facts_digest="算法二", finish=with_signed_balance)


def _create_with_note(connection: duckdb.DuckDBPyConnection) -> None:
    _create(connection)
    connection.execute("create table note (words varchar)")


OTHER_SCHEMA = replace(CASHBOOK, schema_digest="表二", create=_create_with_note)


def load(home: Home, *amounts: int, actor: str = "出纳甲", blueprint: Blueprint = CASHBOOK) -> Published:
    """Load one file; its batch number counts up."""
    with home.writing():
        batch_id = 1 + max((entry.body["batch_id"] for entry in home.journal.entries("import")), default=0)
        file, data = f"现金{batch_id}.txt", "\n".join(map(str, amounts)).encode()
        intent = {"batch_id": batch_id, "file": file, "sha256": home.originals.put(data)}
        return home.publish("import", actor, intent, lambda con: _write(con, batch_id, file, data), blueprint)


def withdraw(home: Home, batch_id: int) -> Published:
    """Take one batch back."""

    def apply(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
        _take_back(connection, batch_id)
        return {}

    return home.publish("withdraw", "出纳甲", {"batch_id": batch_id, "why": "重复"}, apply, CASHBOOK)


def refuse(home: Home, error: BaseException) -> None:
    """An import that gives up half-way, after some rows are written."""

    def apply(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
        _write(connection, 99, "半个.txt", b"1\n2")
        raise error

    home.publish("import", "出纳甲", {"batch_id": 99, "file": "半个.txt"}, apply, CASHBOOK)


@dataclass(frozen=True)
class Book:
    """What a reader sees."""

    batches: dict[int, list[int]]
    is_whole: bool
    """Every batch has all its lines and its balance, and nothing lies around beside them."""


def read(generation: Generation | None) -> Book:
    if generation is None:
        return Book({}, True)
    with generation.connect() as cursor:
        lines = dict(cursor.execute("select batch_id, lines from batch order by batch_id").fetchall())
        balances = dict(cursor.execute("select * from balance").fetchall())
        batches: dict[int, list[int]] = {batch_id: [] for batch_id in lines}
        for batch_id, amount in cursor.execute(
            "select batch_id, amount_fen from amount_row order by batch_id, row_no"
        ).fetchall():
            batches.setdefault(batch_id, []).append(amount)
    is_whole = {batch_id: len(amounts) for batch_id, amounts in batches.items()} == lines and {
        batch_id: sum(amounts) for batch_id, amounts in batches.items() if amounts
    } == balances
    return Book(batches, is_whole)
