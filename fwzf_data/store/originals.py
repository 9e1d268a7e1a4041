"""The uploaded bytes, each file under its own sha256: the source of truth, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fwzf_data.errors import StoreDamaged
from fwzf_data.store.durable import digest, remove, settle

_CHUNK = 2**20


class Originals:
    """A folder of read-only files named by their content."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder = folder
        self._work = work

    def put(self, source: bytes | Path) -> str:
        """Keep these bytes and return their sha256. A copy that has gone bad is replaced by the good bytes."""
        handle, name = tempfile.mkstemp(prefix="original-", dir=self._work)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                hasher = hashlib.sha256()
                with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as origin:
                    while chunk := origin.read(_CHUNK):
                        hasher.update(chunk)
                        target.write(chunk)
            name = hasher.hexdigest()
            place = self.folder / name
            if not place.exists() or digest(place) != name:
                settle(written, place)
            return name
        finally:
            remove(written)

    def path(self, sha256: str) -> Path:
        """Where these bytes are; raises StoreDamaged where they are not kept."""
        place = self.folder / sha256
        if not place.is_file():
            raise StoreDamaged(f"原始文件 {sha256[:12]}… 不在库里。请从备份恢复，或重新上传该文件。")
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.name for path in self.folder.iterdir()))
