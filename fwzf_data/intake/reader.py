"""Read a workbook in a child process with limits, so that no file can take the dashboard down."""

from __future__ import annotations

import json
import math
import os
import signal
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
# Parsing is all computing, so the seconds are counted as computing time where the system can: a busy machine must
# not refuse sound files. The clock on the wall only ends a child that is stuck.
PATIENCE = 1 if os.name == "nt" else 3
TOO_LONG = "文件读了 {seconds:.0f} 秒还没读完，太大或结构异常；请删去多余的行列、按月拆开后再上传。"
TOO_MUCH = "文件读取时占用的内存超过了上限，太大或结构异常；请删去多余的行列、按月拆开后再上传。"
TOO_MANY = "文件里有 {filled} 行写了内容，一次最多读 {most} 行；请删去整列填满的标记，或按年按月拆开后再上传。"


def read_workbook(
    path: Path,
    limits: IntakeLimits = IntakeLimits(),  # noqa: B008
    *,
    every_number: bool = False,
) -> Workbook:
    """Every sheet as text cells with Excel's own row and column numbers, or ``UnreadableFile`` in words.

    With ``every_number`` each cell of an .xls that holds a number is marked: to read a ledger that is not needed.
    """
    passport = inspect_file(path, limits)
    with tempfile.TemporaryDirectory(prefix="fwzf-read-") as folder:
        kind = "xls numbers" if every_number and passport.kind == "xls" else passport.kind
        answer = _ask_child(path, passport, kind, limits, Path(folder))
        sheets = tuple(_sheet(Path(folder), found) for found in answer["sheets"])
    filled = sum(sheet.cells.num_rows for sheet in sheets)
    if filled > limits.filled_rows:
        raise UnreadableFile(TOO_MANY.format(filled=filled, most=limits.filled_rows))
    return Workbook(passport.kind, sheets, (*passport.notes, *answer["notes"]))


def _ask_child(path: Path, passport: Passport, kind: str, limits: IntakeLimits, folder: Path) -> dict[str, Any]:
    megabytes = passport.file_bytes / 2**20
    seconds = max(limits.child_wall_seconds, limits.child_wall_seconds_per_mb * megabytes) - SPARE_SECONDS
    large = passport.unpacked_bytes > limits.large_rows * BYTES_PER_ROW
    order = {
        "path": str(path.resolve()),
        "kind": kind,
        "folder": str(folder),
        "memory": limits.child_memory_large if large else limits.child_memory_small,
        "cpu_seconds": min(limits.child_cpu_seconds, math.ceil(seconds)),
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
        code = child.wait(timeout=seconds * PATIENCE)
    except subprocess.TimeoutExpired as slow:
        raise UnreadableFile(TOO_LONG.format(seconds=seconds)) from slow
    finally:
        child.kill()
        child.wait()
    answer = folder / "answer.json"
    said: dict[str, Any] = json.loads(answer.read_text("utf-8")) if code == 0 and answer.is_file() else {}
    if "sheets" in said:
        return said
    raise UnreadableFile(said.get("refused") or _death(code, said.get("fault"), seconds))


def _death(code: int, fault: str | None, seconds: float) -> str:
    """A child without an answer ran into a limit, or its parser gave up on broken bytes."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return TOO_LONG.format(seconds=seconds)
    # An allocation that fails inside Rust aborts; the system's own memory guard kills.
    if fault == "memory" or code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
        return TOO_MUCH
    return DAMAGED


def _environment() -> dict[str, str]:
    """One thread and plain malloc: pools and arenas would claim address space the file is to be measured by."""
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH")))),
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
        epoch_1904=found["epoch_1904"],
    )


def _table(path: Path) -> pa.Table:
    # A mapped file outlives its name on POSIX; Windows cannot delete it while it is mapped.
    source = pa.OSFile(str(path)) if os.name == "nt" else pa.memory_map(str(path))
    return pa.ipc.open_file(source).read_all()
