"""What leaves the house says what it is, keeps its exact amounts, and is never run as a formula."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl

from fwzf_data.analysis.query import Answer, Query, QueryColumn
from fwzf_data.documents.export import SAMPLE, answer_csv, answer_workbook

ASKED = Query(
    name="fines",
    room="marts",
    sql="",
    title="罚款[明细]",
    purpose="看罚款",
    grain="一案一行",
    source="",
    reads=(),
    notes=("含本数",),
    params={"as_of": {"title": "统计截止日"}},
    columns=(
        QueryColumn("case_no", "案号"),
        QueryColumn("fine_fen", "罚款金额（元）"),
        QueryColumn("share", "占比"),
        QueryColumn("decided_on", "决定日期"),
    ),
)
ROWS = (
    ("=HYPERLINK(1)", 123456789012345, {"num": 1, "den": 3}, date(2022, 4, 30)),
    ("〔2022〕2号\ud800", None, {"num": 0, "den": 0}, None),
)
ANSWER = Answer(
    ASKED, date(2022, 12, 31), {"as_of": date(2022, 12, 31)}, ("case_no", "fine_fen", "share", "decided_on"), ROWS
)


def test_a_rate_travels_with_numerator_and_denominator():
    rows = sheet_rows()
    assert rows[0] == ("案号", "罚款金额（元）", "占比（分子）", "占比（分母）", "占比", "决定日期")
    assert rows[1][2:4] == (1, 3)
    assert rows[2][2:5] == (0, 0, None)


def test_a_text_that_looks_like_a_formula_stays_text():
    book = openpyxl.load_workbook(io.BytesIO(answer_workbook(ANSWER, 7, "ab12")))
    assert book.worksheets[0]["A2"].data_type == "s"
    assert list(csv.reader(io.StringIO(answer_csv(ANSWER).decode("utf-8-sig"))))[1][0] == "'=HYPERLINK(1)"


def test_money_is_exact_to_the_fen():
    rows = list(csv.reader(io.StringIO(answer_csv(ANSWER).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["1234567890123.45", ""]


def test_an_unwritable_character_does_not_break_the_file():
    assert sheet_rows()[2][0] == "〔2022〕2号\ufffd"


def test_the_workbook_says_where_its_figures_come_from():
    book = openpyxl.load_workbook(io.BytesIO(answer_workbook(ANSWER, 7, "ab12")))
    said = dict(book["说明"].iter_rows(values_only=True))
    assert said["数据版本"] == "第 7 版"
    assert said["日志校验值"] == "ab12"
    assert said["统计截止日"] == "2022-12-31"


def sheet_rows():
    book = openpyxl.load_workbook(io.BytesIO(answer_workbook(ANSWER, 7, "ab12")))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_what_is_made_of_the_sample_year_says_so_in_every_row():
    rows = list(csv.reader(io.StringIO(answer_csv(ANSWER, is_sample=True).decode("utf-8-sig"))))
    assert [row[-1] for row in rows] == ["数据性质", SAMPLE, SAMPLE]
    book = openpyxl.load_workbook(io.BytesIO(answer_workbook(ANSWER, 7, "ab12", is_sample=True)))
    sheet = book.worksheets[0]
    assert [sheet.cell(row, sheet.max_column).value for row in (1, 2, 3)] == ["数据性质", SAMPLE, SAMPLE]
    assert sheet.oddFooter.left.text == SAMPLE
    assert book["说明"]["B1"].value.startswith(SAMPLE)
    assert SAMPLE not in answer_csv(ANSWER).decode("utf-8-sig")


def test_where_a_list_begins_and_ends_is_a_condition_only_where_it_cuts():
    asked = replace(ASKED, params={"row_limit": {"title": "最多行数"}, "row_offset": {"title": "跳过行数"}})
    whole = replace(ANSWER, query=asked, params={"row_limit": 100, "row_offset": 0})
    assert not conditions(whole)
    assert conditions(replace(whole, params={"row_limit": 2, "row_offset": 4})) == "从第 5 行起，最多 2 行"


def conditions(answer):
    about = openpyxl.load_workbook(io.BytesIO(answer_workbook(answer, 7, "ab12")))["说明"]
    return next(value for name, value in about.iter_rows(values_only=True, max_col=2) if name == "条件")
