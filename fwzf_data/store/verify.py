"""Whether a home is still what its people made it: every fault with its place. Reads only, mends nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from fwzf_data.errors import FwzfError, StoreDamaged
from fwzf_data.store.compare import Difference, differences
from fwzf_data.store.durable import digest
from fwzf_data.store.generation import Blueprint, Generation
from fwzf_data.store.home import Home
from fwzf_data.store.journal import GENESIS, PUBLISHED, SCHEMA, entry_hash


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was."""

    place: str
    """日志, 原始文件 or 数据"""
    message: str
    """One sentence for a person; names places, never what is written there."""
    entry: int | None = None
    """Number of the journal entry concerned."""
    file: str | None = None
    table: str | None = None
    row: str | None = None

    def __str__(self) -> str:
        return f"{self.place}：{self.message}"


@dataclass(frozen=True)
class _Line:
    """A journal entry as far as it can still be read."""

    seq: int
    body: dict[str, Any]

    @property
    def published(self) -> dict[str, Any] | None:
        return self.body.get(PUBLISHED)


def verify(home: Home, head: str | None = None, *, blueprint: Blueprint | None = None) -> list[Fault]:
    """Check the journal's chain, the originals' and the generations' digests; a changed generation is compared with a
    rebuild, where a blueprint is given. ``head``: a hash printed earlier, which the chain must still contain.
    """
    return list(_faults(home, head, blueprint, deep=False))


def verify_deep(home: Home, blueprint: Blueprint, head: str | None = None) -> list[Fault]:
    """``verify``, and the newest generation compared with a rebuild from originals and journal, row by row."""
    return list(_faults(home, head, blueprint, deep=True))


def _faults(home: Home, head: str | None, blueprint: Blueprint | None, deep: bool) -> Iterator[Fault]:
    try:
        rows = home.journal.rows()
        statements = home.journal.schema()
    except StoreDamaged as error:
        yield Fault("日志", str(error), file=home.journal.path.name)
        return
    yield from _chain_faults(rows, head)
    if any(statement.lower() not in statements for statement in SCHEMA):
        yield Fault("日志", "日志文件里防止改动的触发器或索引被动过。", file=home.journal.path.name)
    lines = [_Line(row[0], body) for row in rows if (body := _body(row[4])) is not None]
    yield from _original_faults(home, lines)
    yield from _generation_faults(home, lines, blueprint, deep)


def _chain_faults(rows: list[tuple[Any, ...]], head: str | None) -> Iterator[Fault]:
    number, before = 0, GENESIS
    for seq, at_utc, actor, action, body, prev, hash_ in rows:
        if seq != number + 1:
            lost = f"第 {number + 1} 条" if seq == number + 2 else f"第 {number + 1} 至 {seq - 1} 条"
            yield Fault("日志", f"日志{lost}被删除。", entry=number + 1)
        elif prev != before:
            told = f"日志第 {seq} 条与第 {number} 条接不上：其中一条被换过。" if number else "日志第 1 条不是开头。"
            yield Fault("日志", told, entry=seq)
        if hash_ != entry_hash(seq, str(at_utc), str(actor), str(action), str(body), str(prev)):
            yield Fault("日志", f"日志第 {seq} 条与它的校验值不符：内容被改过。", entry=seq)
        number, before = seq, hash_
    if not rows:
        yield Fault("日志", "日志是空的。")
    if head is not None and head not in {row[-1] for row in rows}:
        yield Fault(
            "日志",
            f"日志里找不到给出的校验值 {head[:12]}…：它印出以后，日志被截短或重写过（现在共 {len(rows)} 条）。",
        )


def _body(text: object) -> dict[str, Any] | None:
    try:
        body = json.loads(str(text))
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _original_faults(home: Home, lines: list[_Line]) -> Iterator[Fault]:
    """``sha256`` in the body of a commit entry names the original it was made from."""
    needed = {line.body["sha256"]: line for line in reversed(lines) if line.published and "sha256" in line.body}
    kept = set(home.originals)
    for sha256, line in sorted(needed.items(), key=lambda item: item[1].seq):
        if sha256 not in kept:
            yield Fault("原始文件", f"原始文件 {sha256[:12]}… 不见了（日志第 {line.seq} 条导入的）。", line.seq, sha256)
    for sha256 in sorted(kept):
        if digest(home.originals.path(sha256)) != sha256:
            seq = needed[sha256].seq if sha256 in needed else None
            whence = f"（日志第 {seq} 条导入的）" if seq else ""
            yield Fault("原始文件", f"原始文件 {sha256[:12]}… 的内容被改过{whence}。", seq, sha256)


def _generation_faults(home: Home, lines: list[_Line], blueprint: Blueprint | None, deep: bool) -> Iterator[Fault]:
    made = {line.published["generation"]: line for line in lines if line.published}
    newest = max(made, default=None)
    for generation in home.generation_files():
        line = made.get(generation.number)
        if line is None or line.published is None:
            if not _is_being_made(home, generation.number):
                told = f"第 {generation.number} 代数据文件在日志里没有登记。"
                yield Fault("数据", told, file=generation.path.name)
            continue
        try:
            is_same = digest(generation.path) == line.published["sha256"]
        except FileNotFoundError:  # an old one, deleted by a publishing just now
            continue
        if not is_same:
            told = f"第 {generation.number} 代数据文件与日志第 {line.seq} 条登记的校验值不符：被改过或已损坏。"
            yield Fault("数据", told, line.seq, generation.path.name)
        if blueprint and (not is_same or (deep and generation.number == newest)):
            yield from _located(home, generation, line.seq, blueprint)
    if newest is not None and not home.generation(newest).path.exists():
        told = f"第 {newest} 代数据文件（日志第 {made[newest].seq} 条登记的最新一代）不见了。"
        yield Fault("数据", told, made[newest].seq, home.generation(newest).path.name)


def _is_being_made(home: Home, number: int) -> bool:
    """Whether a writer is between rename and commit entry, or has passed it since the journal was read."""
    try:
        intent, published = home.journal.last("intent"), home.journal.last_published()
    except StoreDamaged:
        return False
    return number in (
        intent.body["generation"] if intent else None,
        published.published["generation"] if published and published.published else None,
    )


def _located(home: Home, generation: Generation, until: int, blueprint: Blueprint) -> Iterator[Fault]:
    """What a rebuild says otherwise, table by table."""
    name = generation.path.name
    with TemporaryDirectory(prefix="verify-", dir=home.folder / "work") as folder:
        published, rebuilt = Path(folder) / "published.duckdb", Path(folder) / "rebuilt.duckdb"
        try:
            meta = generation.meta()
            if (meta.schema_digest, meta.facts_digest) != (blueprint.schema_digest, blueprint.facts_digest):
                told = f"第 {generation.number} 代数据由另一版程序生成，不能逐行比较；最新一代请先用本版程序重算。"
                yield Fault("数据", told, until, name)
                return
            home.rebuild(rebuilt, blueprint, until)
            shutil.copyfile(generation.path, published)
            differing = differences(published, rebuilt) or _contradictions(published, blueprint)
        except FwzfError as error:
            yield Fault("数据", f"第 {generation.number} 代数据无法与重建的比较：{error}", until, name)
            return
        except duckdb.Error:
            yield Fault("数据", f"第 {generation.number} 代数据文件损坏，读不出来，无法逐行比较。", until, name)
            return
        for found in differing:
            columns = f"（{'、'.join(found.columns)}）" if found.columns else ""
            told = f"第 {generation.number} 代数据的表 {found.table} {found.row or ''}{columns}：{found.what}。"
            yield Fault("数据", told, until, name, found.table, found.row)


def _contradictions(published: Path, blueprint: Blueprint) -> list[Difference]:
    """What the tables of one file say against each other."""
    with duckdb.connect(published, read_only=True) as connection:
        return [
            Difference(table, f"批次 {batch}、第 {sheet} 张表、第 {row} 行", (), what)
            for table, batch, sheet, row, what in blueprint.contradictions(connection)
        ]
