"""The data as they were known at the end of a past day: what had been loaded, and not withdrawn, by then.

The journal says which generation stood that day. Where its file is kept and still as this version of the program would
make it, it answers; where only the facts are of another version, they alone are made anew; where it is gone, it is
rebuilt from originals and journal. What was made is kept beside the generations, for the next who asks.
"""

from __future__ import annotations

import secrets
import stat
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from fwzf_data.errors import BadRequest, StoreDamaged
from fwzf_data.loading.load import blueprint
from fwzf_data.settings import CHINA
from fwzf_data.store.durable import remove, settle
from fwzf_data.store.failure import said_in_words
from fwzf_data.store.generation import Base, Generation, Stamp, discard, write
from fwzf_data.store.home import Home
from fwzf_data.store.journal import Entry

KEPT = 8
"""Past days whose data stay ready."""
_FOLDER = "known"
_MADE_ANEW = ("rebuild", "facts")
"""What the program does by itself when it is of another version; it says nothing new of the ledgers."""


def known_by(home: Home, day: date) -> Generation:
    """The data as they stood at the end of ``day`` in China; raises BadRequest where nothing was loaded by then."""
    standing = _standing(home, day)
    if not standing:
        raise BadRequest(f"到 {day} 为止还没有载入任何台账，当时什么都不知道。请选晚一些的日子。")
    for entry in reversed(standing):
        kept = _generation(home, entry)
        if _is_current(kept):
            return kept
    return _made(home, standing)


def _standing(home: Home, day: date) -> list[Entry]:
    """The last entry up to that day that says what was loaded, and what the program then made anew of the same."""
    standing: list[Entry] = []
    for entry in home.journal.entries():
        if entry.published is None:
            continue
        if entry.action in _MADE_ANEW:
            standing += [entry] if standing else []
        elif _china_day(entry) > day:
            break
        else:
            standing = [entry]
    return standing


def _generation(home: Home, entry: Entry) -> Generation:
    return home.generation(_published(entry)["generation"])


def _published(entry: Entry) -> dict[str, Any]:
    assert entry.published is not None
    return entry.published


def _china_day(entry: Entry) -> date:
    """The day of ``batch.loaded_at``: when the act was begun."""
    return datetime.fromisoformat(_published(entry)["made_at"]).astimezone(CHINA).date()


def _is_current(generation: Generation) -> bool:
    meta, wanted = _meta(generation), blueprint()
    return meta == (wanted.schema_digest, wanted.facts_digest)


def _meta(generation: Generation) -> tuple[str, str] | None:
    with suppress(StoreDamaged):
        if generation.path.exists():
            meta = generation.meta()
            return meta.schema_digest, meta.facts_digest
    return None


def _made(home: Home, standing: list[Entry]) -> Generation:
    """The file for these entries in the folder of past days, made where it is not there yet."""
    wanted, kept = blueprint(), _generation(home, standing[-1])
    version = sha256(f"{wanted.schema_digest}{wanted.facts_digest}".encode()).hexdigest()[:12]
    folder = home.folder / _FOLDER
    made = Generation(kept.number, folder / f"{standing[0].seq:08}-{version}.duckdb")
    if made.path.exists():
        return made
    with said_in_words():
        folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        work = folder / f"{made.path.stem}-{secrets.token_hex(4)}.part"
        try:
            if _has_schema(kept, wanted.schema_digest):
                stamp = Stamp(kept.number, datetime.now(UTC), "")
                write(work, Base(kept, _published(standing[-1])["sha256"]), stamp, lambda _: {}, wanted)
            else:
                home.rebuild(work, wanted, until=standing[0].seq)
            settle(work, made.path)
        finally:
            discard(work)
    _prune(folder, version)
    return made


def _has_schema(kept: Generation, schema_digest: str) -> bool:
    meta = _meta(kept)
    return meta is not None and meta[0] == schema_digest


def _prune(folder: Path, version: str) -> None:
    """Keep what was made last; files of another version of the program answer nothing any more."""
    files = sorted(folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
    current = [path for path in files if path.stem.endswith(version)]
    for path in files:
        if path not in current[-KEPT:]:
            with suppress(OSError):
                remove(path)
