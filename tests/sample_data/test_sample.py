"""The sample year: the same every time, as its README says, and wrong only where it was made wrong."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

import chinese_calendar
import pytest
from openpyxl import load_workbook

from fwzf_data.intake.ledger import ledgers
from sample_data import generate as sample
from sample_data.generator.cases import ORDINARY, PUNISHED, SIMPLE, Case
from sample_data.generator.days import LAST
from sample_data.generator.fines import bounds, simple_limit
from sample_data.generator.year import Year, draw_year
from tests.oracle.workdays import on_workday

SAMPLE = sample.HERE
BOOKS = SAMPLE / sample.BOOKS
TRUTH = json.loads((SAMPLE / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def year() -> Year:
    return draw_year(sample.SEED)


@pytest.fixture(scope="module")
def books_written_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        sample.generate(folder)
    return folders


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_same_seed_writes_the_same_bytes(books_written_twice: tuple[Path, Path]) -> None:
    first, second = map(contents, books_written_twice)
    assert first == second


def test_the_committed_folder_is_what_the_generator_writes(books_written_twice: tuple[Path, Path]) -> None:
    written = books_written_twice[0]
    assert (written / "truth.json").read_bytes() == (SAMPLE / "truth.json").read_bytes()
    names = sorted(file.name for file in (written / sample.BOOKS).iterdir())
    assert names == sorted(file.name for file in BOOKS.iterdir())
    for name in names:
        assert unpacked(written / sample.BOOKS / name) == unpacked(BOOKS / name), name


def unpacked(file: Path) -> object:
    """The parts of a workbook: what deflate makes of them differs between machines."""
    if file.suffix != ".xlsx":
        return file.read_bytes()
    with zipfile.ZipFile(file) as parts:
        return {part: parts.read(part) for part in parts.namelist()}


def test_another_seed_draws_another_year(year: Year) -> None:
    other = draw_year("另一年")
    assert [case.party.name for case in other.cases] != [case.party.name for case in year.cases]


def test_the_folder_is_small_enough_to_be_kept_in_the_project() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*") if file.is_file()) < 6_000_000


def test_every_ledger_occurs() -> None:
    seen = {sheet["ledger"] for sheet in TRUTH["sheets"]} | {"violation", "benchmark"}
    assert seen - {None} == set(ledgers())


def test_the_readme_counts_what_the_files_hold() -> None:
    text = (SAMPLE / "README.md").read_text("utf-8")
    said = {label: int(count) for label, count in re.findall(r"^\| (\S+) \| (\d+) \|", text, re.M)}
    labels = {ledger.label: key for key, ledger in ledgers().items()}
    assert {labels[label]: count for label, count in said.items()} == TRUTH["counts"]


def test_the_sheets_hold_as_many_rows_as_the_truth_says() -> None:
    told = {(sheet["file"], sheet["sheet"]): sheet["rows"] for sheet in TRUTH["sheets"] if sheet["ledger"]}
    checked = 0
    for file in sorted(BOOKS.glob("*.xlsx")):
        book = load_workbook(file, read_only=False)
        for page in book.worksheets:
            if (file.name, page.title) in told:
                assert data_rows(page.iter_rows(values_only=True)) == told[file.name, page.title], file.name
                checked += 1
    assert checked > 60


def data_rows(rows: Iterator[tuple[object, ...]]) -> int:
    """Rows below the header that are neither total nor signature; the header is the first row that is nearly full."""
    table = [row for row in rows if any(cell is not None for cell in row)]
    width = max(len(row) for row in table)
    header = next(place for place, row in enumerate(table) if sum(cell is not None for cell in row) > width * 0.4)
    below = table[header + 1 :]
    if below and below[0][0] is None:
        below = below[1:]
    return sum(not str(row[0]).startswith(("合 计", "填表人")) for row in below)


@pytest.mark.parametrize("file", sorted(BOOKS.iterdir()), ids=lambda file: file.name)
def test_every_workbook_says_that_it_is_invented(file: Path) -> None:
    if file.name in ("违法行为目录.csv", "裁量基准.csv"):
        pytest.skip("法规和公开基准里的事实，不是虚构的")
    body = file.read_bytes()
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as parts:
            body = parts.read("xl/sharedStrings.xml")
    assert "示例数据" in file.name or any("虚构".encode(code) in body for code in ("utf-8", "utf-16-le", "gb18030"))


def test_nobody_real_is_meant(year: Year) -> None:
    numbers = [case.party.id_no for case in year.cases if case.party.id_no]
    assert numbers
    assert all(number[14:17] == "000" for number in numbers), "顺序码 000 从不发放"
    assert all(str(row["phone"]).startswith("0395-0") for row in year.complaints), "没有以 0 开头的市话号码"


def workdays_between(first: date, last: date) -> int:
    return sum(chinese_calendar.is_workday(first + timedelta(days=day)) for day in range(1, (last - first).days + 1))


def pay_until(served: date) -> date:
    return on_workday(served + timedelta(days=15))


def lacks_notice(case: Case) -> bool:
    if case.procedure != ORDINARY or case.outcome != PUNISHED or not case.decision_date:
        return False
    return case.notice_served_date is None or case.notice_served_date > case.decision_date


def is_due_for_disclosure(case: Case) -> bool:
    return case.needs_disclosure and case.decision_date is not None


WRONG: dict[str, Callable[[Case], bool]] = {
    "late_decision": lambda case: bool(
        case.filing_date and case.decision_date and (case.decision_date - case.filing_date).days > 90
    ),
    "open_over_90_days": lambda case: bool(
        case.status == "在办" and not case.decision_date and case.filing_date and (LAST - case.filing_date).days > 90
    ),
    "late_disclosure": lambda case: bool(
        is_due_for_disclosure(case) and case.publish_date and case.decision_date
        and workdays_between(case.decision_date, case.publish_date) > 7
    ),
    "missing_disclosure": lambda case: bool(
        is_due_for_disclosure(case) and not case.publish_date and case.decision_date
        and workdays_between(case.decision_date, LAST) > 7
    ),
    "served_late": lambda case: bool(
        case.decision_date and case.decision_served_date
        and workdays_between(case.decision_date, case.decision_served_date) > 7
    ),
    "decision_before_notice": lacks_notice,
    "paid_late": lambda case: bool(
        case.paid_date and case.decision_served_date and case.paid_date > pay_until(case.decision_served_date)
    ),
    "punished_before_deadline": lambda case: bool(
        case.order_deadline and case.decision_date and case.order_deadline >= case.decision_date
    ),
    "single_officer": lambda case: len(set(case.officers)) < 2,
    "simple_over_limit": lambda case: case.procedure == SIMPLE and case.fine_amount > simple_limit(case.party.kind),
    "cash_over_100": lambda case: case.onsite_collect == "是" and case.fine_amount > 100,
    "raised_after_hearing_party": lambda case: bool(case.proposed_fine and case.fine_amount > case.proposed_fine),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_nothing_is_wrong_but_what_was_planted(year: Year, kind: str) -> None:
    found = sorted(known.case_no for case in year.cases if WRONG[kind](known := case.known_on(LAST)))
    assert found == TRUTH["planted"][kind]
    assert found


def test_fines_leave_their_grade_only_where_it_was_planted(year: Year) -> None:
    planted = {
        number for name, numbers in TRUTH["planted"].items()
        if name.startswith(("above_", "below_", "zero_", "fine_where")) for number in numbers
    }  # fmt: skip
    assert {case.case_no for case in year.cases if case.outcome == PUNISHED and not fits(case)} == planted
    assert len(planted) >= 40


def fits(case: Case) -> bool:
    low, high = bounds(case.clause, case.grade_order)
    count = case.quantity or 1
    return low * count <= case.fine_amount <= high * count or case.fine_amount == case.clause.cap


def test_the_lenient_squad_punishes_its_street_less_than_others_do(year: Year) -> None:
    lean = TRUTH["leanings"]["lenient"]

    def punished(of_unit: Callable[[str], bool]) -> float:
        met = [
            case for case in year.cases
            if (case.street, case.party.kind) == (lean["street"], lean["party_kind"]) and of_unit(case.unit)
        ]  # fmt: skip
        assert len(met) >= 40
        return mean(case.outcome == PUNISHED for case in met)

    assert punished(lambda unit: unit == lean["unit"]) < 0.6
    assert punished(lambda unit: unit != lean["unit"]) > 0.8


def test_the_severe_squad_fines_higher_in_the_range_than_every_other(year: Year) -> None:
    places: dict[str, list[float]] = {}
    for case in year.cases:
        low, high = bounds(case.clause, case.grade_order)
        if case.outcome == PUNISHED and high > low and case.quantity is None:
            places.setdefault(case.unit, []).append((case.fine_amount - low) / (high - low))
    severe = places.pop(TRUTH["leanings"]["severe"]["unit"])
    alike = [mean(place) for unit, place in places.items() if len(place) >= 100]
    assert mean(severe) > 0.7
    assert len(alike) >= 4
    assert max(alike) < 0.5


def test_the_silent_squad_reported_nothing_in_its_months(year: Year) -> None:
    for unit, months in TRUTH["leanings"]["silent"].items():
        cases = Counter(case.opened.month for case in year.cases if case.unit == unit)
        patrols = Counter(row["check_date"].month for row in year.inspections[unit])  # type: ignore[attr-defined]
        assert not any(cases[month] or patrols[month] for month in months)
        assert all(patrols[month] for month in range(1, 13) if month not in months)


def test_records_point_at_cases_that_are_in_the_books(year: Year) -> None:
    known = {case.case_no for case in year.cases if case.opened <= LAST}
    decided = {case.decision_no for case in year.cases}
    linked = [row["case_no"] for rows in year.inspections.values() for row in rows if row["case_no"]]
    linked += [row["case_no"] for row in [*year.complaints, *year.coercions] if row["case_no"]]
    assert len(linked) > 1000
    assert set(linked) <= known
    assert {row["decision_no"] for row in year.penalties_published} <= decided


def test_case_and_decision_numbers_are_given_once(year: Year) -> None:
    numbers = [case.case_no for case in year.cases]
    decisions = [case.decision_no for case in year.cases if case.decision_no]
    assert len(set(numbers)) == len(numbers)
    assert len(set(decisions)) == len(decisions)
