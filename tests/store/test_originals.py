"""Uploaded bytes: kept once, under their own digest, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwzf_data.errors import StoreDamaged
from fwzf_data.store.home import Home


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_bytes_and_files_come_back_under_their_digest(home: Home, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "台账.xls"
    file.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    assert home.originals.put(data) == home.originals.put(file) == sha256
    assert home.originals.path(sha256).read_bytes() == data


def test_the_same_bytes_are_kept_once(home: Home) -> None:
    kept = home.originals.path(home.originals.put(b"a"))
    before = kept.stat()
    home.originals.put(b"a")
    assert (kept.stat().st_ino, list(home.originals)) == (before.st_ino, [kept.name])


def test_a_copy_gone_bad_is_replaced_by_the_good_bytes(home: Home) -> None:
    kept = home.originals.path(home.originals.put(b"good"))
    os.chmod(kept, stat.S_IRUSR | stat.S_IWUSR)
    kept.write_bytes(b"bad")
    home.originals.put(b"good")
    assert kept.read_bytes() == b"good"


def test_what_is_not_kept_is_said_in_words(home: Home) -> None:
    with pytest.raises(StoreDamaged, match="原始文件 abcabcabcabc… 不在库里"):
        home.originals.path("abc" * 20)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        home.originals.put(tmp_path / "没有.xls")
    assert list(home.originals) == list((home.folder / "work").iterdir()) == []
