"""A backup is a whole home or nothing, and a restored home says the same."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from fwzf_data.errors import BadRequest, StoreDamaged
from fwzf_data.store.backup import MANIFEST, backup, restore
from fwzf_data.store.home import Home
from fwzf_data.store.verify import verify, verify_deep
from tests.store.cashbook import CASHBOOK, load, read, withdraw


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.open(tmp_path_factory.mktemp("written") / "数据")
    load(home, 500, -20)
    load(home, 7)
    withdraw(home, 1)
    return home


@pytest.fixture
def book(written: Home, tmp_path: Path) -> Home:
    shutil.copytree(written.folder, tmp_path / "数据")
    return Home.at(tmp_path / "数据")


def test_a_restored_home_says_the_same_and_goes_on(book: Home, tmp_path: Path) -> None:
    done = backup(book, tmp_path / "备份")
    assert (done.head, done.generation) == (book.journal.head().hash, 3)
    again = restore(tmp_path / "备份", tmp_path / "新家")
    assert read(again.latest()) == read(book.latest())
    assert verify_deep(again, CASHBOOK, done.head) == []
    assert load(again, 8).entry.body["batch_id"] == 3


def test_an_empty_home_can_be_backed_up_and_restored(home: Home, tmp_path: Path) -> None:
    assert backup(home, tmp_path / "备份").generation is None
    assert restore(tmp_path / "备份", tmp_path / "新家").latest() is None


def test_the_backup_holds_the_newest_generation_only_and_is_closed_to_writing(book: Home, tmp_path: Path) -> None:
    done = backup(book, tmp_path / "备份")
    files = {str(path.relative_to(tmp_path / "备份")) for path in (tmp_path / "备份").rglob("*") if path.is_file()}
    assert files == {*done.files, MANIFEST}
    assert "generations/00000003.duckdb" in files
    assert "generations/00000002.duckdb" not in files
    assert stat.S_IMODE((tmp_path / "备份/generations/00000003.duckdb").stat().st_mode) == 0o444


def test_the_day_of_a_generation_survives(book: Home, tmp_path: Path) -> None:
    os.utime(book.generation(3).path, (1_650_000_000, 1_650_000_000))
    backup(book, tmp_path / "备份")
    again = restore(tmp_path / "备份", tmp_path / "新家")
    assert again.generation(3).path.stat().st_mtime == 1_650_000_000


def test_an_existing_empty_folder_will_do(book: Home, tmp_path: Path) -> None:
    (tmp_path / "备份").mkdir()
    (tmp_path / "新家").mkdir()
    backup(book, tmp_path / "备份")
    assert read(restore(tmp_path / "备份", tmp_path / "新家").latest()) == read(book.latest())


def test_a_folder_in_use_is_refused(book: Home, tmp_path: Path) -> None:
    (tmp_path / "备份").mkdir()
    (tmp_path / "备份" / "照片.jpg").write_bytes(b"")
    with pytest.raises(BadRequest, match="不是空的"):
        backup(book, tmp_path / "备份")
    with pytest.raises(BadRequest, match="数据文件夹里面"):
        backup(book, book.folder / "备份")


def test_a_home_in_use_is_not_overwritten(book: Home, tmp_path: Path) -> None:
    backup(book, tmp_path / "备份")
    with pytest.raises(BadRequest, match="不是空的"):
        restore(tmp_path / "备份", book.folder)
    assert verify(book) == []


def test_a_folder_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="不是备份"):
        restore(tmp_path, tmp_path / "新家")


@pytest.mark.parametrize("kind", ["originals", "generations", "journal.sqlite"])
def test_one_changed_byte_anywhere_in_a_backup_is_refused_and_leaves_no_home(
    book: Home, tmp_path: Path, kind: str
) -> None:
    done = backup(book, tmp_path / "备份")
    name = next(name for name in sorted(done.files) if name.startswith(kind))
    path = tmp_path / "备份" / name
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreDamaged, match=name):
        restore(tmp_path / "备份", tmp_path / "新家")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["备份", "数据"]


def test_a_missing_file_is_named(book: Home, tmp_path: Path) -> None:
    done = backup(book, tmp_path / "备份")
    name = next(name for name in done.files if name.startswith("originals"))
    (tmp_path / "备份" / name).unlink()
    with pytest.raises(StoreDamaged, match=f"缺少 {name}"):
        restore(tmp_path / "备份", tmp_path / "新家")


def test_a_manifest_that_points_outside_is_refused(book: Home, tmp_path: Path) -> None:
    backup(book, tmp_path / "备份")
    (tmp_path / "别处").write_bytes(b"x")
    manifest = json.loads((tmp_path / "备份" / MANIFEST).read_text("utf-8"))
    manifest["files"]["../别处"] = "0" * 64
    (tmp_path / "备份" / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(StoreDamaged, match="被改动过"):
        restore(tmp_path / "备份", tmp_path / "新家")


def test_a_damaged_home_is_not_passed_off_as_a_good_backup(book: Home, tmp_path: Path) -> None:
    path = next(book.originals.folder.iterdir())
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(b"1")
    with pytest.raises(StoreDamaged, match="没有通过核验"):
        backup(book, tmp_path / "备份")
    assert not (tmp_path / "备份").exists()
