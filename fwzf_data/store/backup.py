"""A whole copy of a home in a folder, and a home from such a copy; both are checked file by file."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fwzf_data.errors import BadRequest, StoreDamaged
from fwzf_data.store.durable import READ_ONLY, copy_checked, digest, sync_file, sync_folder
from fwzf_data.store.failure import said_in_words
from fwzf_data.store.home import Home
from fwzf_data.store.verify import verify

MANIFEST = "manifest.json"
_JOURNAL = "journal.sqlite"


@dataclass(frozen=True)
class Backup:
    """What a copy holds."""

    entry: int
    head: str
    """Number and hash of the newest journal entry: worth printing, like an anchor."""
    at: datetime
    generation: int | None
    files: dict[str, str]
    """Path in the folder → sha256."""


def backup(home: Home, folder: Path) -> Backup:
    """Copy originals, journal and newest generation into a new folder; writers wait meanwhile, readers do not.

    The folder appears whole or not at all.
    """
    if folder.resolve().is_relative_to(home.folder):
        raise BadRequest("备份不能放在数据文件夹里面，请换一个文件夹，最好在另一块磁盘上。")
    with home.writing(), said_in_words(), _whole(folder) as made:
        files: dict[str, str] = {}
        generation = home.latest()
        kept = [(home.originals.path(sha256), f"originals/{sha256}") for sha256 in home.originals]
        if generation:
            kept.append((generation.path, f"generations/{generation.path.name}"))
        for source, name in kept:
            files[name] = _copy(source, made / name)
        home.journal.backup(made / _JOURNAL)
        sync_file(made / _JOURNAL)
        files[_JOURNAL] = digest(made / _JOURNAL)
        head = Home.at(made).journal.head()
        done = Backup(head.seq, head.hash, head.at, generation.number if generation else None, files)
        _refuse_faults(made, head.hash)
        body = {
            "at": done.at.isoformat(),
            "entry": done.entry,
            "files": files,
            "generation": done.generation,
            "head": done.head,
        }
        (made / MANIFEST).write_text(json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        sync_file(made / MANIFEST)
    return done


def restore(folder: Path, home_folder: Path) -> Home:
    """Make a home from a backup; the home's folder must be empty or not there yet, and is left so if anything fails."""
    manifest = _manifest(folder)
    with said_in_words(), _whole(home_folder) as made:
        for name, sha256 in manifest["files"].items():
            if _copy(folder / name, made / name) != sha256:
                raise StoreDamaged(f"备份里的 {name} 与清单的校验值不符，备份已损坏。请换一份备份。")
        (made / _JOURNAL).chmod(stat.S_IRUSR | stat.S_IWUSR)
        _refuse_faults(made, manifest["head"])
    return Home.open(home_folder)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        names = [Path(name) for name in manifest["files"]]
        head = manifest["head"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRequest(f"{folder} 不是备份：没有可读的清单 {MANIFEST}。请指定 backup 命令生成的文件夹。") from error
    missing = [name for name in names if not (folder / name).is_file()]
    if missing or not isinstance(head, str) or any(name.is_absolute() or ".." in name.parts for name in names):
        told = f"缺少 {missing[0]}" if missing else f"清单 {MANIFEST} 被改动过"
        raise StoreDamaged(f"备份 {folder} 不完整：{told}。请换一份备份。")
    return dict(manifest)


def _refuse_faults(copy: Path, head: str) -> None:
    faults = verify(Home.at(copy), head)
    if faults:
        raise StoreDamaged(f"副本没有通过核验：{faults[0].message}（共 {len(faults)} 处）请运行 verify 查明。")


def _copy(source: Path, target: Path) -> str:
    """Copy one file for good, with its time: the day of a generation is the day it was made."""
    target.parent.mkdir(mode=stat.S_IRWXU, exist_ok=True)
    copied = copy_checked(source, target)
    sync_file(target)
    shutil.copystat(source, target)
    target.chmod(READ_ONLY)
    return copied


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder filled beside its place and moved there at the end; nothing is left where the body raises."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadRequest(f"文件夹 {folder} 不是空的。请给一个新的或空的文件夹。")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise BadRequest(f"文件夹 {folder} 不能建立，请检查路径和权限。") from error
    try:
        (made / "originals").mkdir(mode=stat.S_IRWXU)
        (made / "generations").mkdir(mode=stat.S_IRWXU)
        yield made
        if folder.exists():
            folder.rmdir()
        os.replace(made, folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
