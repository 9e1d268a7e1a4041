"""The only way pages reach data: the newest generation of this rerun, its answers, and the day they stand on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from fwzf_data.analysis.query import Answer, ask, default_as_of, query
from fwzf_data.bureau import open_bureau, sample_batches
from fwzf_data.intake.ledger import Column, ledgers
from fwzf_data.settings import home_folder, today
from fwzf_data.store.generation import Generation
from fwzf_data.store.home import Home
from fwzf_data.web import wording
from fwzf_data.web.as_read import as_read

ACTOR = "本机用户"
"""Who acts, as long as there are no accounts: whoever sits at this machine."""
ROLE = "分析员"
AS_OF_KEY = "as_of"
UNMASK_KEY = "unmask"
_ANSWERS_KEPT = 256
_WRITTEN_KEPT = 16
"""Fewer, for every entry of the journal makes new ones and each may hold a row per finding."""

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

    def as_seen(self, answer: Answer) -> Answer:
        """An answer that was asked elsewhere, masked like those of ``answer``."""
        assert self.generation is not None
        return answer if self.unmasked else _masked(answer, _unit_names(self.generation))

    def once(self, work: Callable[..., Result], **given: Hashable) -> Result:
        """What a function makes of the answers as of this day, ``work(ask, as_of, **given)``, kept as long as they
        are; like them it is shared and must not be changed."""
        result: Result = _once(work, self, tuple(sorted(given.items())))
        return result

    def as_written(self, work: Callable[..., Result], **given: Hashable) -> Result:
        """What a function makes of this desk and of what people wrote down, ``work(desk, **given)``, kept until
        somebody writes again; shared, too."""
        result: Result = _as_written(work, self, tuple(sorted(given.items())), self.home.journal.mark())
        return result

    def one(self, name: str, **given: Any) -> dict[str, Any] | None:
        """The first row of an answer."""
        answer = self.answer(name, **given)
        return dict(zip(answer.names, answer.rows[0], strict=True)) if answer.rows else None

    def file_of(self, batch_id: int) -> tuple[str, Path] | None:
        """Name and place of the original file of a batch."""
        batch = self.one("batch_list", batch_id=batch_id)
        return (batch["file"], self.home.originals.path(batch["sha256"])) if batch else None

    def sample_batches(self) -> tuple[int, ...]:
        """The batches that come from ``sample_data/``."""
        return sample_batches(self.generation) if self.generation else ()

    def as_read(self, ledger: str, batch_id: int, sheet_no: int, row_no: int) -> Mapping[str, str]:
        """What was read from one row, by field; private fields masked like the cells they were read from."""
        assert self.generation is not None
        return as_read(self.generation, ledgers()[ledger], batch_id, sheet_no, row_no, unmasked=self.unmasked)

    def record(self, action: str, body: dict[str, Any]) -> None:
        """Write down what this person did beyond looking."""
        self.home.journal.append(action, ACTOR, body)


def open_desk() -> Desk:
    """The desk of this rerun: the newest generation, and the day and switch chosen in the sidebar."""
    home = _home(home_folder())
    generation = _latest(home, home.journal.mark())
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
def _latest(home: Home, mark: tuple[int, int]) -> Generation | None:
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


@lru_cache(maxsize=_WRITTEN_KEPT)
def _as_written(
    work: Callable[..., Any], desk: Desk, given: tuple[tuple[str, Hashable], ...], mark: tuple[int, int]
) -> Any:
    """An unchanged journal says the same."""
    return work(desk, **dict(given))


@lru_cache(maxsize=8)
def _unit_names(generation: Generation) -> frozenset[str]:
    """How units of the bureau are written: such a name is no person's, however short."""
    with generation.connect().cursor() as cursor:
        return frozenset(row[0] for row in cursor.execute("select written from unit_names").fetchall())


def _masked(answer: Answer, units: frozenset[str]) -> Answer:
    guarded = {column.name: column.private for column in answer.query.columns if column.private or column.free_text}
    return (
        replace(answer, rows=tuple(_masked_row(answer.names, guarded, row, units) for row in answer.rows))
        if guarded
        else answer
    )


def _masked_row(
    names: tuple[str, ...], guarded: dict[str, bool], row: tuple[Any, ...], units: frozenset[str]
) -> tuple[Any, ...]:
    """``guarded``: column → whether it is private; of free texts only the numbers in them are."""
    cells = dict(zip(names, row, strict=True))
    for name, is_private in guarded.items():
        if not is_private:
            cells[name] = wording.masked_of(None, cells[name])
        elif "field" in cells:
            # A row that stands for one cell of a ledger is as private as that field; numbers in it always are.
            cells[name] = wording.masked_of(_column(cells.get("ledger"), cells["field"]), cells[name])
        else:
            kind = cells.get("party_kind") if name.startswith("party") else None
            cells[name] = wording.masked(cells[name], kind, units)
    return tuple(cells.values())


def _column(key: str | None, field: str | None) -> Column | None:
    kind = ledgers().get(key or "")
    return kind.column(field) if kind and field and kind.has(field) else None
