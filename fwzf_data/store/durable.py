"""Files that are either whole or not there: written aside, synced, made read-only, renamed into place."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

_CHUNK = 2**20
READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def digest(path: Path) -> str:
    """sha256 of a file's bytes.

    Closing the file drops a POSIX lock this process may hold on it. That is harmless for what is read here (originals
    and generations never change and nobody opens them for writing), and wrong for the journal: never digest that.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_checked(source: Path, target: Path) -> str:
    """Copy a file and return the sha256 of exactly what was copied."""
    hasher = hashlib.sha256()
    with source.open("rb") as origin, target.open("wb") as copy:
        while chunk := origin.read(_CHUNK):
            hasher.update(chunk)
            copy.write(chunk)
    return hasher.hexdigest()


def settle(written: Path, place: Path) -> None:
    """Move a finished file to its place so that it survives a power cut; nobody can write to it afterwards."""
    sync_file(written)
    written.chmod(READ_ONLY)
    os.replace(written, place)
    sync_folder(place.parent)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Delete a file that may be read-only or already gone."""
    if os.name == "nt" and path.exists():
        path.chmod(stat.S_IWRITE)
    path.unlink(missing_ok=True)
