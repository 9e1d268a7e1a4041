"""kill -9 at any moment: what was acknowledged is whole, nothing half is ever seen, and work goes on."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fwzf_data.settings import PROJECT
from fwzf_data.store.home import Home
from fwzf_data.store.verify import verify, verify_deep
from tests.faults.writer import ROWS
from tests.store.cashbook import CASHBOOK, load, read

KILLS = 25
SECONDS = 40.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL"),
]


def writer(home: Path, acked: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.writer", str(home), str(acked), *options]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def acknowledged(acked: Path) -> list[int]:
    return [int(line) for line in acked.read_text().splitlines()] if acked.exists() else []


def assert_whole(home: Home, acked: Path) -> None:
    """At most one batch more than acknowledged: killed between the commit entry and the answer."""
    book, promised = read(home.latest()), acknowledged(acked)
    assert book.is_whole
    assert all(len(amounts) == ROWS for amounts in book.batches.values())
    assert set(promised) <= set(book.batches)
    assert sorted(book.batches) == list(range(1, len(book.batches) + 1))
    assert verify(home) == []


def test_killed_at_any_moment_of_a_loop_of_imports(tmp_path: Path) -> None:
    folder, acked = tmp_path / "数据", tmp_path / "acked"
    chance, started, kills = random.Random(2022), time.monotonic(), 0
    while kills < KILLS and time.monotonic() - started < SECONDS:
        known = len(acknowledged(acked))
        process = writer(folder, acked)
        while len(acknowledged(acked)) == known and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        kills += 1
        assert_whole(Home.open(folder), acked)
    assert kills >= 5
    assert len(acknowledged(acked)) >= kills
    assert verify_deep(Home.open(folder), CASHBOOK) == []


def test_killed_before_and_after_every_step_of_an_import(tmp_path: Path) -> None:
    """Counts up like SQLite's I/O-error loop, until the writer gets through."""
    died: dict[str, int] = {}
    for step in range(1, 200):
        folder, acked = tmp_path / f"{step}" / "数据", tmp_path / f"{step}" / "acked"
        folder.parent.mkdir()
        process = writer(folder, acked, "--imports", "2", "--die-at", str(step))
        _, errors = process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, errors.decode()
        moment = acked.with_suffix(".told").read_text()
        before = read(Home.at(folder).latest())
        assert before.is_whole, f"half a batch is visible, killed {moment}"
        home = Home.open(folder)
        assert_whole(home, acked)
        died[moment] = len(read(home.latest()).batches)
        assert load(home, *[7] * ROWS).entry.body["batch_id"] == died[moment] + 1
        assert_whole(home, acked)
    else:
        pytest.fail("the writer never got through")
    for name in ("copy", "duckdb begin", "facts", "duckdb commit", "checkpoint", "duckdb close", "fsync", "rename"):
        assert {f"before {name}", f"after {name}"} <= set(died), json.dumps(died, ensure_ascii=False)
    assert {"before journal commit", "after journal commit"} <= set(died)
    assert died["before rename"] == 1, "not there yet"
    assert died["after rename"] == 2, "complete, so it is finished"


def test_two_writers_and_a_reader_at_once(tmp_path: Path) -> None:
    """The three even race to make the home."""
    folder = tmp_path / "数据"
    writers = [writer(folder, tmp_path / f"acked{number}", "--imports", "6") for number in range(2)]
    home = Home.open(folder)
    seen, reads = 0, 0
    while any(process.poll() is None for process in writers):
        book = read(home.latest())
        assert book.is_whole
        assert len(book.batches) >= seen, "never backwards"
        seen, reads = len(book.batches), reads + 1
    for process in writers:
        _, errors = process.communicate()
        assert process.returncode == 0, errors.decode()
    promised = acknowledged(tmp_path / "acked0") + acknowledged(tmp_path / "acked1")
    assert sorted(promised) == sorted(read(home.latest()).batches) == list(range(1, 13))
    assert reads > 12
    assert verify_deep(home, CASHBOOK) == []
