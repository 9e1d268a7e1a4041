"""Read a workbook in a child process with limits, so that no file can take the dashboard down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED, Passport, inspect_file
from fwzf_data.intake.grid import Sheet, Workbook
from fwzf_data.settings import PROJECT, IntakeLimits

__all__ = ["Sheet", "Workbook", "read_workbook"]

# A ledger row of 25 filled cells takes some 900 bytes of XML; with it the size tells the rows before parsing.
BYTES_PER_ROW = 900
SPARE_SECONDS = 2
TOO_LONG = "文件读了 {seconds:.0f} 秒还没读完，太大或结构异常；请删去多余的行列、按月拆开后再上传。"
TOO_MUCH = "文件读取时占用的内存超过了上限，太大或结构异常；请删去多余的行列、按月拆开后再上传。"


def read_workbook(path: Path, limits: IntakeLimits = IntakeLimits()) -> Workbook:  # noqa: B008
    """Every sheet as text cells with Excel's own row and column numbers, or ``UnreadableFile`` in words."""
    passport = inspect_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="fwzf-read-") as folder:
        answer = _ask_child(path, passport, limits, Path(folder))
        if "refused" in answer:
            raise UnreadableFile(answer["refused"])
        sheets = tuple(_sheet(Path(folder), found) for found in answer["sheets"])
    return Workbook(passport.kind, sheets, (*passport.notes, *answer["notes"]))


def _ask_child(path: Path, passport: Passport, limits: IntakeLimits, folder: Path) -> dict[str, Any]:
    megabytes = passport.file_bytes / 2**20
    seconds = max(limits.child_wall_seconds, limits.child_wall_seconds_per_mb * megabytes) - SPARE_SECONDS
    large = passport.unpacked_bytes > limits.large_rows * BYTES_PER_ROW
    order = {
        "path": str(path.resolve()),
        "kind": passport.kind,
        "folder": str(folder),
        "memory": limits.child_memory_large if large else limits.child_memory_small,
        "cpu_seconds": limits.child_cpu_seconds,
        "output_bytes": limits.unpacked_bytes,
        "limits": vars(limits),
    }
    command = [sys.executable, "-m", "fwzf_data.intake.reader_child", json.dumps(order)]
    child = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        code = child.wait(timeout=seconds)
    except subprocess.TimeoutExpired as slow:
        raise UnreadableFile(TOO_LONG.format(seconds=seconds)) from slow
    finally:
        child.kill()
        child.wait()
    answer = folder / "answer.json"
    if code == 0 and answer.is_file():
        return dict(json.loads(answer.read_text("utf-8")))
    raise UnreadableFile(_death(code, seconds))


def _death(code: int, seconds: float) -> str:
    """A child that ended without an answer ran into a limit, or a parser gave up on broken bytes."""
    import signal

    if code == -getattr(signal, "SIGXCPU", 0) or code == -signal.SIGTERM:
        return TOO_LONG.format(seconds=seconds)
    if code == -signal.SIGABRT:
        return TOO_MUCH
    return DAMAGED


def _environment() -> dict[str, str]:
    """One thread and plain malloc: pools and arenas would claim address space the file is to be measured by."""
    return os.environ | {
        "PYTHONPATH": str(PROJECT),
        "PYTHONIOENCODING": "utf-8",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        # Keep freed blocks: giving every megabyte back and taking it again costs a fifth of the whole read.
        "MALLOC_MMAP_THRESHOLD_": str(32 * 2**20),
        "MALLOC_TRIM_THRESHOLD_": str(256 * 2**20),
        "MALLOC_TOP_PAD_": str(16 * 2**20),
        "RUST_BACKTRACE": "0",
    }


def _sheet(folder: Path, found: dict[str, Any]) -> Sheet:
    return Sheet(
        number=found["number"],
        name=found["name"],
        hidden=found["hidden"],
        cells=_table(folder / f"cells-{found['number']}.arrow"),
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in found["merges"]),
        marks=_table(folder / f"marks-{found['number']}.arrow"),
    )


def _table(path: Path) -> pa.Table:
    # A mapped file outlives its name on POSIX; Windows cannot delete it while it is mapped.
    source = pa.OSFile(str(path)) if os.name == "nt" else pa.memory_map(str(path))
    return pa.ipc.open_file(source).read_all()
