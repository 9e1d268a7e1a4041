"""What the ledgers say, in one DuckDB file that never changes once it is published."""

from __future__ import annotations

import atexit
import json
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from fwzf_data.errors import StoreDamaged
from fwzf_data.store.durable import copy_checked, remove
from fwzf_data.store.journal import canonical
from fwzf_data.store.originals import Originals

Connection = duckdb.DuckDBPyConnection
Apply = Callable[[Connection], Mapping[str, Any]]

_HARDENED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
}
_META = """create table meta (
    generation integer, schema_digest varchar, facts_digest varchar, made_at timestamp,
    intent varchar, outcome varchar)"""
_ROW_GROUP = 24 * 2048
"""Rows written at a time. What a transaction leaves of an unfinished group is copied once more when it commits, so that
groups of DuckDB's own size make a load of most ledgers cost a fifth more."""
_FEW = 512
"""A join by a span of days with at most so many rows expected is made by comparing them all: sorting every case to find
which of three versions of a limit applied costs twenty times that."""
_MANY = 1_000_000
"""Rows from which facts are made by two threads: half a minute is too long to wait, a few seconds are not."""
_WARM = 2
"""Generations kept open per process: the newest, and the one pages still under way may be reading."""
_warm: dict[tuple[Path, int, int], Connection] = {}
_opening = threading.Lock()
atexit.register(_warm.clear)  # or DuckDB's binding complains on stderr about what is still open at the end


@dataclass(frozen=True)
class Blueprint:
    """What a generation holds beside ``meta``; given by the caller, so that the store knows no ledger."""

    schema_digest: str
    """Changes when base tables would be written differently: then everything is loaded again."""
    facts_digest: str
    """Changes when facts would be computed differently: then only they are."""
    create: Callable[[Connection], None]
    """Base tables and views in an empty file."""
    finish: Callable[[Connection], None]
    """Facts anew from the base tables, and the checks without which nothing is published."""
    replay: Mapping[str, Callable[[Connection, Mapping[str, Any], Originals], object]]
    """Journal action → doing it again from the body of its commit entry."""
    contradictions: Callable[[Connection], Sequence[tuple[str, int, int, int, str]]] = lambda _: ()
    """Table, batch, sheet, row and what is wrong where the base tables contradict each other: a fault that a rebuild
    repeats. Asked by a deep verification."""


@dataclass(frozen=True)
class Meta:
    """What a generation says of itself."""

    generation: int
    schema_digest: str
    facts_digest: str
    made_at: datetime
    """When its intent was written (UTC): known before anything is done, so that a replay can repeat it."""
    intent: str
    outcome: dict[str, Any]


@dataclass(frozen=True)
class Generation:
    """One published file."""

    number: int
    path: Path

    def connect(self) -> Connection:
        """A read-only cursor of this process's one connection to the file; nothing outside the file can be reached.

        A cursor and not the connection, so that a page still reading is not cut off when newer generations push the
        connection out: DuckDB lets go of the file when the last cursor is gone.
        """
        with _opening:
            connection = _warm.pop(self._key(), None) or _open_hardened(self.path)
            _warm[self._key()] = connection
            while len(_warm) > _WARM:
                del _warm[next(iter(_warm))]
            return connection.cursor()

    def meta(self) -> Meta:
        """Raises StoreDamaged where the file cannot be read as a generation.

        The connection is not kept: what only publishing looks at must not push out what pages read.
        """
        try:
            with _opening:
                connection = _warm.get(self._key()) or _open_hardened(self.path)
                with connection.cursor() as cursor:
                    row = cursor.execute(
                        "select generation, schema_digest, facts_digest, made_at, intent, outcome from meta"
                    ).fetchone()
        except (duckdb.Error, OSError) as error:
            raise StoreDamaged(
                f"第 {self.number} 代数据文件打不开。请先运行 verify 查明；查明后删除该文件，再运行时会由原始文件重建。"
            ) from error
        if row is None:
            raise StoreDamaged(
                f"第 {self.number} 代数据文件不完整。请先运行 verify 查明；查明后删除该文件，再运行时会由原始文件重建。"
            )
        number, schema_digest, facts_digest, made_at, intent, outcome = row
        return Meta(number, schema_digest, facts_digest, made_at.replace(tzinfo=UTC), intent, json.loads(outcome))

    def is_open(self) -> bool:
        """Whether this process keeps it open."""
        with _opening:
            return self._key() in _warm

    def _key(self) -> tuple[Path, int, int]:
        """One file, and not another that came to its place."""
        state = self.path.stat()
        return self.path, state.st_ino, state.st_mtime_ns


def _open_hardened(path: Path) -> Connection:
    # Nothing is spilled to disk by readers: a killed one would leave personal data behind.
    connection = duckdb.connect(path, read_only=True, config={**_HARDENED, "temp_directory": ""})
    ((is_locked,),) = connection.execute("select current_setting('lock_configuration')").fetchall()
    if not is_locked:  # else a cursor still holds the file, and DuckDB hands out what that one was opened with
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
    return connection


@dataclass(frozen=True)
class Stamp:
    """What is known of a generation before it is made."""

    generation: int
    made_at: datetime
    intent: str


@dataclass(frozen=True)
class Base:
    """The generation the next one starts from, with the digest its commit entry gives it."""

    generation: Generation
    sha256: str


def write(work: Path, base: Base | None, stamp: Stamp, apply: Apply, blueprint: Blueprint) -> dict[str, Any]:
    """Make a complete generation file at ``work`` and return what ``apply`` told of it.

    ``base`` is what to start from, None for an empty file.
    """
    if base:
        _copy(base, work)
    connection = open_work(work)
    try:
        connection.begin()
        if not base:
            connection.execute(_META)
            blueprint.create(connection)
        stamp_meta(connection, stamp, blueprint)
        outcome = dict(apply(connection))
        if _row_count(connection) >= _MANY:
            connection.execute("set threads = 2")
        blueprint.finish(connection)
        connection.execute("update meta set outcome = ?", [canonical(outcome)])
        connection.commit()
        connection.execute("checkpoint work")
    finally:
        with suppress(duckdb.Error):
            connection.close()
    if work.with_name(work.name + ".wal").exists():
        raise StoreDamaged("新一代数据没有写完整，已放弃，原有数据没有变化。请重试。")
    return outcome


def open_work(work: Path) -> Connection:
    """A connection to the file that is being made, set for publishing and for nothing else."""
    # The whole file is synced once, when it is finished; until then it may be lost. One thread does the same work with
    # a fifth less computing, and leaves the other processor to whoever is looking at pages.
    connection = duckdb.connect(config={**_HARDENED, "threads": "1", "fsync_mode": "NONE"})
    connection.execute(f"attach '{_quoted(work)}' as work (row_group_size {_ROW_GROUP})")
    connection.execute("use work")
    connection.execute(f"set nested_loop_join_threshold = {_FEW}")
    connection.execute("set enable_external_access = false")
    return connection


def _row_count(connection: Connection) -> int:
    """Rows of all tables together, as far as DuckDB knows without counting."""
    ((rows,),) = connection.execute(
        "select coalesce(sum(estimated_size), 0)::bigint from duckdb_tables() where database_name = 'work'"
    ).fetchall()
    return int(rows)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _copy(base: Base, work: Path) -> None:
    """Copy by plain reading, and refuse a file that is not what was published: its successor would hide the change.

    Reading drops the POSIX lock of this process on the file (see ``durable.digest``), which guards it from nobody:
    generations are read-only files, and every one of our processes opens them read-only.
    """
    if copy_checked(base.generation.path, work) != base.sha256:
        raise StoreDamaged(
            f"第 {base.generation.number} 代数据文件与日志登记的不一致，被改动过或已损坏。"
            "请先运行 verify 查明位置；查明后删除该文件，再运行时会由原始文件重建。"
        )


def stamp_meta(connection: Connection, stamp: Stamp, blueprint: Blueprint) -> None:
    """Say what is being made; ``apply`` takes its time from ``meta.made_at``."""
    connection.execute("delete from meta")
    connection.execute(
        "insert into meta values (?, ?, ?, ?, ?, null)",
        [
            stamp.generation,
            blueprint.schema_digest,
            blueprint.facts_digest,
            stamp.made_at.astimezone(UTC).replace(tzinfo=None),
            stamp.intent,
        ],
    )


def discard(work: Path) -> None:
    """Delete a work file with what DuckDB may have put beside it."""
    remove(work)
    remove(work.with_name(work.name + ".wal"))
    shutil.rmtree(work.with_name(work.name + ".tmp"), ignore_errors=True)
