"""A real process that loads cash books until it is done or dies: ``python -m tests.faults.writer HOME ACKED …``.

With ``--die-at N`` it kills itself with SIGKILL at the N-th step of its second import. A step is the moment before or
after a call that changes something on disk; the calls are wrapped from outside, the program has no hooks for it.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from fwzf_data.errors import FwzfError
from fwzf_data.store import generation, journal
from fwzf_data.store.home import Home
from tests.store.cashbook import CASHBOOK, load, read

ROWS = 300


@dataclass
class Steps:
    """Counts the moments at which the process may die."""

    die_at: int | None
    told: Path
    passed: int = 0
    is_counting: bool = False

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            self._step(f"before {name}")
            done = call(*given, **named)
            self._step(f"after {name}")
            return done

        return wrapped

    def _step(self, name: str) -> None:
        if not self.is_counting:
            return
        self.passed += 1
        if self.passed == self.die_at:
            self.told.write_text(name)
            os.kill(os.getpid(), signal.SIGKILL)


class WatchedConnection:
    """A DuckDB connection whose steps are counted."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        return self._steps.around(f"duckdb {name}", found) if name in ("begin", "commit", "close") else found

    def execute(self, sql: str, *given: Any) -> Any:
        execute = self._connection.execute
        return (self._steps.around("checkpoint", execute) if sql.startswith("checkpoint") else execute)(sql, *given)


def watch(steps: Steps) -> Any:
    """Wrap what touches the disk; returns the blueprint with its parts wrapped."""
    os.fsync = steps.around("fsync", os.fsync)
    os.replace = steps.around("rename", os.replace)
    generation.copy_checked = steps.around("copy", generation.copy_checked)

    class WatchedSession(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> Any:
            execute = super().execute
            return (steps.around(f"journal {sql}", execute) if sql == "commit" else execute)(sql, *given)

    connect_journal, connect_duckdb = sqlite3.connect, duckdb.connect
    journal.sqlite3.connect = lambda *given, **named: connect_journal(*given, **named, factory=WatchedSession)  # type: ignore[assignment]

    def connect(*given: Any, **named: Any) -> Any:
        opened = connect_duckdb(*given, **named)
        return opened if named.get("read_only") else WatchedConnection(opened, steps)

    generation.duckdb.connect = connect  # type: ignore[assignment]
    return replace(CASHBOOK, finish=steps.around("facts", CASHBOOK.finish))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("acked", type=Path)
    parser.add_argument("--imports", type=int, default=10_000)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--file-limit", type=int)
    given = parser.parse_args()

    steps = Steps(given.die_at, given.acked.with_suffix(".told"))
    blueprint = CASHBOOK if given.die_at is None else watch(steps)
    home = Home.open(given.home)
    for number in range(given.imports):
        steps.is_counting = number == 1
        acknowledge(given.acked, load(home, *[number + 1] * ROWS, blueprint=blueprint).entry.body["batch_id"])
    if given.file_limit is not None:
        fill_up(home, given.acked, given.file_limit)


def acknowledge(acked: Path, batch_id: int) -> None:
    """What the clerk was told; on disk before anything else happens."""
    with acked.open("a") as file:
        file.write(f"{batch_id}\n")
        file.flush()
        os.fsync(file.fileno())


def fill_up(home: Home, acked: Path, limit: int) -> None:
    """Load while no file may grow beyond a size, then once more without the limit; prints what happened."""
    before = read(home.latest()).batches
    free = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, free[1]))
    try:
        load(home, *range(100_000))
        told = "loaded"
    except FwzfError as error:
        told = str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, free)
    seen = read(home.latest())
    assert seen.is_whole
    assert (seen.batches == before) == (told != "loaded")
    acknowledge(acked, load(home, 1).entry.body["batch_id"])
    print(told)


if __name__ == "__main__":
    main()
