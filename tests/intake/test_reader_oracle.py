"""Every cell against other readers: openpyxl for .xlsx, calamine for .xls, .xlsb and .ods."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.grid import Sheet
from fwzf_data.intake.reader import read_workbook
from fwzf_data.intake.stored_numbers import number_text
from fwzf_data.intake.xlsx import read_xlsx
from fwzf_data.settings import PROJECT, IntakeLimits
from tests.intake.written_cells import Cells, cells_of, marks_of

SHARED = PROJECT.parent / "shared" / "real"
PENALTIES = SHARED / "financial_regulator_penalties_2024_2026.xlsx"
HOSTILE = SHARED / "hostile"
needs_shared = pytest.mark.skipif(not HOSTILE.is_dir(), reason="files of other people, no part of the project")


def text_of(value: object) -> str | None:
    """One value of another reader as our cells write it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(float(value)) if abs(value) < 10**15 else str(int(value))
    if isinstance(value, dt.datetime):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(value.days * 86_400 + value.seconds, 3600)
        fraction = f".{value.microseconds // 1000:03}" if value.microseconds >= 1000 else ""
        return f"{hours:02}:{rest // 60:02}:{rest % 60:02}{fraction}"
    return str(value)


def comparable(text: str) -> str:
    """Blanks at the ends, line ends and fractions of a second are written differently from reader to reader."""
    text = text.replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "").strip()
    return re.sub(r"(:\d\d\.\d{3})000$", r"\1", text)


def says_more(mine: str, theirs: str) -> bool:
    """Others give the stored number or day, where we give what the cell shows: 5.00%, 1,234.5 р., 00012, 2007-04."""
    if re.fullmatch(r"\d{4}-\d\d", mine):
        return theirs.startswith(mine)
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", theirs):
        return False
    if mine.replace("-", "").lstrip("0") == theirs.lstrip("-0"):
        return True
    shown = re.search(r"-?\d[\d,]*(?:\.\d+)?", mine)
    return (
        shown is not None
        and shown[0] != mine
        and Decimal(shown[0].replace(",", "")) == Decimal(theirs) * (100 if mine.endswith("%") else 1)
    )


def differences(ours: Sheet, theirs: Cells) -> list[object]:
    mine = cells_of(ours)
    lossy = {at for at, (kind, _) in marks_of(ours).items() if kind == "lossy_number"}
    return [
        (at, mine.get(at), theirs.get(at))
        for at in sorted(mine.keys() | theirs.keys())
        if at not in lossy
        and comparable(mine.get(at, "")) != comparable(theirs.get(at, ""))
        and not (at in mine and at in theirs and says_more(mine[at], theirs[at]))
        # Excel shows a day before its first as #####; we keep the number, others wrap around.
        and not (mine.get(at, "").startswith("-") and ":" in theirs.get(at, ""))
    ]


def by_openpyxl(path: Path) -> Iterator[tuple[str, Cells, dict[tuple[int, int], str]]]:
    """Name, texts and errors of each sheet."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=False)
    for sheet in book.worksheets:
        cells: Cells = {}
        errors = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    errors[cell.row, cell.column] = str(cell.value)
                elif (text := text_of(cell.value)) is not None and text.strip():
                    cells[cell.row, cell.column] = text
        yield sheet.title, cells, errors


@needs_shared
def test_every_cell_of_the_real_penalties_equals_openpyxl() -> None:
    sheet = read_workbook(PENALTIES).sheets[0]
    assert sheet.cells.num_rows == 10_239 + 1
    [(_, cells, errors)] = by_openpyxl(PENALTIES)
    assert differences(sheet, cells) == []
    assert {at: text for at, (kind, text) in marks_of(sheet).items() if kind == "error"} == errors


def hostile_files(*kinds: str) -> list[Path]:
    return sorted(path for path in HOSTILE.glob("*") if path.suffix.lower() in kinds) if HOSTILE.is_dir() else []


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("path", hostile_files(".xlsx", ".xlsm", ".xltx", ".xltm"), ids=lambda path: path.name)
def test_an_odd_workbook_reads_as_openpyxl_reads_it(path: Path) -> None:
    try:
        expected = {name: (cells, errors) for name, cells, errors in by_openpyxl(path)}
    except Exception as refused:
        pytest.skip(f"openpyxl does not read it: {type(refused).__name__}")
    try:
        sheets = read_workbook(path).sheets
    except UnreadableFile as refused:
        pytest.skip(f"refused in words: {refused}")
    if not expected:
        pytest.skip("openpyxl does not see the sheets of a strict workbook")
    for sheet in sheets:
        cells, errors = expected[sheet.name]
        assert differences(sheet, cells) == []
        assert {at for at, (kind, _) in marks_of(sheet).items() if kind == "error"} == set(errors)


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("path", hostile_files(".xls", ".xlsb", ".ods", ".et", ".xlt"), ids=lambda path: path.name)
def test_an_odd_binary_workbook_reads_as_calamine_reads_it(path: Path) -> None:
    try:
        sheets = read_workbook(path).sheets
    except UnreadableFile as refused:
        pytest.skip(f"refused in words: {refused}")
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            expected = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    except BaseException as refused:
        pytest.skip(f"calamine does not read it: {type(refused).__name__}")
    for sheet in sheets:
        theirs = {}
        if sheet.name not in expected:
            continue
        for row_no, row in enumerate(expected[sheet.name].to_python(skip_empty_area=False), 1):
            for column_no, value in enumerate(row, 1):
                if (text := text_of(value)) is not None and text.strip():
                    theirs[row_no, column_no] = text
        assert differences(sheet, theirs) == []


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["2022-04-30 00:00:00", "4.3", "#N/A", "TRUE", "0012", "411121199001011234", "=1+1", "1899-12-31", "　", "a\nb"]
)
NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False, width=64).filter(lambda value: abs(value) < 1e18),
    st.decimals(0, 10**7, places=2).map(float),
    st.sampled_from([4.3, 12.1, 2022.1, 44681, 0.1 + 0.2, 1 / 3, 1e-9, 123456789.123456789]),
)
DAYS = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2099, 12, 31)).map(lambda day: day.replace(microsecond=0))
VALUES = st.one_of(st.none(), TEXTS, NUMBERS, DAYS, DAYS.map(dt.datetime.date), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(VALUES, max_size=6), max_size=8), top=st.integers(0, 3), left=st.integers(0, 30))
def test_any_table_reads_as_openpyxl_reads_it(tmp_path: Path, rows: list[list[object]], top: int, left: int) -> None:
    path = tmp_path / "any.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, day = book.add_worksheet("表"), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.set_column(0, 3, 12)
        for row_no, row in enumerate(rows, top):
            for column_no, value in enumerate(row, left):
                if isinstance(value, dt.date):
                    sheet.write_datetime(row_no, column_no, value, day)
                elif isinstance(value, str):
                    sheet.write_string(row_no, column_no, value)
                elif isinstance(value, bool):
                    sheet.write_boolean(row_no, column_no, value)
                elif value is not None:
                    sheet.write_number(row_no, column_no, value)
    [found], _ = read_xlsx(path, IntakeLimits())
    [(_, cells, _)] = by_openpyxl(path)
    assert differences(found, cells) == []


def test_the_other_readers_are_really_asked(tmp_path: Path) -> None:
    """The comparison itself must be able to fail."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表").write_row(0, 0, ["甲", 1, 2])
    [found], _ = read_xlsx(path, IntakeLimits())
    assert differences(found, {(1, 1): "甲", (1, 2): "1", (1, 3): "3", (2, 1): "乙"}) == [
        ((1, 3), "2", "3"),
        ((2, 1), None, "乙"),
    ]
