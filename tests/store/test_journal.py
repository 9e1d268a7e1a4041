"""The journal: append-only, in order, chained; two different things never share a hash."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwzf_data.errors import StoreBusy, StoreDamaged
from fwzf_data.store import journal as journal_module
from fwzf_data.store.home import Home
from fwzf_data.store.journal import Journal, canonical, entry_hash
from fwzf_data.store.verify import verify


def test_entries_come_back_as_they_were_written(home: Home) -> None:
    written = home.journal.append("draw", "督察员", {"seed": "七月", "n": 3, "frame": ["甲", None, True]})
    assert home.journal.head() == written
    assert (written.seq, written.action, written.actor) == (2, "draw", "督察员")
    assert written.body == {"seed": "七月", "n": 3, "frame": ["甲", None, True]}
    assert written.published is None


def test_entries_are_chosen_by_action_and_come_in_order_over_pages(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_PAGE", 3)
    for number in range(7):
        home.journal.append("draw" if number % 2 else "export", "督察员", {"n": number})
    assert [entry.body["n"] for entry in home.journal.entries("draw")] == [1, 3, 5]
    assert [entry.seq for entry in home.journal.entries()] == list(range(1, 9))
    assert [entry.seq for entry in home.journal.entries(after=6)] == [7, 8]
    assert list(home.journal.entries("nothing")) == []


def test_an_entry_is_found_by_its_number_and_none_where_there_is_none(home: Home) -> None:
    entry = home.journal.append("draw", "督察员", {})
    assert home.journal.entry(entry.seq) == entry
    assert home.journal.entry(99) is None
    assert home.journal.last("draw") == entry
    assert home.journal.last("nothing") is None


@pytest.mark.parametrize("statement", ["update entry set actor = '别人'", "delete from entry"])
def test_sqlite_itself_refuses_to_change_or_delete(home: Home, statement: str) -> None:
    with (
        closing(sqlite3.connect(home.journal.path)) as session,
        pytest.raises(sqlite3.IntegrityError, match="journal entries"),
    ):
        session.execute(statement)


def test_threads_append_without_losing_or_forking(home: Home) -> None:
    def append(actor: str) -> None:
        for number in range(10):
            home.journal.append("draw", actor, {"n": number})

    threads = [threading.Thread(target=append, args=(f"督察员{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert home.journal.head().seq == 41
    assert verify(home) == []


def test_a_journal_somebody_else_holds_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(home.journal.path, isolation_level=None)) as session:
        session.execute("begin exclusive")
        with pytest.raises(StoreBusy, match="稍后再试"):
            home.journal.append("draw", "督察员", {})


@pytest.mark.parametrize(
    ("content", "words"), [(b"rubbish" * 1000, "日志文件已损坏"), (None, "日志文件打不开")], ids=["rubbish", "gone"]
)
def test_a_journal_that_cannot_be_read_is_said_in_words(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "journal.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreDamaged, match=words):
        Journal(path).head()
    assert path.exists() == (content is not None), "looking makes nothing"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_a_body_survives_its_text(body: dict[str, Any]) -> None:
    text = canonical(body)
    assert journal_module.json.loads(text) == body
    assert canonical(dict(reversed(body.items()))) == text


def test_a_file_name_that_is_not_unicode_survives(home: Home) -> None:
    home.journal.append("import", "督察员", {"file": "台账\udcff.xls"})
    assert home.journal.head().body == {"file": "台账\udcff.xls"}
    assert verify(home) == []


fields = st.tuples(st.integers(1, 30), *[st.text(max_size=4)] * 5)


@given(fields, fields)
def test_two_entries_share_a_hash_only_if_they_are_equal(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (entry_hash(*one) == entry_hash(*other)) == (one == other)


@given(st.text(min_size=1, max_size=8), st.data())
def test_moving_a_character_over_a_field_border_changes_the_hash(text: str, data: st.DataObject) -> None:
    first, second = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    hashes = {entry_hash(1, "时", text[:cut], text[cut:], "{}", "") for cut in (first, second)}
    assert len(hashes) == len({first, second})
