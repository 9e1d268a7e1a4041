"""One bureau's data in one folder: originals, journal and generations, put together.

Publishing: intent entry → work file → rename → commit entry. A generation counts from its commit entry on, so what a
kill or a full disk leaves behind is never seen, and is finished or thrown away by the next who holds the lock.
"""

from __future__ import annotations

import secrets
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock, Timeout

from fwzf_data.errors import BadRequest, StoreBusy, StoreDamaged, StoreFull
from fwzf_data.settings import CHINA
from fwzf_data.store.durable import digest, remove, settle
from fwzf_data.store.failure import said_in_words
from fwzf_data.store.generation import Apply, Base, Blueprint, Connection, Generation, Stamp, discard, stamp_meta, write
from fwzf_data.store.journal import PUBLISHED, Entry, Journal
from fwzf_data.store.originals import Originals

LOCK_SECONDS = 120.0
KEPT = 5
_READING_SECONDS = 60.0
"""A page that began on a generation may be asking it this long after it was replaced."""
_STALE_SECONDS = 86_400.0


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

    @classmethod
    def at(cls, folder: Path) -> Home:
        """A home as it lies there, nothing made and nothing mended: for looking at a damaged one."""
        if not (folder / "journal.sqlite").is_file():
            raise BadRequest(f"{folder} 不是数据文件夹：里面没有日志 journal.sqlite。请核对 --home。")
        return cls(folder)

    def latest(self) -> Generation | None:
        """The newest generation with a commit entry; never waits for a writer."""
        base = self._base()
        if base and not base.generation.path.exists():
            raise StoreDamaged(
                f"第 {base.generation.number} 代数据文件不见了。再导入一次，或重新启动看板，会由原始文件重建它。"
            )
        return base.generation if base else None

    def _base(self) -> Base | None:
        """What the journal says is the newest generation, whether the file is there or not."""
        entry = self.journal.last_published()
        if entry is None or entry.published is None:
            return None
        return Base(self.generation(entry.published["generation"]), entry.published["sha256"])

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

        The commit entry's body is ``intent``, what ``apply`` returned, and what was published. ``apply`` finds the time
        of the act in ``meta.made_at``, so that a replay repeats it.
        """
        if PUBLISHED in intent:
            raise ValueError(f"{PUBLISHED} is the store's own key")
        with self.writing():
            if self._needs(blueprint) == "rebuild":
                self.refresh(actor, blueprint)
            return self._publish(action, actor, intent, apply, blueprint, self._base())

    def refresh(self, actor: str, blueprint: Blueprint) -> Generation | None:
        """The newest generation as this version of the program would make it; made where it is not there yet.

        Another schema, or the file is gone: everything is loaded again from originals and journal. Other facts: only
        they are made anew.
        """
        with self.writing():
            match self._needs(blueprint):
                case "rebuild":
                    return self._publish("rebuild", actor, {}, self._replay(blueprint), blueprint, None).generation
                case "facts":
                    return self._publish("facts", actor, {}, lambda _: {}, blueprint, self._base()).generation
                case _:
                    return self.latest()

    def _needs(self, blueprint: Blueprint) -> str | None:
        """``rebuild`` or ``facts``, where the newest generation is not what this version of the program would make."""
        base = self._base()
        if base is None:
            return None
        if not base.generation.path.exists():
            return "rebuild"
        meta = base.generation.meta()
        if meta.schema_digest != blueprint.schema_digest:
            return "rebuild"
        return "facts" if meta.facts_digest != blueprint.facts_digest else None

    def rehearse(self, apply: Apply, blueprint: Blueprint) -> None:
        """``apply`` on a copy of the newest generation that is thrown away, its facts untouched; waits for nobody."""
        without_facts = replace(blueprint, finish=lambda _: None)
        with said_in_words(), TemporaryDirectory(prefix="rehearsal-", dir=self._work) as folder:
            stamp = Stamp(0, datetime.now(UTC), "")
            write(Path(folder) / "rehearsal.duckdb", self._base(), stamp, apply, without_facts)

    def rebuild(self, into: Path, blueprint: Blueprint, until: int | None = None) -> None:
        """Write to ``into`` what originals and journal alone say, up to a commit entry or all of them."""
        write(into, None, Stamp(0, datetime.now(UTC), ""), self._replay(blueprint, until), blueprint)

    def _publish(
        self,
        action: str,
        actor: str,
        intent: Mapping[str, Any],
        apply: Apply,
        blueprint: Blueprint,
        base: Base | None,
    ) -> Published:
        before = self.journal.last("intent")
        number = before.body["generation"] + 1 if before else 1
        generation = self.generation(number)
        with said_in_words():
            begun = self.journal.append("intent", actor, {"action": action, "generation": number, "intent": intent})
            work = self._work / f"{number:08}-{begun.seq}.duckdb"
            try:
                outcome = write(work, base, Stamp(number, begun.at, begun.hash), apply, blueprint)
                settle(work, generation.path)
                entry = self._commit(begun, generation, outcome)
            except BaseException:
                # Where this fails too, on a full disk say, the next who holds the lock does it.
                with suppress(Exception):
                    discard(work)
                    # A commit that raised may have reached the disk all the same: what is there decides.
                    if not self._is_resolved(begun):
                        self._abandon(begun)
                raise
        self._prune()
        return Published(generation, entry)

    def _commit(self, begun: Entry, generation: Generation, outcome: Mapping[str, Any]) -> Entry:
        """Turn a finished file into the newest generation."""
        published = {
            "generation": generation.number,
            "sha256": digest(generation.path),
            "intent": begun.seq,
            "made_at": begun.at.isoformat(timespec="microseconds"),
        }
        body = {**begun.body["intent"], **outcome, PUBLISHED: published}
        return self.journal.append(begun.body["action"], begun.actor, body)

    def _abandon(self, begun: Entry) -> None:
        """Throw away what an intent led to and say so."""
        remove(self.generation(begun.body["generation"]).path)
        self.journal.append("abandoned", begun.actor, {"intent": begun.seq})

    def _recover(self) -> None:
        """Finish or throw away what a killed writer left; only with the lock held."""
        self._clear_work()
        begun = self.journal.last("intent")
        if begun is None or self._is_resolved(begun):
            return
        generation = self.generation(begun.body["generation"])
        try:
            meta = generation.meta() if generation.path.exists() else None
        except StoreDamaged:
            meta = None
        if meta and meta.intent == begun.hash:
            self._commit(begun, generation, meta.outcome)
        else:
            self._abandon(begun)

    def _clear_work(self) -> None:
        """Work files belong to whoever holds the lock; folders also to those who do not, so only old ones go."""
        for leftover in self._work.iterdir():
            if leftover.is_file():
                remove(leftover)
            elif ".duckdb" in leftover.name or time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)

    def _is_resolved(self, begun: Entry) -> bool:
        """Whether a commit or abandoned entry answers this intent."""
        for entry in self.journal.entries(after=begun.seq):
            answers = entry.published or (entry.body if entry.action == "abandoned" else {})
            if answers.get("intent") == begun.seq:
                return True
        return False

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
        """Keep the newest generations, the last one of each day, and what a reader may still be at."""
        files = [(generation, generation.path.stat().st_mtime) for generation in self.generation_files()]
        last_of_day = {datetime.fromtimestamp(made, CHINA).date(): generation for generation, made in files}
        kept = {*last_of_day.values(), *(generation for generation, _ in files[-KEPT:])}
        for (generation, _), (_, replaced) in pairwise(files):
            if generation not in kept and time.time() - replaced > _READING_SECONDS and not generation.is_open():
                # Windows refuses while another process reads it; the next publishing tries again.
                with suppress(OSError):
                    remove(generation.path)

    def _who_is_writing(self) -> str:
        begun = self.journal.last("intent")
        if begun is None or self._is_resolved(begun):
            return "另一个程序正在写入数据，请稍后再试。"
        since = begun.at.astimezone(CHINA)
        return f"{begun.actor} 从 {since:%H:%M:%S} 起正在写入数据，请等其完成后再试。"

    def _create(self) -> None:
        try:
            for folder in (self.folder, self._generations, self._work, self.originals.folder):
                folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        except OSError as error:
            raise BadRequest(f"数据文件夹 {self.folder} 不能建立或打开，请检查路径和权限。") from error
        if not self.journal.exists():
            if self.generation_files():
                raise StoreDamaged(f"数据文件夹 {self.folder} 里有数据却没有日志 journal.sqlite。请从备份恢复。")
            self.journal.create("fwzf", {"home": secrets.token_hex(16)})
