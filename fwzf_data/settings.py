"""Folders, limits and the bureau's clock. Limits are technical; what law, plan or bureau fix lives in ``rules/``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LEDGERS = PROJECT / "fwzf_data" / "ledgers"
RULES = PROJECT / "fwzf_data" / "rules"
QUERIES = PROJECT / "queries"
SAMPLE_DATA = PROJECT / "sample_data" / "2022"
STATIC = PROJECT / "static"
CHINA = timezone(timedelta(hours=8))

WORKBOOKS = {
    ".xlsx",
    ".xlsm",
    ".xltx",
    ".xls",
    ".xlsb",
    ".et",
    ".ods",
    ".fods",
    ".csv",
    ".tsv",
    ".txt",
    ".htm",
    ".html",
}
"""Suffixes picked up from a folder; a file that is named by itself is read whatever it is called."""


@dataclass(frozen=True)
class IntakeLimits:
    """What one uploaded file may cost; larger ones are refused in words before they are parsed."""

    file_bytes: int = 200 * 2**20
    unpacked_bytes: int = 2 * 2**30
    part_ratio: int = 250
    parts: int = 2_000
    columns: int = 256
    rows: int = 1_048_576
    filled_rows: int = 600_000
    """Of a whole file: what comes after reading costs some kilobytes a row."""
    cell_chars: int = 32_767
    merges: int = 200_000
    child_cpu_seconds: int = 60
    child_wall_seconds: int = 20
    child_wall_seconds_per_mb: float = 1.0
    child_memory_small: int = 2**30
    child_memory_large: int = 2 * 2**30
    large_rows: int = 200_000


def home_folder(chosen: str | None = None) -> Path:
    """The folder that holds one bureau's data: ``--home``, else ``FWZF_HOME``, else ``var/`` beside app.py."""
    return Path(chosen or os.environ.get("FWZF_HOME") or PROJECT / "var").resolve()


def today() -> date:
    """The bureau's day, wherever the server stands: what was loaded this morning was loaded today."""
    return datetime.now(CHINA).date()
