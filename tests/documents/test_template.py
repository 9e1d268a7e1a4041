"""An empty ledger must come back through intake as the ledger it was made for."""

import io

import openpyxl
import pytest

from fwzf_data.bureau import open_bureau
from fwzf_data.documents.template import EXAMPLE_MARK, HEADER_ROW, duty, template
from fwzf_data.intake.examine import examine
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.loading.load import load


@pytest.fixture(scope="module", params=sorted(ledgers()))
def written(request):
    ledger = ledgers()[request.param]
    return ledger, openpyxl.load_workbook(io.BytesIO(template(ledger)))


def test_a_star_stands_exactly_where_a_row_may_be_returned_for_what_is_missing(written):
    ledger, book = written
    heads = [cell.value for cell in book.worksheets[0][HEADER_ROW + 1]]
    needed = {field for need in ledger.needs for field in need.replace("+", "|").split("|")}
    assert heads == [f"{column.label}*" if column.name in needed else column.label for column in ledger.columns]


def test_a_case_number_is_wanted_and_may_be_left_out_a_party_may_not():
    cases = ledgers()["penalty_case"]
    kinds = [duty(cases, cases.column(name)) for name in ("party_name", "cause", "facts", "case_no", "seq_no")]
    assert kinds == ["必填", "至少填一项", "至少填一项", "尽量填", "选填"]


def test_the_example_row_says_that_it_is_one(written):
    _, book = written
    assert str(book.worksheets[0].cell(HEADER_ROW + 2, 1).value).startswith(EXAMPLE_MARK)


def test_every_closed_column_has_a_drop_down_with_all_its_words(written):
    ledger, book = written
    words = book["字典"]
    for place, column in enumerate(ledger.columns, 1):
        if column.type == "code" and column.codes:
            offered = [words.cell(row, place).value for row in range(1, len(column.codes) + 1)]
            assert offered == column.choices()
            assert not [word for word in offered if word.isascii() and word.isalpha()]
    assert words.sheet_state == "hidden"


def test_the_guide_explains_every_column(written):
    ledger, book = written
    explained = {row[0] for row in book["填写说明"].iter_rows(values_only=True)}
    assert {column.label for column in ledger.columns} <= explained
    assert f"六、栏目依据：{ledger.source}。" in explained


@pytest.mark.parametrize("key", sorted(ledgers()))
@pytest.mark.parametrize("is_chosen", [True, False])
def test_only_the_sheet_to_fill_in_is_read_as_the_ledger(key, is_chosen, tmp_path):
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(ledgers()[key]))
    read = examine(path, ledger=key if is_chosen else None).sheets
    assert [sheet.guess and sheet.guess.ledger for sheet in read] == [key] + [None] * (len(read) - 1)


@pytest.mark.parametrize("key", sorted(ledgers()))
def test_the_example_copied_as_a_row_of_ones_own_is_taken_without_a_doubt(key, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(template(ledgers()[key])))
    sheet = book.worksheets[0]
    for cell in sheet[HEADER_ROW + 2]:
        sheet.cell(HEADER_ROW + 3, cell.column, str(cell.value or "").removeprefix(EXAMPLE_MARK) or None)
    path = tmp_path / "模板.xlsx"
    book.save(path)
    report = load(open_bureau(tmp_path / "home"), path, LoadOptions(dry_run=True))
    assert [(issue.header, issue.message) for issue in report.issues] == []
    (read,) = [found for found in report.sheets if found.plan.ledger]
    assert (read.plan.ledger, read.accepted, read.returned) == (key, 1, 0)


@pytest.mark.parametrize("ledger", ledgers().values(), ids=lambda ledger: ledger.key)
def test_the_example_fills_what_is_required(ledger):
    shown = {column.name for column in ledger.columns if column.example}
    # 当事人, or both sides of a dispute in columns of their own
    instead = {field for need in ledger.needs for field in need.split("|") if shown & set(need.split("|"))}
    assert {column.name for column in ledger.columns if column.required} <= shown | instead
