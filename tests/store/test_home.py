"""Publishing: all or nothing, one at a time, and what a killed writer left is never seen."""

from __future__ import annotations

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from fwzf_data.errors import BadRequest, StoreBusy, StoreDamaged
from fwzf_data.store import home as home_module
from fwzf_data.store.home import KEPT, Home
from fwzf_data.store.journal import PUBLISHED
from fwzf_data.store.verify import verify
from tests.store.cashbook import CASHBOOK, OTHER_FACTS, OTHER_SCHEMA, load, read, refuse, withdraw


def actions(home: Home) -> list[str]:
    return [entry.action for entry in home.journal.entries()]


def test_a_new_home_has_no_generation_and_a_founding_entry(home: Home) -> None:
    assert home.latest() is None
    assert actions(home) == ["founded"]


def test_what_is_published_is_what_readers_see(home: Home) -> None:
    published = load(home, 500, -20)
    assert home.latest() == published.generation
    assert read(home.latest()).batches == {1: [500, -20]}
    assert actions(home) == ["founded", "intent", "import"]


def test_the_commit_entry_holds_intent_outcome_and_the_file_s_digest(home: Home) -> None:
    body = load(home, 500).entry.body
    assert (body["batch_id"], body["file"], body["accepted"]) == (1, "现金1.txt", 1)
    assert body[PUBLISHED]["generation"] == 1
    assert body[PUBLISHED]["sha256"] == home_module.digest(home.generation(1).path)


def test_a_file_without_lines_is_a_batch_without_lines(home: Home) -> None:
    load(home)
    assert read(home.latest()).batches == {1: []}


def test_an_older_generation_still_says_what_it_said(home: Home) -> None:
    first = load(home, 500).generation
    load(home, 7)
    assert read(first).batches == {1: [500]}


def test_withdrawing_leaves_what_the_other_batches_alone_would_give(home: Home, tmp_path: Path) -> None:
    load(home, 500)
    load(home, 7, 8)
    withdraw(home, 1)
    assert read(home.latest()).batches == {2: [7, 8]}
    assert actions(home)[-2:] == ["intent", "withdraw"]


def test_numbers_of_withdrawn_batches_are_not_given_again(home: Home) -> None:
    load(home, 500)
    withdraw(home, 1)
    load(home, 500)
    assert read(home.latest()).batches == {2: [500]}


@pytest.mark.parametrize("error", [ValueError("坏了"), KeyboardInterrupt(), SystemExit(1), duckdb.Error("坏了")])
def test_whatever_is_raised_nothing_is_changed(home: Home, error: BaseException) -> None:
    load(home, 500)
    with pytest.raises(type(error)):
        refuse(home, error)
    assert read(home.latest()).batches == {1: [500]}
    assert actions(home)[-2:] == ["intent", "abandoned"]
    assert [path.name for path in (home.folder / "work").iterdir()] == []
    assert load(home, 7).entry.body["batch_id"] == 2


def test_a_commit_entry_that_cannot_be_written_takes_the_file_back(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    load(home, 500)
    append = home.journal.append

    def full(action: str, *rest: object) -> object:
        if action == "import":
            raise OSError(28, "No space left on device")
        return append(action, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(home.journal, "append", full)
        with pytest.raises(home_module.StoreFull, match="磁盘写不进去"):
            load(home, 7)
    assert [generation.number for generation in home.generation_files()] == [1]
    load(home, 8)
    assert read(home.latest()).batches == {1: [500], 2: [8]}


def test_a_commit_entry_that_was_written_although_it_raised_counts(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    append = home.journal.append

    def interrupted(action: str, *rest: object) -> object:
        entry = append(action, *rest)  # type: ignore[arg-type]
        if action == "import":
            raise KeyboardInterrupt
        return entry

    with monkeypatch.context() as patch:
        patch.setattr(home.journal, "append", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(home, 7)
    assert read(home.latest()).batches == {1: [7]}
    assert actions(home) == ["founded", "intent", "import"]


def test_the_store_s_own_key_is_refused_before_anything_is_done(home: Home) -> None:
    with pytest.raises(ValueError, match=PUBLISHED):
        home.publish("import", "出纳甲", {PUBLISHED: {}}, lambda _: {}, CASHBOOK)
    assert actions(home) == ["founded"]


def test_a_generation_without_commit_entry_is_finished_if_it_is_the_intended_one(home: Home, tmp_path: Path) -> None:
    load(home, 500)
    interrupt_before(home, "import")
    assert read(home.latest()).batches == {1: [500]}, "not acknowledged, not seen"
    again = Home.open(home.folder)
    assert read(again.latest()).batches == {1: [500], 2: [7]}
    entry = again.journal.head()
    assert (entry.action, entry.body["batch_id"], entry.body["accepted"]) == ("import", 2, 1)
    assert verify(again) == []


def test_a_generation_without_commit_entry_that_is_another_file_is_thrown_away(home: Home) -> None:
    first = load(home, 500).generation
    interrupt_before(home, "import")
    stray = home.generation(2).path
    os.chmod(stray, stat.S_IWUSR | stat.S_IRUSR)
    stray.write_bytes(first.path.read_bytes())
    again = Home.open(home.folder)
    assert read(again.latest()).batches == {1: [500]}
    assert not stray.exists()
    assert again.journal.head().action == "abandoned"


@pytest.mark.parametrize("rubbish", [b"", b"rubbish" * 1000], ids=["empty", "rubbish"])
def test_a_generation_without_commit_entry_that_cannot_be_read_is_thrown_away(home: Home, rubbish: bytes) -> None:
    load(home, 500)
    interrupt_before(home, "import")
    stray = home.generation(2).path
    os.chmod(stray, stat.S_IWUSR | stat.S_IRUSR)
    stray.write_bytes(rubbish)
    again = Home.open(home.folder)
    assert read(again.latest()).batches == {1: [500]}
    assert load(again, 8).entry.body["batch_id"] == 2


def interrupt_before(home: Home, action: str) -> None:
    """Leave what a kill between rename and commit entry leaves."""

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        append = home.journal.append
        patch.setattr(home.journal, "append", lambda done, *rest: killed() if done == action else append(done, *rest))
        patch.setattr(home, "_abandon", killed)
        with pytest.raises(Killed):
            load(home, 7)


def test_while_somebody_writes_others_are_told_who_and_readers_do_not_wait(home: Home) -> None:
    load(home, 500)
    told: list[str] = []
    seen: list[object] = []

    def others() -> None:
        other = Home.open(home.folder)
        seen.append(read(other.latest()).batches)
        try:
            with other.writing(timeout=0.05):
                told.append("nobody")
        except StoreBusy as busy:
            told.append(str(busy))

    def apply(_: object) -> dict[str, object]:
        thread = threading.Thread(target=others)
        thread.start()
        thread.join()
        return {}

    home.publish("facts", "出纳乙", {}, apply, CASHBOOK)
    assert seen == [{1: [500]}]
    assert told[0].startswith("出纳乙 从 ")
    assert "请等其完成后再试" in told[0]


def test_a_lock_held_for_something_else_is_told_without_a_name(home: Home) -> None:
    other = Home.open(home.folder)
    told: list[str] = []

    def ask() -> None:
        try:
            with other.writing(timeout=0.05):
                pass
        except StoreBusy as busy:
            told.append(str(busy))

    with home.writing():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert told == ["另一个程序正在写入数据，请稍后再试。"]


def test_asking_for_the_lock_once_more_in_the_midst_of_an_import_does_not_clean_it_away(home: Home) -> None:
    def apply(_: object) -> dict[str, object]:
        with home.writing():
            return {"work": [path.name for path in (home.folder / "work").iterdir() if path.suffix == ".duckdb"]}

    entry = home.publish("facts", "出纳乙", {}, apply, CASHBOOK).entry
    assert entry.body["work"] == ["00000001-2.duckdb"]
    assert actions(home) == ["founded", "intent", "facts"]


def test_a_rehearsal_sees_the_newest_state_and_changes_nothing(home: Home) -> None:
    load(home, 500)
    seen: list[object] = []

    def apply(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
        connection.execute("update amount_row set amount_fen = 501")
        seen.extend(connection.execute("select amount_fen from amount_row").fetchall())
        return {}

    before = home.journal.head()
    home.rehearse(apply, CASHBOOK)
    assert seen == [(501,)]
    assert read(home.latest()).batches == {1: [500]}
    assert home.journal.head() == before
    assert list((home.folder / "work").iterdir()) == []


def test_a_rehearsal_in_an_empty_home_starts_from_empty_tables(home: Home) -> None:
    counts: list[object] = []
    home.rehearse(lambda con: counts.extend(con.execute("select count(*) from batch").fetchall()) or {}, CASHBOOK)
    assert counts == [(0,)]
    assert home.latest() is None


def test_threads_publish_one_after_the_other(home: Home) -> None:
    threads = [threading.Thread(target=load, args=(home, number)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    book = read(home.latest())
    assert sorted(amounts[0] for amounts in book.batches.values()) == [0, 1, 2, 3]
    assert sorted(book.batches) == [1, 2, 3, 4]


def test_the_newest_generations_and_the_last_of_each_day_are_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([1, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3])
    for day in days:
        number = load(home, day).generation.number
        noon = datetime(2022, 4, day, 4, tzinfo=UTC).timestamp()
        os.utime(home.generation(number).path, (noon, noon))
    load(home, 9)
    kept = [generation.number for generation in home.generation_files()]
    assert kept == [3, 5, *range(12 - KEPT + 1, 13)]


def made_yesterday(home: Home) -> None:
    for generation in home.generation_files():
        before = (datetime.now(UTC) - timedelta(days=1)).timestamp()
        os.utime(generation.path, (before, before))


def test_a_generation_this_process_has_open_is_not_deleted(home: Home) -> None:
    for number in range(3):
        load(home, number)
    made_yesterday(home)
    home.generation(2).connect()
    for number in range(KEPT):
        load(home, number)
    assert [generation.number for generation in home.generation_files()] == [2, 3, 4, 5, 6, 7, 8]


def test_a_generation_replaced_just_now_is_kept_for_the_page_that_began_on_it(home: Home) -> None:
    for number in range(KEPT + 2):
        load(home, number)
    assert len(home.generation_files()) == KEPT + 2


def test_other_facts_are_computed_anew_without_reading_originals(home: Home) -> None:
    sha256 = load(home, 500, -20).entry.body["sha256"]
    home.originals.path(sha256).unlink()
    generation = home.refresh("管理员", OTHER_FACTS)
    assert generation is not None
    assert generation.connect().execute("from balance").fetchall() == [(480,)]
    assert home.journal.head().action == "facts"


def test_another_schema_is_loaded_again_from_the_originals(home: Home) -> None:
    load(home, 500)
    load(home, 7)
    withdraw(home, 1)
    before = read(home.latest())
    generation = home.refresh("管理员", OTHER_SCHEMA)
    assert generation is not None
    assert read(generation) == before
    assert generation.connect().execute("select count(*) from note").fetchall() == [(0,)]


def test_a_generation_that_is_as_it_should_be_is_left_alone(home: Home) -> None:
    assert home.refresh("管理员", CASHBOOK) is None
    published = load(home, 500)
    assert home.refresh("管理员", CASHBOOK) == published.generation
    assert home.journal.head() == published.entry


def test_publishing_onto_another_schema_rebuilds_first(home: Home) -> None:
    load(home, 500)
    published = load(home, 7, blueprint=OTHER_SCHEMA)
    assert read(published.generation).batches == {1: [500], 2: [7]}
    assert actions(home)[-4:] == ["intent", "rebuild", "intent", "import"]


def test_a_lost_generation_is_named_and_made_again_from_the_originals(home: Home) -> None:
    load(home, 500)
    home.generation(1).path.unlink()
    with pytest.raises(StoreDamaged, match="第 1 代数据文件不见了"):
        home.latest()
    home.refresh("管理员", CASHBOOK)
    assert read(home.latest()).batches == {1: [500]}


def test_a_changed_generation_is_no_base_for_the_next(home: Home) -> None:
    """Its successor would carry the change on under a digest of its own."""
    path = load(home, 500).generation.path
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(StoreDamaged, match="第 1 代数据文件与日志登记的不一致"):
        load(home, 7)
    path.unlink()
    assert read(load(home, 7).generation).batches == {1: [500], 2: [7]}


def test_an_action_of_a_newer_version_is_not_skipped_in_a_rebuild(home: Home, tmp_path: Path) -> None:
    home.publish("merge", "出纳甲", {}, lambda _: {}, CASHBOOK)
    with pytest.raises(StoreDamaged, match="「merge」本版程序不认识"):
        home.rebuild(tmp_path / "重建.duckdb", CASHBOOK)


def test_files_and_folders_are_closed_to_others_and_to_writing(home: Home) -> None:
    published = load(home, 500)
    modes = {
        "home": home.folder,
        "generation": published.generation.path,
        "original": home.originals.path(published.entry.body["sha256"]),
    }
    assert {name: stat.S_IMODE(path.stat().st_mode) for name, path in modes.items()} == {
        "home": 0o700,
        "generation": 0o444,
        "original": 0o444,
    }


def test_work_files_of_a_killed_writer_go_at_the_next_opening(home: Home) -> None:
    work = home.folder / "work"
    (work / "00000009-9.duckdb").write_bytes(b"half")
    (work / "00000009-9.duckdb.wal").write_bytes(b"half")
    (work / "00000009-9.duckdb.tmp").mkdir()
    (work / "00000009-9.duckdb.tmp" / "spill").write_bytes(b"half")
    (work / "original-young").mkdir()
    (work / "original-old").mkdir()
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(work / "original-old", (long_ago, long_ago))
    Home.open(home.folder)
    assert [path.name for path in work.iterdir()] == ["original-young"]


def test_data_without_a_journal_is_not_taken_for_a_new_home(home: Home) -> None:
    load(home, 500)
    home.journal.path.unlink()
    with pytest.raises(StoreDamaged, match="没有日志"):
        Home.open(home.folder)


def test_a_journal_emptied_to_nothing_is_not_taken_for_a_new_home(home: Home) -> None:
    load(home, 500)
    home.journal.path.write_bytes(b"")
    with pytest.raises(StoreDamaged, match="没有日志"):
        Home.open(home.folder)


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(BadRequest, match="请检查路径和权限"):
        Home.open(tmp_path / "文件" / "数据")


def test_looking_at_a_folder_that_is_no_home_makes_none(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="不是数据文件夹"):
        Home.at(tmp_path)
    assert list(tmp_path.iterdir()) == []
