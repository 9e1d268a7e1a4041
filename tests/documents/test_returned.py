"""The user's own file back: their cells untouched, the faults marked where they stand."""

import io
from dataclasses import replace

import openpyxl
import pyarrow as pa
import pytest
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from fwzf_data.bureau import open_bureau
from fwzf_data.documents.returned import (
    LIST_SHEET,
    OURS,
    RESULT_HEADER,
    MarkedCell,
    SheetAsRead,
    report_workbook,
    returned_workbook,
)  # fmt: skip
from fwzf_data.documents.row_words import row_words
from fwzf_data.intake.grid import MARKS, Sheet, Workbook
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.intake.report import Issue, LoadReport, RowFate
from fwzf_data.loading.load import load

FAULT = MarkedCell("3月", 4, 2, "立案日期", "2022.13.1", "I07", "cell_unknown", "3月!B4「2022.13.1」不是有效日期。")
RESULTS = {"3月": {3: "采用", 4: "采用（1 处提示）", 5: "搁置：合计行"}}


@pytest.fixture
def ledger_file(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "3月"
    sheet.append(["舞阳县城市管理局行政处罚台账（虚构）"])
    sheet.append(["案号", "立案日期"])
    sheet.append(["〔2022〕1号", "2022.3.1"])
    sheet.append(["=1+1", "2022.13.1"])
    sheet.append(["合计", None])
    sheet["A3"].font = Font(italic=True)
    path = tmp_path / "三月台账.xlsx"
    book.save(path)
    return path


def test_the_bad_cell_is_filled_and_says_why(ledger_file):
    sheet = marked(ledger_file)["3月"]
    assert sheet["B4"].fill.fgColor.rgb.endswith("FFC7CE")
    assert "不是有效日期" in sheet["B4"].comment.text
    assert sheet["B4"].value == "2022.13.1"


def test_the_result_column_stands_at_the_far_right_and_can_be_filtered(ledger_file):
    sheet = marked(ledger_file)["3月"]
    assert [sheet.cell(row, 3).value for row in (2, 3, 4, 5)] == [RESULT_HEADER, *RESULTS["3月"].values()]
    assert sheet.auto_filter.ref == "A2:C5"


def test_the_list_of_faults_links_to_the_cell(ledger_file):
    rows = marked(ledger_file)[LIST_SHEET]
    assert [cell.value for cell in rows[2]] == [
        1, "3月", "B4", "立案日期", "2022.13.1", FAULT.message, "I07", "该格按未知处理",
    ]  # fmt: skip
    assert rows["C2"].hyperlink.target == "#'3月'!B4"


def test_styles_and_formulas_of_the_user_stay(ledger_file):
    sheet = marked(ledger_file)["3月"]
    assert sheet["A3"].font.italic
    assert sheet["A4"].value == "=1+1"


def test_marking_twice_adds_no_second_result_column(ledger_file, tmp_path):
    once = tmp_path / "一次.xlsx"
    once.write_bytes(returned_workbook(ledger_file, ledger_file.name, [FAULT], RESULTS, {"3月": SheetAsRead(2)}))
    sheet = marked(once)["3月"]
    assert [cell.value for cell in sheet[2]] == ["案号", "立案日期", RESULT_HEADER]


def test_formats_that_reach_to_the_edge_of_the_sheet_do_not_move_the_result_column(ledger_file):
    book = openpyxl.load_workbook(ledger_file)
    book["3月"].cell(2, 16384).fill = PatternFill("solid", fgColor="FFFF00")
    book["3月"].append(["〔2022〕3号", "2022.3.3"])
    book.save(ledger_file)
    sheet = marked(ledger_file)["3月"]
    assert sheet.cell(2, 3).value == RESULT_HEADER
    assert sheet.auto_filter.ref == "A2:C6"


def test_a_title_merged_beyond_the_table_is_left_alone(ledger_file):
    book = openpyxl.load_workbook(ledger_file)
    book["3月"].merge_cells("A1:D1")
    book.save(ledger_file)
    sheet = marked(ledger_file, results={"3月": {1: "搁置：标题", 3: "采用"}})["3月"]
    assert [sheet.cell(row, 5).value for row in (1, 2, 3)] == ["搁置：标题", RESULT_HEADER, "采用"]


def test_a_sheet_whose_title_excel_refuses_comes_back_under_another(monkeypatch, tmp_path):
    cells = pa.table({"row_no": pa.array([1, 2], pa.int32()), "c1": ["案号", "甲1号"]})
    sheet = Sheet(1, "案件[1/2]", False, cells, (), pa.Table.from_pylist([], MARKS))
    monkeypatch.setattr("fwzf_data.documents.returned.read_workbook", lambda *_, **__: Workbook("ods", (sheet,), ()))
    fault = MarkedCell("案件[1/2]", 2, 1, "案号", "甲1号", "I07", "note", "不对")
    path = tmp_path / "台账.ods"
    book = marked(path, [fault], {"案件[1/2]": {2: "采用"}}, {"案件[1/2]": 1})
    assert book.sheetnames == ["案件-1-2-", LIST_SHEET]
    assert book["案件-1-2-"]["B2"].value == "采用"
    assert book[LIST_SHEET]["C2"].hyperlink.target == "#'案件-1-2-'!A2"


def test_a_row_returned_for_what_it_lacks_says_what_to_do(ledger_file):
    lacks = Issue(
        "3月", 4, None, None, None, None, None, "I01", "row_returned",
        "3月!第 4 行缺少「当事人」，一条记录必须有，整行退回。请补填后重新上传。",
    )  # fmt: skip
    report = LoadReport(
        ledger_file.name, "0" * 64, issues=(lacks,), rows=(RowFate("3月", 4, "退回", "缺少「当事人」"),)
    )
    sheet = openpyxl.load_workbook(io.BytesIO(report_workbook(ledger_file, report)))["3月"]
    assert sheet["C4"].value == "退回：缺少「当事人」；请补填后重新上传。"


def test_a_comment_of_the_clerk_stays_above_ours_with_her_name(ledger_file):
    book = openpyxl.load_workbook(ledger_file)
    book["3月"]["B4"].comment = Comment("张三：问过当事人", "张三")
    book.save(ledger_file)
    for _ in range(2):
        data = returned_workbook(ledger_file, ledger_file.name, [FAULT], RESULTS, {"3月": SheetAsRead(2)})
        ledger_file.write_bytes(data)
        comment = openpyxl.load_workbook(ledger_file)["3月"]["B4"].comment
        assert (comment.author, comment.text) == ("张三", f"张三：问过当事人\n\n{OURS}I07　{FAULT.message}")


def test_two_faults_of_one_cell_are_both_told(ledger_file):
    other = replace(FAULT, code="I14", message="另一个")
    text = marked(ledger_file, [FAULT, other])["3月"]["B4"].comment.text
    assert text == f"{OURS}I07　{FAULT.message}\nI14　另一个"


def pink(sheet):
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment and is_pink(cell)}


def is_pink(cell):
    return cell.fill.fgColor.rgb.endswith("FFC7CE")


def loaded(folder, name, table):
    """A drawn table as a workbook, loaded, and what comes back."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "3月"
    for line in table.strip().splitlines():
        sheet.append([cell.strip() or None for cell in line.split("|")])
    path = folder / name
    book.save(path)
    report = load(open_bureau(folder / "home"), path, LoadOptions(dry_run=True))
    return openpyxl.load_workbook(io.BytesIO(report_workbook(path, report)))


def test_what_a_row_lacks_is_marked_in_its_empty_cells(tmp_path):
    book = loaded(tmp_path, "行政处罚案件台账.xlsx", """
        序号 | 案号          | 当事人 | 案由     | 立案日期
        1    | 〔2022〕1号 | 甲店   | 占道经营 | 2022-03-01
        2    | 〔2022〕2号 |        | 占道经营 | 2022-03-02
        3    | 〔2022〕3号 | /      |          | 2022-03-03
    """)  # fmt: skip
    assert pink(book["3月"]) == {"C3", "C4", "D4"}
    assert "缺少「当事人」" in book["3月"]["C3"].comment.text
    assert [row[2].hyperlink.target for row in book[LIST_SHEET].iter_rows(min_row=2)] == ["#'3月'!C3", "#'3月'!C4"]


def test_the_same_number_twice_is_marked_in_the_cells_of_the_number(tmp_path):
    book = loaded(tmp_path, "行政处罚案件台账.xlsx", """
        序号 | 案号          | 决定书文号  | 当事人 | 案由     | 立案日期
        1    | 〔2022〕1号 |             | 甲店   | 占道经营 | 2022-03-01
        2    | 〔2022〕1号 |             | 乙店   | 占道经营 | 2022-03-02
        3    |               | 决〔2022〕3号 | 丙店   | 占道经营 | 2022-03-03
        4    |               | 决〔2022〕3号 | 丁店   | 占道经营 | 2022-03-03
    """)  # fmt: skip
    assert pink(book["3月"]) == {"B2", "B3", "C4", "C5"}
    assert "编号相同而内容不同" in book["3月"]["B2"].comment.text
    assert [row[2].value for row in book[LIST_SHEET].iter_rows(min_row=2)] == ["B2", "B3", "C4", "C5"]


def test_what_the_clerk_made_of_the_sheet_stays(ledger_file):
    book = openpyxl.load_workbook(ledger_file)
    sheet = book["3月"]
    sheet.freeze_panes = "A3"
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("A1:B1")
    sheet["B3"].number_format = "yyyy-mm-dd"
    book.save(ledger_file)
    sheet = marked(ledger_file)["3月"]
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["A"].width == 33
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:B1"]
    assert sheet["B3"].number_format == "yyyy-mm-dd"


def test_numbers_of_an_old_workbook_come_back_as_numbers_and_all_else_as_text(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("3月")
    written = ["案号", "罚款金额", "证件号码"], ["0012", 200, "410000199001011234"], [13, 0.5, 410000199001011234.0]
    for row, cells in enumerate(written):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    path = tmp_path / "台账.xls"
    book.save(str(path))
    back = marked(path, [], {}, {})["3月"]
    assert [[cell.value for cell in row] for row in back.iter_rows(min_row=2)] == [
        ["0012", 200, "410000199001011234"],
        [13, 0.5, "410000199001011260"],
    ]


def test_a_row_kept_without_one_of_its_values_names_that_value_and_not_where_it_stands():
    negative = MarkedCell("3月", 4, 3, "罚款金额", "-50", "I17", "cell_unknown", "3月!C4「-50」是负数。请核对。")
    formula = MarkedCell("3月", 4, 4, "备注", "", "I04", "note", "3月!D4：这一格的公式出错。")
    assert row_words("采用", None, [FAULT, negative, formula]) == (
        "采用，但立案日期、罚款金额未读出（按未知）；立案日期「2022.13.1」不是有效日期；"
        "罚款金额「-50」是负数。请核对；备注：这一格的公式出错。"
    )
    assert row_words("更新", None, [formula]) == "更新，有提示；备注：这一格的公式出错。"
    assert row_words("采用", None, []) == "采用"


def test_a_doubt_about_a_whole_row_does_not_repeat_which_row():
    twice = MarkedCell("3月", 4, None, "", "", "I03", "note", "3月!第 4 行与第 3 行相同，按一条记录计。")
    assert row_words("采用", None, [twice]) == "采用，有提示；与第 3 行相同，按一条记录计。"


def test_a_text_file_comes_back_as_a_workbook_at_the_same_addresses(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_bytes("案号,立案日期\n=cmd(),2022.13.1\n".encode("gb18030"))
    fault = MarkedCell("台账", 2, 2, "立案日期", "2022.13.1", "I07", "cell_unknown", "不是有效日期")
    book = marked(path, [fault], {"台账": {2: "采用"}}, {"台账": 1})
    sheet = book.worksheets[0]
    assert sheet["B2"].value == "2022.13.1"
    assert sheet["A2"].value == "=cmd()"
    assert sheet["A2"].data_type == "s"


def marked(path, cells=(FAULT,), results=RESULTS, header_rows=None):
    sheets = {name: SheetAsRead(row) for name, row in (header_rows or {"3月": 2}).items()}
    data = returned_workbook(path, path.name, list(cells), results, sheets)
    return openpyxl.load_workbook(io.BytesIO(data))
