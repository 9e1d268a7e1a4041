"""Every change behind the program's back is found, and its place is named."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from fwzf_data.store.durable import digest
from fwzf_data.store.home import Home
from fwzf_data.store.journal import PUBLISHED, canonical, entry_hash
from fwzf_data.store.verify import Fault, verify, verify_deep
from tests.store.cashbook import CASHBOOK, OTHER_SCHEMA, load, withdraw


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Entries: 1 founded, 2–3 first file, 4–5 second file, 6–7 first withdrawn, 8–9 third file."""
    home = Home.open(tmp_path_factory.mktemp("written") / "数据")
    load(home, 500, -20)
    load(home, 7, 800, 900)
    withdraw(home, 1)
    load(home, 31)
    return home


@pytest.fixture
def book(written: Home, tmp_path: Path) -> Home:
    shutil.copytree(written.folder, tmp_path / "数据")
    return Home.at(tmp_path / "数据")


def tamper(home: Home, *statements: str) -> None:
    """What an insider with a shell can do to the journal."""
    with closing(sqlite3.connect(home.journal.path, isolation_level=None)) as session:
        triggers = session.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in triggers:
            session.execute(f"drop trigger {name}")
        for statement in statements:
            session.execute(statement)
        for _, sql in triggers:
            session.execute(sql)


def rewrite(home: Home, number: int, sql: str) -> None:
    """Run SQL on a generation as an insider would."""
    path = home.generation(number).path
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); c.execute(sys.argv[2]); c.close()"
    subprocess.run([sys.executable, "-c", script, str(path), sql], check=True)


def rechain(home: Home, bodies: dict[int, Callable[[dict[str, object]], None]]) -> None:
    """Rewrite history from some entry on, with hashes that fit."""
    with closing(sqlite3.connect(home.journal.path, isolation_level=None)) as session:
        session.execute("drop trigger entry_never_changes")
        prev = "0" * 64
        for entry in list(home.journal.entries()):
            body = dict(entry.body)
            bodies.get(entry.seq, lambda _: None)(body)
            at_utc = entry.at.isoformat(timespec="microseconds")
            hash_ = entry_hash(entry.seq, at_utc, entry.actor, entry.action, canonical(body), prev)
            session.execute(
                "update entry set body = ?, prev = ?, hash = ? where seq = ?", [canonical(body), prev, hash_, entry.seq]
            )
            prev = hash_
        session.execute(
            "create trigger entry_never_changes before update on entry\n"
            "        begin select raise(abort, 'journal entries never change'); end"
        )


def places(faults: list[Fault]) -> list[tuple[str, int | None]]:
    return [(fault.place, fault.entry) for fault in faults]


def test_an_untouched_home_has_no_faults(book: Home) -> None:
    assert verify(book) == verify_deep(book, CASHBOOK) == []
    assert verify(book, book.journal.head().hash) == []


def test_a_view_duckdb_writes_differently_each_time_it_is_loaded_is_no_difference(home: Home) -> None:
    for number in range(3):
        load(home, number)
        assert verify_deep(home, CASHBOOK) == []


def test_tables_that_contradict_each_other_as_a_rebuild_would_are_found(book: Home) -> None:
    wrong = replace(CASHBOOK, contradictions=lambda _: [("amount_row", 2, 1, 3, "金额与合计不符")])
    (fault,) = verify_deep(book, wrong)
    assert (fault.table, fault.row) == ("amount_row", "批次 2、第 1 张表、第 3 行")
    assert fault.message == "第 4 代数据的表 amount_row 批次 2、第 1 张表、第 3 行：金额与合计不符。"


def test_an_empty_home_has_no_faults(home: Home) -> None:
    assert verify(home) == verify_deep(home, CASHBOOK) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update entry set body = replace(body, '现金2', '现金9') where seq = 5",
        "update entry set actor = '出纳乙' where seq = 5",
        "update entry set at_utc = '2022-04-01T00:00:00.000000+00:00' where seq = 5",
        "update entry set action = 'withdraw' where seq = 5",
        "update entry set body = 'rubbish {' where seq = 5",
    ],
    ids=["file", "actor", "time", "action", "rubbish"],
)
def test_an_edited_entry_is_named(book: Home, statement: str) -> None:
    tamper(book, "drop index entry_published", statement)
    assert ("日志", 5) in places(verify(Home.at(book.folder)))
    assert "日志：日志第 5 条与它的校验值不符：内容被改过。" in map(str, verify(book))


def test_an_edited_entry_with_a_fitting_hash_no_longer_fits_the_next(book: Home) -> None:
    entry = book.journal.entry(5)
    assert entry is not None
    at_utc = entry.at.isoformat(timespec="microseconds")
    hash_ = entry_hash(5, at_utc, "出纳乙", entry.action, canonical(entry.body), entry.prev)
    tamper(book, f"update entry set actor = '出纳乙', hash = '{hash_}' where seq = 5")
    assert [str(fault) for fault in verify(book)] == ["日志：日志第 6 条与第 5 条接不上：其中一条被换过。"]


@pytest.mark.parametrize(
    ("lost", "words"), [("4", "第 4 条被删除"), ("4, 5", "第 4 至 5 条被删除"), ("1", "第 1 条被删除")]
)
def test_deleted_entries_are_named(book: Home, lost: str, words: str) -> None:
    tamper(book, f"delete from entry where seq in ({lost})")
    faults = verify(Home.at(book.folder))
    assert words in faults[0].message


def test_deleting_an_entry_and_closing_the_gap_is_found(book: Home) -> None:
    tamper(book, "delete from entry where seq = 4", "update entry set seq = seq - 1 where seq > 4")
    assert ("日志", 4) in places(verify(Home.at(book.folder)))


def test_swapped_entries_are_both_named(book: Home) -> None:
    tamper(
        book,
        "update entry set seq = 99 where seq = 4",
        "update entry set seq = 4 where seq = 6",
        "update entry set seq = 6 where seq = 99",
    )
    found = places(verify(Home.at(book.folder)))
    assert ("日志", 4) in found
    assert ("日志", 6) in found


def test_a_tail_cut_off_is_found_with_a_head_kept_outside_and_only_then(book: Home) -> None:
    head = book.journal.head().hash
    tamper(book, "delete from entry where seq > 7")
    book.generation(4).path.unlink()
    assert verify(book) == [], "a chain does not know its own end"
    assert "截短或重写" in verify(book, head)[0].message


def test_a_tail_cut_off_leaves_a_generation_nobody_registered(book: Home) -> None:
    tamper(book, "delete from entry where seq > 7")
    assert [str(fault) for fault in verify(Home.at(book.folder))] == ["数据：第 4 代数据文件在日志里没有登记。"]


def test_a_history_rewritten_whole_is_found_with_a_head_kept_outside_and_only_then(book: Home) -> None:
    head = book.journal.head().hash
    rechain(book, {5: lambda body: body.update(file="别的.txt")})
    assert verify(book) == []
    assert "截短或重写" in verify(book, head)[0].message


def test_an_older_head_stays_good_while_the_journal_grows(book: Home) -> None:
    head = book.journal.head().hash
    load(book, 1)
    assert verify(book, head) == []


def test_a_trigger_taken_away_is_found(book: Home) -> None:
    with closing(sqlite3.connect(book.journal.path)) as session:
        session.execute("drop trigger entry_never_goes")
    assert "触发器" in verify(book)[0].message


@pytest.mark.parametrize("content", [b"rubbish" * 1000, b""], ids=["rubbish", "empty"])
def test_a_journal_that_cannot_be_read_is_a_fault_and_not_a_crash(book: Home, content: bytes) -> None:
    book.journal.path.write_bytes(content)
    faults = verify(Home.at(book.folder))
    assert [(fault.place, fault.file) for fault in faults] == [("日志", "journal.sqlite")]


def test_a_changed_original_is_named_with_the_entry_that_loaded_it(book: Home) -> None:
    sha256 = next(book.journal.entries("import")).body["sha256"]
    path = book.originals.path(sha256)
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(b"501\n-20")
    assert [(fault.place, fault.entry, fault.file) for fault in verify(book)] == [("原始文件", 3, sha256)]


def test_a_missing_original_is_named_with_the_entry_that_loaded_it(book: Home) -> None:
    sha256 = next(book.journal.entries("import")).body["sha256"]
    book.originals.path(sha256).unlink()
    assert [(fault.place, fault.entry, fault.file) for fault in verify(book)] == [("原始文件", 3, sha256)]


def test_a_file_dropped_from_somewhere_into_the_generations_is_named(book: Home) -> None:
    book.generation(77).path.write_bytes(book.generation(4).path.read_bytes())
    assert [fault.file for fault in verify(book)] == ["00000077.duckdb"]


def test_a_newest_generation_gone_is_named(book: Home) -> None:
    book.generation(4).path.unlink()
    assert [(fault.place, fault.entry, fault.file) for fault in verify(book)] == [("数据", 9, "00000004.duckdb")]


def test_an_older_generation_gone_is_no_fault(book: Home) -> None:
    book.generation(2).path.unlink()
    assert verify(book) == []


def test_one_changed_amount_is_located(book: Home) -> None:
    rewrite(book, 4, "update amount_row set amount_fen = 801 where amount_fen = 800")
    faults = verify(book, blueprint=CASHBOOK)
    assert [(fault.entry, fault.file, fault.table, fault.row) for fault in faults] == [
        (9, "00000004.duckdb", None, None),
        (9, "00000004.duckdb", "amount_row", "批次 2、第 1 张表、第 2 行"),
    ]
    assert "（amount_fen）：内容与重建的不同" in faults[1].message


def test_two_exchanged_amounts_are_located_although_every_sum_is_right(book: Home) -> None:
    rewrite(book, 4, "update amount_row set amount_fen = 1700 - amount_fen where amount_fen in (800, 900)")
    faults = verify(book, blueprint=CASHBOOK)
    assert [fault.row for fault in faults[1:]] == ["批次 2、第 1 张表、第 2 行", "批次 2、第 1 张表、第 3 行"]


@pytest.mark.parametrize(
    ("sql", "table", "row", "words"),
    [
        ("delete from amount_row where amount_fen = 800", "amount_row", "批次 2、第 1 张表、第 2 行", "少了这一行"),
        ("insert into amount_row values (9, 1, 5, 1)", "amount_row", "批次 9、第 1 张表、第 5 行", "重建得不到这一行"),
        (
            "insert into amount_row from amount_row where amount_fen = 7",
            "amount_row",
            "批次 2、第 1 张表、第 1 行",
            "重建得不到",
        ),
        ("update balance set balance_fen = 0 where batch_id = 3", "balance", "第 2 行", "重建得不到这一行"),
        ("drop table balance", "balance", None, "缺少这张表"),
        ("create table secret (n integer)", "secret", None, "多出这张表"),
        ("create or replace view amount as select 1 as amount_fen", "amount", None, "定义不同"),
        (
            "create or replace view length_of_batch as select lines as batch_id, batch_id as lines from batch",
            "length_of_batch",
            None,
            "行不同",
        ),
        ("alter table batch add column note varchar", "batch", None, "定义不同"),
        ("update batch set loaded_at = '2022-04-01'", "batch", "第 1 行", "重建得不到这一行"),
    ],
)
def test_whatever_was_done_to_a_generation_is_located(
    book: Home, sql: str, table: str, row: str | None, words: str
) -> None:
    rewrite(book, 4, sql)
    faults = verify(book, blueprint=CASHBOOK)
    assert (faults[1].table, faults[1].row) == (table, row)
    assert words in faults[1].message


def test_an_older_generation_is_compared_with_what_the_journal_said_then(book: Home) -> None:
    rewrite(book, 2, "update amount_row set amount_fen = 501 where amount_fen = 500")
    assert [fault.row for fault in verify(book, blueprint=CASHBOOK)] == [None, "批次 1、第 1 张表、第 1 行"]


def test_rows_in_another_order_are_no_difference(book: Home) -> None:
    rewrite(book, 4, "create or replace table amount_row as from amount_row order by amount_fen desc")
    assert [fault.table for fault in verify(book, blueprint=CASHBOOK)] == [None]


def test_a_generation_damaged_beyond_reading_is_said_so(book: Home) -> None:
    path = book.generation(4).path
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(path.read_bytes()[:5000])
    faults = verify(book, blueprint=CASHBOOK)
    assert [(fault.place, fault.entry) for fault in faults] == [("数据", 9), ("数据", 9)]
    assert "打不开" in faults[1].message


def test_an_amount_changed_with_every_digest_made_to_fit_is_found_by_the_deep_check(book: Home) -> None:
    rewrite(book, 4, "update amount_row set amount_fen = 801 where amount_fen = 800")
    sha256 = digest(book.generation(4).path)
    rechain(book, {9: lambda body: body.update({PUBLISHED: {**body[PUBLISHED], "sha256": sha256}})})  # type: ignore[dict-item]
    assert verify(book, blueprint=CASHBOOK) == []
    assert [(fault.table, fault.row) for fault in verify_deep(book, CASHBOOK)] == [
        ("amount_row", "批次 2、第 1 张表、第 2 行")
    ]


def test_a_rebuild_that_lacks_an_original_says_which(book: Home) -> None:
    sha256 = next(book.journal.entries("import")).body["sha256"]
    book.originals.path(sha256).unlink()
    assert "无法与重建的比较" in verify_deep(book, CASHBOOK)[-1].message


def test_a_generation_of_another_version_is_not_compared_but_said_so(book: Home) -> None:
    assert "另一版程序" in verify_deep(book, OTHER_SCHEMA)[0].message


def test_after_a_rebuild_for_another_schema_the_deep_check_passes(book: Home) -> None:
    book.refresh("管理员", OTHER_SCHEMA)
    assert verify_deep(book, OTHER_SCHEMA) == []


def test_checking_leaves_nothing_behind(book: Home, tmp_path: Path) -> None:
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    verify_deep(book, CASHBOOK)
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before
