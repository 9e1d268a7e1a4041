"""What people did, in order: an append-only SQLite table, each entry chained to the one before by its hash.

The chain finds every change inside it. A rewrite of its end is found only by a head hash kept outside (``anchor``).
Nothing but SQLite may open the file: closing any other handle to it would drop the locks of this process.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fwzf_data.errors import StoreBusy, StoreDamaged, StoreFull

PUBLISHED = "published_generation"
"""The store's own key of a body; only a commit entry has it: ``{generation, sha256, intent, made_at}``."""
GENESIS = "0" * 64
SCHEMA = (
    """create table entry (
        seq integer primary key, at_utc text not null, actor text not null, action text not null,
        body text not null, prev text not null unique, hash text not null unique)""",
    "create index entry_action on entry (action)",
    f"""create index entry_published on entry (json_extract(body, '$.{PUBLISHED}.generation'))
        where json_extract(body, '$.{PUBLISHED}.generation') is not null""",
    """create trigger entry_never_changes before update on entry
        begin select raise(abort, 'journal entries never change'); end""",
    """create trigger entry_never_goes before delete on entry
        begin select raise(abort, 'journal entries are never deleted'); end""",
)
_FIELDS = "seq, at_utc, actor, action, body, prev, hash"
_PAGE = 500
_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Entry:
    """One thing somebody did."""

    seq: int
    at: datetime
    actor: str
    action: str
    body: dict[str, Any]
    prev: str
    hash: str

    @property
    def published(self) -> dict[str, Any] | None:
        """What a commit entry says of the generation it made; None for every other entry."""
        return self.body.get(PUBLISHED)


def entry_hash(seq: int, at_utc: str, actor: str, action: str, body: str, prev: str) -> str:
    """sha256 over the fields, each led by its length, so that no two entries share an encoding."""
    hasher = hashlib.sha256()
    for field in (str(seq), at_utc, actor, action, body, prev):
        data = field.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def canonical(body: Mapping[str, Any]) -> str:
    """One text for one body; file names that are not valid Unicode are escaped instead of lost."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text


class Journal:
    """The journal of one home."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a journal, and not only an empty file."""
        return self.path.exists() and bool(self.schema())

    def mark(self) -> tuple[int, int]:
        """Changes with every entry; told without reading any."""
        state = self.path.stat()
        return state.st_mtime_ns, state.st_size

    def create(self, actor: str, body: Mapping[str, Any]) -> None:
        """Make the table with its first entry, unless somebody else just did."""
        with self._session("rwc") as session:
            session.execute("begin immediate")
            if not session.execute("select 1 from sqlite_master where name = 'entry'").fetchone():
                for statement in SCHEMA:
                    session.execute(statement)
                _insert(session, "founded", actor, body)
            session.execute("commit")

    def append(self, action: str, actor: str, body: Mapping[str, Any]) -> Entry:
        """Write one entry; it is on disk when this returns. Only a home writes commit entries."""
        with self._session() as session:
            session.execute("begin immediate")
            entry = _insert(session, action, actor, body)
            session.execute("commit")
        return entry

    def entries(self, action: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Entries in order, of one action or all; read in pages, so that a slow reader never holds up a writer."""
        chosen = "seq > ?" if action is None else "seq > ? and action = ?"
        while True:
            given = (after,) if action is None else (after, action)
            page = self._read(f"select {_FIELDS} from entry where {chosen} order by seq limit {_PAGE}", given)
            for row in page:
                yield _entry(row)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def entry(self, seq: int) -> Entry | None:
        """One entry by its number."""
        rows = self._read(f"select {_FIELDS} from entry where seq = ?", (seq,))
        return _entry(rows[0]) if rows else None

    def head(self) -> Entry:
        """The newest entry; its hash vouches for all before it."""
        rows = self._read(f"select {_FIELDS} from entry order by seq desc limit 1")
        if not rows:
            raise StoreDamaged("日志是空的，不可能由本程序造成。请从备份恢复。")
        return _entry(rows[0])

    def last(self, action: str) -> Entry | None:
        """The newest entry of an action."""
        rows = self._read(f"select {_FIELDS} from entry where action = ? order by seq desc limit 1", (action,))
        return _entry(rows[0]) if rows else None

    def last_published(self) -> Entry | None:
        """The commit entry of the newest generation."""
        generation = f"json_extract(body, '$.{PUBLISHED}.generation')"
        rows = self._read(
            f"select {_FIELDS} from entry where {generation} is not null order by {generation} desc limit 1"
        )
        return _entry(rows[0]) if rows else None

    def backup(self, target: Path) -> None:
        """A consistent copy, also while somebody appends."""
        with self._session() as session, closing(sqlite3.connect(target)) as copy:
            session.backup(copy)

    def rows(self) -> list[tuple[Any, ...]]:
        """The entries as they are stored, for checking the chain."""
        return self._read(f"select {_FIELDS} from entry order by rowid")

    def schema(self) -> set[str]:
        """The statements of table, indexes and triggers as they are now, in small letters (SQLite mixes them)."""
        return {row[0].lower() for row in self._read("select sql from sqlite_master where sql is not null")}

    def _read(self, sql: str, given: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._session() as session:
            return session.execute(sql, given).fetchall()

    @contextmanager
    def _session(self, mode: str = "rw") -> Iterator[sqlite3.Connection]:
        """One connection for one piece of work; closing it rolls back what was not committed."""
        place = f"{self.path.resolve().as_uri()}?mode={mode}"
        try:
            with closing(sqlite3.connect(place, _WAIT_SECONDS, isolation_level=None, uri=True)) as session:
                session.execute("pragma synchronous = extra")
                yield session
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreBusy("日志正被另一个程序占用，请稍后再试。") from error
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                raise StoreFull("日志写不进去，多半是磁盘已满。请腾出空间后再试，原有数据没有变化。") from error
            raise StoreDamaged("日志文件打不开或读不出来：请检查它是否还在、权限对不对，或从备份恢复。") from error
        except sqlite3.DatabaseError as error:
            raise StoreDamaged("日志文件已损坏，请从备份恢复。") from error


def _insert(session: sqlite3.Connection, action: str, actor: str, body: Mapping[str, Any]) -> Entry:
    before = session.execute("select seq, hash from entry order by seq desc limit 1").fetchone()
    seq, prev = (before[0] + 1, before[1]) if before else (1, GENESIS)
    at_utc, text = datetime.now(UTC).isoformat(timespec="microseconds"), canonical(body)
    row = (seq, at_utc, actor, action, text, prev, entry_hash(seq, at_utc, actor, action, text, prev))
    session.execute("insert into entry values (?, ?, ?, ?, ?, ?, ?)", row)
    return _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at_utc, actor, action, body, prev, hash_ = row
    try:
        return Entry(seq, datetime.fromisoformat(at_utc), actor, action, json.loads(body), prev, hash_)
    except (TypeError, ValueError) as error:
        raise StoreDamaged(f"日志第 {seq} 条读不出来，被改动过。请运行 verify 查明，并从备份恢复。") from error
