"""One bureau's data in one folder: originals, journal and generations, put together.

Publishing: intent entry → work file → rename → commit entry. A generation counts from its commit entry on, so what a
kill or a full disk leaves behind is never seen, and is finished or thrown away by the next who holds the lock.
"""

from __future__ import annotations

import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from fwzf_data.errors import StoreBusy, StoreDamaged, StoreFull
from fwzf_data.store.durable import digest, remove, settle
from fwzf_data.store.failure import said_in_words
from fwzf_data.store.generation import Apply, Blueprint, Connection, Generation, Stamp, discard, stamp_meta, write
from fwzf_data.store.journal import PUBLISHED, Entry, Journal
from fwzf_data.store.originals import Originals

LOCK_SECONDS = 120.0
KEPT = 5
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Published:
    """What publishing made."""

    generation: Generation
    entry: Entry


class Home:
    """Opened by ``Home.open``; any number of processes and threads may use one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._generations = self.folder / "generations"
        self._work = self.folder / "work"
        self.originals = Originals(self.folder / "originals", self._work)
        self.journal = Journal(self.folder / "journal.sqlite")
        self._lock = FileLock(self.folder / "write.lock", mode=stat.S_IRUSR | stat.S_IWUSR)

    @classmethod
    def open(cls, folder: Path) -> Home:
        """Open a home, making it where there is none, and clean up after a killed writer.

        Where somebody is writing, or the disk is full, cleaning up is left to the next writer: reading needs none.
        """
        home = cls(folder)
        home._create()
        with suppress(StoreBusy, StoreFull), home.writing(timeout=0):
            pass
        return home

    def latest(self) -> Generation | None:
        """The newest generation with a commit entry; never waits for a writer."""
        entry = self.journal.last_published()
        if entry is None or entry.published is None:
            return None
        generation = self.generation(entry.published["generation"])
        if not generation.path.exists():
            raise StoreDamaged(f"第 {generation.number} 代数据文件不见了。请运行 restore 从备份恢复。")
        return generation

    def generation(self, number: int) -> Generation:
        """The place of one generation, whether it is still kept or not."""
        return Generation(number, self._generations / f"{number:08}.duckdb")

    def generation_files(self) -> list[Generation]:
        """What lies in the folder, oldest first."""
        return sorted(
            (Generation(int(path.stem), path) for path in self._generations.glob("*.duckdb")),
            key=lambda generation: generation.number,
        )

    @contextmanager
    def writing(self, timeout: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the write lock, with leftovers of a killed writer cleaned up; may be nested.

        Take it around what has to be decided from the newest state, such as the next batch number.
        """
        outermost = not self._lock.is_locked
        try:
            self._lock.acquire(timeout=timeout)
        except Timeout as error:
            raise StoreBusy(self._who_is_writing()) from error
        try:
            if outermost:
                self._recover()
            yield
        finally:
            self._lock.release()

    def publish(
        self, action: str, actor: str, intent: Mapping[str, Any], apply: Apply, blueprint: Blueprint
    ) -> Published:
        """Make the next generation by ``apply``, all or nothing, whatever is raised.

        The commit entry's body is ``intent``, what ``apply`` returned, and ``published``. ``apply`` finds the time
        of the act in ``meta.made_at``, so that a replay repeats it.
        """
        with self.writing():
            base = self.latest()
            if base and base.meta().schema_digest != blueprint.schema_digest:
                base = self.refresh(actor, blueprint)
            return self._publish(action, actor, intent, apply, blueprint, base)

    def refresh(self, actor: str, blueprint: Blueprint) -> Generation | None:
        """The newest generation as this version of the program would make it; made where it is not there yet.

        Another schema: everything is loaded again from originals and journal. Other facts: only they are made anew.
        """
        with self.writing():
            base = self.latest()
            if base is None:
                return None
            meta = base.meta()
            if meta.schema_digest != blueprint.schema_digest:
                replay = self._replay(blueprint)
                return self._publish("rebuild", actor, {}, replay, blueprint, None).generation
            if meta.facts_digest != blueprint.facts_digest:
                return self._publish("facts", actor, {}, lambda _: {}, blueprint, base).generation
            return base

    def rebuild(self, into: Path, blueprint: Blueprint, until: int | None = None) -> None:
        """Write to ``into`` what originals and journal alone say, up to a commit entry or all of them."""
        stamp = Stamp(0, datetime.now(UTC), "")
        write(into, None, stamp, self._replay(blueprint, until), blueprint)

    def _publish(
        self,
        action: str,
        actor: str,
        intent: Mapping[str, Any],
        apply: Apply,
        blueprint: Blueprint,
        base: Generation | None,
    ) -> Published:
        newest = self.journal.last_published()
        number = 1 + (newest.published["generation"] if newest and newest.published else 0)
        body = {"action": action, "generation": number, "intent": dict(intent)}
        generation = self.generation(number)
        with said_in_words():
            begun = self.journal.append("intent", actor, body)
            work = self._work / f"{number:08}-{begun.seq}.duckdb"
            try:
                write(work, base.path if base else None, Stamp(number, begun.at, begun.hash), apply, blueprint)
                settle(work, generation.path)
                entry = self._commit(begun, generation)
            except BaseException:
                # A failing commit may have reached the disk all the same: what is there decides.
                with suppress(Exception):
                    if not self._is_resolved(begun):
                        self._abandon(begun)
                discard(work)
                raise
        self._prune()
        return Published(generation, entry)

    def _commit(self, begun: Entry, generation: Generation) -> Entry:
        """Turn a finished file into the newest generation."""
        meta = generation.meta()
        published = {
            "generation": generation.number,
            "sha256": digest(generation.path),
            "intent": begun.seq,
            "made_at": begun.at.isoformat(timespec="microseconds"),
        }
        body = {**begun.body["intent"], **meta.outcome}
        if PUBLISHED in body:
            raise ValueError(f"{PUBLISHED} is the store's own key")
        return self.journal.append(begun.body["action"], begun.actor, {**body, PUBLISHED: published})

    def _abandon(self, begun: Entry) -> None:
        """Throw away what an intent led to and say so."""
        remove(self.generation(begun.body["generation"]).path)
        self.journal.append("abandoned", begun.actor, {"intent": begun.seq})

    def _recover(self) -> None:
        """Finish or throw away what a killed writer left; only with the lock held."""
        for leftover in self._work.glob("*.duckdb"):
            discard(leftover)
        begun = self.journal.last("intent")
        if begun is None or self._is_resolved(begun):
            return
        generation = self.generation(begun.body["generation"])
        try:
            is_whole = generation.path.exists() and generation.meta().intent == begun.hash
        except StoreDamaged:
            is_whole = False
        if is_whole:
            self._commit(begun, generation)
        else:
            self._abandon(begun)

    def _is_resolved(self, begun: Entry) -> bool:
        return any(
            (entry.published or entry.body).get("intent") == begun.seq
            for entry in self.journal.entries(after=begun.seq)
            if entry.published or entry.action == "abandoned"
        )

    def _replay(self, blueprint: Blueprint, until: int | None = None) -> Apply:
        """Everything the journal says was published, done again in order."""

        def apply(connection: Connection) -> Mapping[str, Any]:
            (own,) = connection.execute("select generation, made_at, intent from meta").fetchall()
            for entry in self.journal.entries():
                if until is not None and entry.seq > until:
                    break
                if entry.published is None or entry.action in ("rebuild", "facts"):
                    continue
                if entry.action not in blueprint.replay:
                    raise StoreDamaged(f"日志第 {entry.seq} 条的动作「{entry.action}」本版程序不认识，请用较新的版本。")
                made_at = datetime.fromisoformat(entry.published["made_at"])
                stamp_meta(connection, Stamp(entry.published["generation"], made_at, ""), blueprint)
                blueprint.replay[entry.action](connection, entry.body, self.originals)
            stamp_meta(connection, Stamp(own[0], own[1].replace(tzinfo=UTC), own[2]), blueprint)
            return {}

        return apply

    def _prune(self) -> None:
        """Keep the newest generations, the last one of each day, and what this process has open."""
        files = self.generation_files()
        last_of_day: dict[date, int] = {}
        for generation in files:
            last_of_day[_day(generation.path)] = generation.number
        kept = {generation.number for generation in files[-KEPT:]} | set(last_of_day.values())
        for generation in files:
            if generation.number not in kept and not generation.is_open():
                # Windows refuses while another process reads it; the next publishing tries again.
                with suppress(OSError):
                    remove(generation.path)

    def _who_is_writing(self) -> str:
        begun = self.journal.last("intent")
        if begun is None or self._is_resolved(begun):
            return "另一个程序正在写入数据，请稍后再试。"
        since = begun.at.astimezone(_CHINA)
        return f"{begun.actor} 从 {since:%H:%M:%S} 起正在写入数据，请等其完成后再试。"

    def _create(self) -> None:
        made = not self.journal.path.exists()
        if made and self._generations.exists() and any(self._generations.iterdir()):
            raise StoreDamaged(f"数据文件夹 {self.folder} 里没有日志 journal.sqlite，却有数据。请从备份恢复。")
        for folder in (self.folder, self._generations, self._work, self.originals.folder):
            folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        if made:
            self.journal.create("fwzf", {"home": secrets.token_hex(16)})


def _day(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, _CHINA).date()
