"""Real files through the whole flow into a home: gate, reader, header, rows, generation, journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from fwzf_data.errors import BadRequest, UnreadableFile
from fwzf_data.loading.load import (
    LoadOptions,
    blueprint,
    examine,
    load,
    load_examined,
    rehearse,
    remembered,
    withdraw,
    withdraw_all,
    withdrawn,
)
from fwzf_data.settings import PROJECT
from fwzf_data.store.home import Home

REAL = PROJECT.parent / "shared" / "real"
HEADER = ("案号", "当事人", "案由", "立案日期", "罚款金额（元）")
ROWS = (("甲1号", "甲店", "占道经营", "2022-03-01", 200), ("甲2号", "乙店", "占道经营", "2022.13.1", "30O元"))


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row_no, row in enumerate(rows):
            sheet.write_row(row_no, 0, row)
    book.close()
    return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(tmp_path / "home")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return workbook(tmp_path / "三月台账.xlsx", {"3月": [HEADER, *ROWS]})


def cases(home: Home) -> list[tuple[object, ...]]:
    generation = home.latest()
    assert generation is not None
    found = generation.connect().execute(
        "select record_key, party_name, filing_date, fine_amount_fen from penalty_case order by 1"
    )
    return found.fetchall()


def test_a_load_reports_exactly_what_the_command_line_prints(home: Home, file: Path) -> None:
    report = load(home, file, LoadOptions()).as_dict()
    ((batch,),) = (report["batches"],)
    assert set(batch) == {"batch", "file", "sha256", "generation", "duplicate_of", "sheets"}
    assert (batch["batch"], batch["file"], batch["generation"], batch["duplicate_of"]) == (1, "三月台账.xlsx", 1, None)
    assert batch["sheets"] == [
        {
            "sheet": "3月", "ledger": "penalty_case", "header_rows": [1],
            "mapping": {"案号": "case_no", "当事人": "party_name", "案由": "cause", "立案日期": "filing_date",
                        "罚款金额（元）": "fine_amount"},
            "proposed": {}, "unmapped": [], "rows_read": 2, "accepted": 2, "updated": 0, "unchanged": 0, "returned": 0,
            "set_aside": 0, "note": None,
        }
    ]  # fmt: skip
    assert [(issue["column"], issue["row"], issue["code"], issue["effect"]) for issue in report["issues"]] == [
        ("D", 3, "I07", "cell_unknown"),
        ("E", 3, "I20", "note"),
    ]
    assert cases(home)[1] == ("甲2", "乙店", None, 30000)


def test_the_same_bytes_again_change_nothing(home: Home, file: Path) -> None:
    first = load(home, file, LoadOptions())
    again = load(home, file, LoadOptions(actor="另一个人"))
    assert (again.duplicate_of, again.batch, again.generation) == (1, None, None)
    newest = home.latest()
    assert newest is not None
    assert newest.number == first.generation


def test_the_same_bytes_with_other_options_are_another_batch(home: Home, file: Path) -> None:
    load(home, file, LoadOptions())
    assert load(home, file, LoadOptions(unit="一中队")).batch == 2


def test_a_withdrawn_file_can_be_loaded_again_under_a_new_number(home: Home, file: Path) -> None:
    load(home, file, LoadOptions())
    withdraw(home, 1, "传错了文件", "试验")
    assert cases(home) == []
    assert load(home, file, LoadOptions()).batch == 2


def test_a_batch_that_is_not_there_cannot_be_withdrawn(home: Home, file: Path) -> None:
    with pytest.raises(BadRequest, match="没有批次 1"):
        withdraw(home, 1, "试试", "试验")
    load(home, file, LoadOptions())
    with pytest.raises(BadRequest, match="撤回原因"):
        withdraw(home, 1, "  ", "试验")


def test_a_dry_run_says_the_same_and_keeps_nothing(home: Home, file: Path) -> None:
    dry = load(home, file, LoadOptions(dry_run=True))
    assert home.latest() is None
    assert list(home.journal.entries("load")) == []
    kept = load(home, file, LoadOptions())
    assert (dry.sheets, dry.issues, dry.rows) == (kept.sheets, kept.issues, kept.rows)
    assert (dry.batch, dry.generation) == (None, None)


def test_a_rehearsal_compares_with_what_is_there(home: Home, file: Path, tmp_path: Path) -> None:
    load(home, file, LoadOptions())
    later = workbook(tmp_path / "四月.xlsx", {"4月": [HEADER, ROWS[0], ("甲3号", "丙店", "占道", "2022-04-01", 100)]})
    examination = examine(later)
    rehearsed = rehearse(home, examination, LoadOptions())
    (sheet,) = rehearsed.sheets
    assert (sheet.accepted, sheet.unchanged) == (1, 1)
    assert load_examined(home, examination, LoadOptions()).sheets == rehearsed.sheets


def test_a_confirmed_header_is_remembered_for_the_next_file(home: Home, tmp_path: Path) -> None:
    first = workbook(tmp_path / "甲.xlsx", {"3月": [(*HEADER, "甲乙丙栏"), (*ROWS[0], "张三")]})
    load(home, first, LoadOptions(unit="一中队", mapping={"甲乙丙栏": "officers"}))
    second = workbook(tmp_path / "乙.xlsx", {"4月": [(*HEADER, "甲乙丙栏"), (*ROWS[1], "李四")]})
    assert load(home, second, LoadOptions(unit="一中队")).as_dict()["batches"][0]["sheets"][0]["mapping"]["甲乙丙栏"]
    assert remembered(home, "二中队") == {}


def test_many_batches_are_withdrawn_in_one_step_and_a_replay_does_the_same(
    home: Home, file: Path, tmp_path: Path
) -> None:
    load(home, file, LoadOptions(unit="一中队"))
    later = workbook(tmp_path / "四月.xlsx", {"4月": [HEADER, ("甲1号", "甲店", "占道经营", "2022-03-01", 500)]})
    load(home, later, LoadOptions())
    load(home, workbook(tmp_path / "五月.xlsx", {"5月": [HEADER, ROWS[1]]}), LoadOptions())
    before = home.latest()
    assert before is not None
    assert withdraw_all(home, (1, 2), "只是试试", "试验") == before.number + 1
    assert [entry.body["batches"] for entry in home.journal.entries("withdraw")] == [[2, 1]]
    assert same_as_replayed(home, tmp_path / "rebuilt.duckdb")
    with pytest.raises(BadRequest, match="没有批次 1"):
        withdraw_all(home, (3, 1), "再来", "试验")


def test_a_withdrawal_as_the_first_versions_wrote_it_is_still_understood() -> None:
    assert withdrawn({"batch": 7, "why": "重报"}) == [7]


def same_as_replayed(home: Home, rebuilt: Path) -> bool:
    """Whether originals and journal alone give the same tables."""
    home.rebuild(rebuilt, blueprint())
    newest = home.latest()
    assert newest is not None
    tables = ("batch", "sheet", "sheet_column", "raw_row", "cell_issue", "penalty_case_row")
    with duckdb.connect(rebuilt, read_only=True) as other:
        return all(
            other.execute(asked).fetchall() == newest.connect().execute(asked).fetchall()
            for asked in (f"select * from {table} order by all" for table in tables)
        )


def test_a_replay_from_originals_and_journal_makes_the_same_tables(home: Home, file: Path, tmp_path: Path) -> None:
    load(home, file, LoadOptions(unit="一中队"))
    later = workbook(tmp_path / "四月.xlsx", {"4月": [HEADER, ("甲1号", "甲店", "占道经营", "2022-03-01", 500)]})
    load(home, later, LoadOptions())
    withdraw(home, 1, "重报", "试验")
    assert same_as_replayed(home, tmp_path / "rebuilt.duckdb")


def test_a_file_that_is_no_workbook_changes_nothing(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    with pytest.raises(UnreadableFile):
        load(home, file, LoadOptions())
    assert home.latest() is None


@pytest.mark.slow
def test_ten_thousand_real_penalties_are_accounted_for(home: Home) -> None:
    file = REAL / "financial_regulator_penalties_2024_2026.xlsx"
    if not file.exists():
        pytest.skip("a megabyte of named parties, no part of the project")
    report = load(home, file, LoadOptions())
    (sheet,) = report.sheets
    mapping = sheet.as_dict()["mapping"]
    assert sheet.rows_read == 10_239 == sheet.accepted + sheet.updated + sheet.unchanged + sheet.returned
    assert {"party_name", "party_type", "facts", "penalty_type", "fine_amount", "unit"} <= set(mapping.values())
    assert sheet.accepted > 0.98 * sheet.rows_read
    newest = home.latest()
    assert newest is not None
    ((own, fines),) = newest.connect().execute(
        "select bool_and(own_key), sum(fine_amount_fen)::bigint from penalty_case"
    ).fetchall()  # fmt: skip
    written = (
        newest.connect()
        .execute(
            "select sum(cells_of(line)[9]::decimal(18, 2) * 100)::bigint from raw_row "
            "where fate not in ('表头', '退回')"
        )
        .fetchall()
    )
    assert own
    assert (fines,) == written[0]


@pytest.mark.parametrize(("since_1904", "day"), [(False, date(2018, 4, 29)), (True, date(2022, 4, 30))])
def test_the_number_of_a_day_counts_from_the_year_its_workbook_counts_from(
    home: Home, tmp_path: Path, since_1904: bool, day: date
) -> None:
    path = tmp_path / "台账.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": since_1904})
    sheet = book.add_worksheet("3月")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ("甲1号", "甲店", "占道经营", 43219, 200))
    book.close()
    report = load(home, path, LoadOptions())
    assert [row[2] for row in cases(home)] == [day]
    assert [issue.code for issue in report.issues] == ["I11"]
    assert f"「43219」是 Excel 的日期序号，按 {day} 记" in report.issues[0].message
