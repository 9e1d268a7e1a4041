"""The only way pages reach data: the newest generation of this rerun, its answers, and the day they stand on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from fwzf_data.analysis.query import Answer, ask, default_as_of, query
from fwzf_data.bureau import open_bureau, workbooks_in
from fwzf_data.intake.ledger import ledgers
from fwzf_data.settings import SAMPLE_DATA, home_folder, today
from fwzf_data.store.generation import Generation
from fwzf_data.store.home import Home
from fwzf_data.web import wording

ACTOR = "本机用户"
"""Who acts, as long as there are no accounts: whoever sits at this machine."""
ROLE = "分析员"
AS_OF_KEY = "as_of"
UNMASK_KEY = "unmask"
TEXTS = frozenset({"what", "content", "facts", "issue", "message"})
"""Private columns that hold sentences, not names: only the numbers in them are covered, however short they are."""
_ANSWERS_KEPT = 256

Result = TypeVar("Result")


@dataclass(frozen=True)
class Desk:
    """What one rerun works on. A generation never changes, so neither do its answers."""

    home: Home
    generation: Generation | None
    as_of: date
    role: str
    unmasked: bool

    def answer(self, name: str, **given: Any) -> Answer:
        """One published query as of this day, private columns masked unless this session asked to see them.

        A parameter that is None keeps its default. The rows are shared by all sessions: never change them.
        """
        assert self.generation is not None
        as_of = self.as_of if "as_of" in query(name).params else None
        chosen = tuple(sorted((key, value) for key, value in given.items() if value is not None))
        return _answer(self.generation, name, as_of, chosen, self.role, self.unmasked)

    def once(self, work: Callable[..., Result], **given: Hashable) -> Result:
        """What a function makes of the answers as of this day, ``work(ask, as_of, **given)``, kept as long as they
        are; like them it is shared and must not be changed."""
        result: Result = _once(work, self, tuple(sorted(given.items())))
        return result

    def one(self, name: str, **given: Any) -> dict[str, Any] | None:
        """The first row of an answer."""
        answer = self.answer(name, **given)
        return dict(zip(answer.names, answer.rows[0], strict=True)) if answer.rows else None

    def file_of(self, batch_id: int) -> tuple[str, Path] | None:
        """Name and place of the original file of a batch."""
        batch = self.one("batch_list", batch_id=batch_id)
        return (batch["file"], self.home.originals.path(batch["sha256"])) if batch else None

    def has_sample_data(self) -> bool:
        """Whether what is loaded comes, in whole or in part, from ``sample_data/``."""
        return self.generation is not None and _has_sample_data(self.generation)

    def record(self, action: str, body: dict[str, Any]) -> None:
        """Write down what this person did beyond looking."""
        self.home.journal.append(action, ACTOR, body)


def open_desk() -> Desk:
    """The desk of this rerun: the newest generation, and the day and switch chosen in the sidebar."""
    home = _home(home_folder())
    state = home.journal.path.stat()
    generation = _latest(home, state.st_mtime_ns, state.st_size)
    chosen = st.session_state.get(AS_OF_KEY)
    as_of = chosen if isinstance(chosen, date) else usual_as_of(generation)
    return Desk(home, generation, as_of, ROLE, bool(st.session_state.get(UNMASK_KEY)))


def usual_as_of(generation: Generation | None) -> date:
    """The day figures stand on when nobody chose one."""
    return today() if generation is None else _usual_as_of(generation, today())


@cache
def _home(folder: Path) -> Home:
    """Opened once per process: opening finishes or throws away what a crash left."""
    return open_bureau(folder)


@lru_cache(maxsize=1)
def _latest(home: Home, changed_at: int, size: int) -> Generation | None:
    """The newest generation; nothing is published without an entry in the journal, so an unchanged file says it all."""
    return home.latest()


@lru_cache(maxsize=8)
def _usual_as_of(generation: Generation, at: date) -> date:
    return default_as_of(generation.connect(), at)


@lru_cache(maxsize=_ANSWERS_KEPT)
def _answer(
    generation: Generation,
    name: str,
    as_of: date | None,
    given: tuple[tuple[str, Any], ...],
    role: str,
    unmasked: bool,
) -> Answer:
    answer = ask(generation.connect(), name, as_of=as_of, **dict(given))
    return answer if unmasked else _masked(answer, _unit_names(generation))


@lru_cache(maxsize=_ANSWERS_KEPT)
def _once(work: Callable[..., Any], desk: Desk, given: tuple[tuple[str, Hashable], ...]) -> Any:
    return work(desk.answer, desk.as_of, **dict(given))


@lru_cache(maxsize=8)
def _unit_names(generation: Generation) -> frozenset[str]:
    """How units of the bureau are written: such a name is no person's, however short."""
    with generation.connect().cursor() as cursor:
        return frozenset(row[0] for row in cursor.execute("select written from unit_names").fetchall())


def _masked(answer: Answer, units: frozenset[str]) -> Answer:
    private = [
        name for name in answer.names if name in {column.name for column in answer.query.columns if column.private}
    ]
    return (
        replace(answer, rows=tuple(_masked_row(answer.names, private, row, units) for row in answer.rows))
        if private
        else answer
    )


def _masked_row(
    names: tuple[str, ...], private: list[str], row: tuple[Any, ...], units: frozenset[str]
) -> tuple[Any, ...]:
    cells = dict(zip(names, row, strict=True))
    for name in private:
        if name in TEXTS or ("field" in cells and not _is_private(cells.get("ledger"), cells["field"])):
            # A row that stands for one cell of a ledger is as private as that field; numbers in it always are.
            cells[name] = wording.covered(cells[name]) if isinstance(cells[name], str) else cells[name]
        else:
            kind = cells.get("party_kind") if name.startswith("party") else None
            cells[name] = wording.masked(cells[name], kind, units)
    return tuple(cells.values())


def _is_private(key: str | None, field: str | None) -> bool:
    return key in ledgers() and field is not None and ledgers()[key].has(field) and ledgers()[key].column(field).private


@lru_cache(maxsize=8)
def _has_sample_data(generation: Generation) -> bool:
    with generation.connect().cursor() as cursor:
        loaded = {row[0] for row in cursor.execute("select sha256 from batch").fetchall()}
    return bool(loaded & _sample_digests())


@cache
def _sample_digests() -> frozenset[str]:
    return frozenset(sha256(path.read_bytes()).hexdigest() for path in workbooks_in(SAMPLE_DATA))
