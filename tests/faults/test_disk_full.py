"""A full disk: the state before or the state after, a sentence that says what to do, and work goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fwzf_data.settings import PROJECT
from fwzf_data.store.home import Home
from fwzf_data.store.verify import verify, verify_deep
from tests.store.cashbook import CASHBOOK, read

resource = pytest.importorskip("resource", reason="Windows cannot limit the size of files")

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("limit", "is_enough"),
    [
        (0, False),
        (1_000, False),
        (20_000, False),
        (60_000, False),
        (270_000, False),
        (600_000, False),
        (1_000_000, False),
        (50_000_000, True),
    ],
)
def test_no_file_may_grow_beyond_a_size(tmp_path: Path, limit: int, is_enough: bool) -> None:
    folder, acked = tmp_path / "数据", tmp_path / "acked"
    command = [sys.executable, "-m", "tests.faults.writer", str(folder), str(acked), "--imports", "1"]
    done = subprocess.run([*command, "--file-limit", str(limit)], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = done.stdout.strip()
    assert told == "loaded" if is_enough else "请腾出空间后再试" in told, told
    home = Home.open(folder)
    book = read(home.latest())
    assert book.is_whole
    assert len(book.batches) == (3 if is_enough else 2)
    assert verify(home) == verify_deep(home, CASHBOOK) == []
    assert list((folder / "work").iterdir()) == []
