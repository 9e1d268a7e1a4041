"""A published file: read-only, closed to the outside, one connection per process, never pulled from under a page."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from fwzf_data.errors import StoreDamaged
from fwzf_data.settings import PROJECT
from fwzf_data.store.durable import digest
from fwzf_data.store.generation import Generation
from fwzf_data.store.home import Home
from fwzf_data.store.journal import PUBLISHED
from tests.store.cashbook import load, read

on_linux = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux lists its locks and open files")


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("select * from read_text('{file}')", "Permission Error"),
        ("select * from read_csv('{file}')", "Permission Error"),
        ("from '{file}'", "Permission Error"),
        ("select * from glob('{file}')", "Permission Error"),
        ("copy batch to '{file}.copy'", "Permission Error"),
        ("attach '{file}.duckdb'", "Permission Error"),
        ("export database '{file}.folder'", "Permission Error"),
        ("install httpfs", "Permission Error"),
        ("load httpfs", "Permission Error"),
        ("set enable_external_access = true", "has been locked"),
        ("set memory_limit = '100GB'", "has been locked"),
        ("create table x (n integer)", "read-only"),
        ("delete from batch", "read-only"),
        ("update batch set lines = 0", "read-only"),
        ("from rows_of_python", "does not exist"),
    ],
)
def test_nothing_outside_the_file_can_be_reached_and_nothing_in_it_changed(
    home: Home, tmp_path: Path, statement: str, refusal: str
) -> None:
    rows_of_python = pa.table({"n": [1]})
    assert rows_of_python.num_rows == 1
    file = tmp_path / "秘密.csv"
    file.write_text("n\n1\n")
    generation = load(home, 500).generation
    with pytest.raises(duckdb.Error, match=refusal):
        generation.connect().execute(statement.format(file=file)).fetchall()
    assert read(generation).batches == {1: [500]}
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["秘密.csv"]


def test_threads_read_at_the_same_time(home: Home) -> None:
    generation = load(home, *range(100)).generation
    sums: list[int] = []

    def ask() -> None:
        for _ in range(20):
            with generation.connect() as cursor:
                sums.append(cursor.execute("select sum(amount_fen) from amount_row").fetchall()[0][0])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sums == [4950] * 120


def test_a_page_still_reading_is_not_cut_off_by_newer_generations(home: Home) -> None:
    first = load(home, 500).generation
    reading = first.connect()
    for number in range(4):
        read(load(home, number).generation)
    assert reading.execute("select amount_fen from amount_row").fetchall() == [(500,)]
    assert read(first).batches == {1: [500]}, "and it may come back for more"
    with pytest.raises(duckdb.Error):
        first.connect().execute("set threads = 8")


@on_linux
def test_files_nobody_reads_any_more_are_let_go(home: Home) -> None:
    for number in range(6):
        read(load(home, number).generation)
    held = {os.readlink(f"/proc/self/fd/{handle}") for handle in os.listdir("/proc/self/fd") if open_file(handle)}
    assert [path for path in sorted(held) if path.startswith(str(home.folder))] == [
        str(home.generation(number).path) for number in (5, 6)
    ]


def open_file(handle: str) -> bool:
    return os.path.exists(f"/proc/self/fd/{handle}")


@on_linux
def test_copying_an_open_generation_drops_its_lock_and_harms_nothing(home: Home) -> None:
    """POSIX drops a process's locks on a file when it closes any handle to it. A base is read by plain copying while
    pages of this process have it open; that is safe only as long as nobody ever opens a generation for writing."""
    first = load(home, 500)
    with first.generation.connect() as reading:
        assert is_locked(first.generation.path)
        second = load(home, 7)
        assert not is_locked(first.generation.path), "the trap is real; if this fails it may be gone"
        subprocess.run([sys.executable, "-c", _ANOTHER_PROCESS, str(home.folder)], cwd=PROJECT, check=True)
        for published in (first, second):
            assert digest(published.generation.path) == published.entry.body[PUBLISHED]["sha256"]
        assert reading.execute("select amount_fen from amount_row").fetchall() == [(500,)]
    assert read(home.latest()).batches == {1: [500], 2: [7], 3: [9]}


_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from fwzf_data.store.home import Home
from tests.store.cashbook import load, read
home = Home.open(Path(sys.argv[1]))
read(home.generation(1))
read(home.latest())
load(home, 9)
"""


def is_locked(path: Path) -> bool:
    return any(
        line.split()[5].endswith(f":{path.stat().st_ino}") for line in Path("/proc/locks").read_text().splitlines()
    )


def test_a_generation_says_when_and_by_what_it_was_made(home: Home) -> None:
    published = load(home, 500)
    meta = published.generation.meta()
    assert (meta.generation, meta.schema_digest, meta.facts_digest) == (1, "表一", "算法一")
    assert meta.outcome == {"accepted": 1}
    assert meta.made_at.isoformat(timespec="microseconds") == published.entry.body[PUBLISHED]["made_at"]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000], ids=["empty", "rubbish"])
def test_a_file_that_is_no_generation_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "00000003.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="第 3 代数据文件打不开"):
        Generation(3, path).meta()
