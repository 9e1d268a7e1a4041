"""One bureau's data as this version of the program sees it: what command line and pages open first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from fwzf_data.errors import BadRequest
from fwzf_data.loading.load import LoadOptions, LoadReport, blueprint, load
from fwzf_data.settings import SAMPLE_DATA, WORKBOOKS
from fwzf_data.store.generation import Generation
from fwzf_data.store.home import Home

ACTOR = "系统"


def open_bureau(folder: Path) -> Home:
    """Open a home, finish or throw away what a crash left, and bring the data up to this version's definitions."""
    home = Home.open(folder)
    newest = home.latest()
    if newest and not _is_current(newest):
        home.refresh(ACTOR, blueprint())
    return home


def _is_current(generation: Generation) -> bool:
    """Asked before the write lock is taken: who only reads does not wait for a writer."""
    meta, wanted = generation.meta(), blueprint()
    return (meta.schema_digest, meta.facts_digest) == (wanted.schema_digest, wanted.facts_digest)


def load_sample(home: Home, say: Callable[[str], None]) -> list[LoadReport]:
    """Load the invented sample year file by file; raises BadRequest where the home already holds data."""
    if home.latest() is not None:
        raise BadRequest("数据文件夹里已经有数据，示例数据只能载入空的文件夹。请用 --home 另指定一个。")
    files = workbooks_in(SAMPLE_DATA)
    reports = []
    for place, file in enumerate(files, 1):
        say(f"载入示例数据（{place}/{len(files)}）{file.name}")
        reports.append(load(home, file, LoadOptions(actor="示例数据"), facts=False))
    say("计算事实表")
    home.refresh(ACTOR, blueprint())
    return reports


@lru_cache(maxsize=8)
def sample_batches(generation: Generation) -> tuple[int, ...]:
    """The batches whose original is a file of the invented sample year."""
    with generation.connect().cursor() as cursor:
        loaded = cursor.execute("select batch_id, sha256 from batch order by batch_id").fetchall()
    return tuple(batch_id for batch_id, digest in loaded if digest in _sample_digests())


def holds_sample(home: Home) -> bool:
    """Whether what is loaded comes, in whole or in part, from the invented sample year."""
    newest = home.latest()
    return newest is not None and bool(sample_batches(newest))


@cache
def _sample_digests() -> frozenset[str]:
    return frozenset(sha256(path.read_bytes()).hexdigest() for path in workbooks_in(SAMPLE_DATA))


def workbooks_in(folder: Path) -> list[Path]:
    """The ledgers lying in a folder and below, in the order of their names."""
    return sorted(
        file for file in folder.rglob("*") if file.suffix.lower() in WORKBOOKS and not file.name.startswith((".", "~$"))
    )
