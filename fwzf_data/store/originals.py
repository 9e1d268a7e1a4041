"""The uploaded bytes, each file under its own sha256: the source of truth, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fwzf_data.errors import StoreDamaged
from fwzf_data.store.durable import copy_checked, digest, settle
from fwzf_data.store.failure import said_in_words


class Originals:
    """A folder of read-only files named by their content."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder = folder
        self._work = work

    def put(self, source: bytes | Path) -> str:
        """Keep these bytes and return their sha256. A copy that has gone bad is replaced by the good bytes."""
        with said_in_words(), TemporaryDirectory(prefix="original-", dir=self._work) as aside:
            written = Path(aside) / "bytes"
            if isinstance(source, bytes):
                written.write_bytes(source)
                name = hashlib.sha256(source).hexdigest()
            else:
                name = copy_checked(source, written)
            place = self.folder / name
            if not place.exists() or digest(place) != name:
                settle(written, place)
            return name

    def path(self, sha256: str) -> Path:
        """Where these bytes are; raises StoreDamaged where they are not kept."""
        place = self.folder / sha256
        if not place.is_file():
            raise StoreDamaged(f"原始文件 {sha256[:12]}… 不在库里。请从备份恢复，或重新上传该文件。")
        return place

    def __iter__(self) -> Iterator[str]:
        """Every digest that is kept."""
        return iter(sorted(path.name for path in self.folder.iterdir()))
