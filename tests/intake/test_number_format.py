"""What a cell with a number shows: words, percent, scaled thousands, zeros; never rounded, doubted where unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from fwzf_data.intake.cells import read_cell
from fwzf_data.intake.number_format import number_format, number_in
from fwzf_data.intake.reader import read_workbook
from fwzf_data.intake.stored_numbers import number_cell
from fwzf_data.loading.load import LoadOptions, load
from fwzf_data.store.home import Home
from tests.intake.raw_workbook import sheet_xml, write_xlsx
from tests.intake.written_cells import cells_of
from tests.queries.drawn import draw, drawn

SHOWN = r"""
    format                             | stored      | text              | mark
    -----------------------------------+-------------+-------------------+--------
    General                            | 17          | 17                |
    @                                  | 17          | 17                |
    #,##0.00                           | 1234.5      | 1234.5            |
    #,##0_);[Red]\(#,##0\)             | -5          | -5                |
    _ * #,##0.00_ ;_ * "-"??_ ;_ @_    | 0           | 0                 |
    ¥#,##0.00;¥\-#,##0.00              | 5           | 5                 |
    [$¥-804]#,##0.00                   | 5           | 5                 |
    0.00E+00                           | 12345       | 12345             |
    # ?/?                              | 0.5         | 0.5               |
    0;-0;;@                            | 0           | 0                 |
    ;;;                                | 5           | 5                 |
    0.00                               | 4.3         | 4.3               | number
    "舞城管立〔2022〕第"000"号"          | 17          | 舞城管立〔2022〕第017号 |
    2022-000                           | 17          | 2022-017          |
    000000                             | 17          | 000017            |
    0000-00-00                         | 20220430    | 2022-04-30        |
    0000"年"00"月"00"日"                | 20220430    | 2022年04月30日      |
    0.00"万元"                          | 0.02        | 0.02万元            |
    0.00万元                            | 0.02        | 0.02万元            |
    0"万"                              | 2           | 2万                |
    "¥"0.00"万元"                       | 0.02        | ¥0.02万元           |
    0.00"元"                           | 200         | 200.00元           |
    0"元"                              | 1234.567    | 1234.567元         |
    0"元"                              | -5          | -5元               |
    .00"元"                            | 0.5         | 0.50元             |
    #,##0"元"                          | 1234567     | 1,234,567元        |
    G/通用格式"天"                       | 15          | 15天               |
    [DBNum2][$-804]G/通用格式"元整"       | 200         | 200元整             |
    [$USD] #,##0                       | 5           | USD 5             |
    0%                                 | 0.05        | 5%                |
    0.0%                               | 0.855       | 85.5%             |
    0%                                 | 0.855       | 85.5%             |
    0"%"                               | 5           | 5%                |
    0,                                 | 12345       | 12.345            |
    0.0,,                              | 1234567     | 1.234567          |
    0!.0,"万元"                         | 12345       | 1.2345万元          |
    #\.0000"万元"                       | 12345       | 1.2345万元          |
    [>=10000]0!.0,"万元";0"元"           | 200         | 200元              |
    [=1]"是";[=0]"否"                   | 0           | 否                 |
    [=1]"是";[=0]"否"                   | 2           | 2                 |
    0.00E+00"元"                       | 12345       | 12345             | unseen
    0"元"0"角"                          | 1.25        | 1.25              | unseen
    [=0]?;[<4.16][hh]:mm:ss;[hh]:mm    | 0.5         | 0.5               | unseen
    General                            | NaN         |                   | error
    0.00                               | INF         |                   | error
    yyyy"年"m"月"                       | 44652       | 2022年4月           |
    [DBNum1][$-804]yyyy"年"m"月";@       | 44652       | 2022年4月           |
    [$-804]e"年"m"月"                   | 44652       | 2022年4月           |
    yyyy-mm                            | 44652       | 2022-04           |
    mmm-yy                             | 44652       | 2022-04           |
    yyyy                               | 44652       | 2022              |
    yyyy"年"                           | 44652       | 2022年             |
    yyyy"年"m"月"d"日"                   | 44652       | 2022-04-01        |
    m"月"d"日"                          | 44652       | 2022-04-01        |
    [$-F800]dddd\,\ mmmm\ dd\,\ yyyy   | 44652       | 2022-04-01        |
    aaaa                               | 44652       | 2022-04-01        |
    yyyy/m/d h:mm AM/PM                | 44652.5     | 2022-04-01 12:00:00 |
    h:mm                               | 0.5         | 12:00:00          |
    mm:ss                              | 0.5         | 12:00:00          |
"""
BUILT_IN = """
    id | stored  | text
    ---+---------+-----------
    0  | 0.5     | 0.5
    4  | 1234.5  | 1234.5
    9  | 0.05    | 5%
    10 | 0.05    | 5.00%
    11 | 1234.5  | 1234.5
    14 | 44652   | 2022-04-01
    17 | 44652   | 2022-04
    22 | 44652.5 | 2022-04-01 12:00:00
    27 | 44652   | 2022年4月
    31 | 44652   | 2022-04-01
    44 | 5       | 5
    46 | 1.5     | 36:00:00
    57 | 44652   | 2022年4月
    58 | 44652   | 2022-04-01
"""
IN_WORDS = """
    shown            | stored      | text
    -----------------+-------------+------------------
    1,234.50         | 1234.5      | 1234.5
    ¥1,234.50        | 1234.5      | 1234.5
    1.23E+05         | 123456      | 123456
    5 1/2            | 5.5         | 5.5
    0.02万元          | 0.02        | 0.02万元
    1235元            | 1234.567    | 1234.567元
    1.2万元           | 12345       | 1.2345万元
    舞城管立〔2022〕第017号 | 17      | 舞城管立〔2022〕第017号
    0017             | 17          | 0017
    138-0013-8000    | 13800138000 | 138-0013-8000
    第十七号           | 17          | 第十七号
    是                | 1           | 是
"""


@pytest.mark.parametrize("row", drawn(SHOWN).rows, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_number_says_what_its_format_shows_with_all_its_digits(row: Any) -> None:
    code, stored, text, mark = row
    found, marked = number_cell(stored, number_format(164, code), epoch_1904=False)
    assert (found, marked and marked[0]) == (text, mark)


@pytest.mark.parametrize("row", drawn(BUILT_IN).rows, ids=lambda row: row[0])
def test_a_built_in_format_shows_what_chinese_excel_shows(row: Any) -> None:
    number, stored, text = row
    assert number_cell(stored, number_format(int(number), None), epoch_1904=False)[0] == text


@pytest.mark.parametrize("row", drawn(IN_WORDS).rows, ids=lambda row: row[0])
def test_a_number_keeps_the_words_it_is_shown_with_where_no_format_is_known(row: Any) -> None:
    shown, stored, text = row
    assert number_in(shown, stored) == text


@pytest.mark.parametrize("type_", ["text", "money", "date", "int"])
def test_a_number_that_shows_nobody_knows_what_is_unknown(type_: str) -> None:
    reading = read_cell(type_, "12345", marks=frozenset({"unseen"}))
    assert (reading.value, reading.code) == (None, "I35")
    assert reading.message == "这一格存的数是「12345」，显示的却不是这个数。请把看到的内容直接写进格里。"


# --- whole files

NUMBERED, MONTH, WAN = '"舞城管立〔2022〕第"000"号"', 'yyyy"年"m"月"', '0.00"万元"'
HEADER = ["案号", "当事人", "案由", "立案日期", "罚款金额"]
ROWS = [
    [(17, NUMBERED), "甲店", "占道经营", (44652, MONTH), (0.02, WAN)],
    [(18, NUMBERED), "乙店", "占道经营", (44652, "mmm-yy"), (0.05, "0%")],
    [(19, NUMBERED), "丙店", "占道经营", (44652, 'yyyy"年"m"月"d"日"'), (1234.5, '#,##0"元"')],
    [(20, NUMBERED), "丁店", "占道经营", (44652, "yyyy-mm"), (300, "0.00E+00")],
]
CASES = """
    record_key       | party_name | filing_date | fen
    -----------------+------------+-------------+-------
    舞城管立(2022)17  | 甲店       |             | 20000
    舞城管立(2022)18  | 乙店       |             |
    舞城管立(2022)19  | 丙店       | 2022-04-01  | 123450
    舞城管立(2022)20  | 丁店       |             | 30000
"""


def by_openpyxl(path: Path, rows: list[list[Any]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for row in rows:
        sheet.append([cell[0] if isinstance(cell, tuple) else cell for cell in row])
        for column, cell in enumerate(row, 1):
            if isinstance(cell, tuple):
                sheet.cell(sheet.max_row, column).number_format = cell[1]
    book.save(path)
    return path


def by_xlwt(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("3月")
    for row_no, row in enumerate([HEADER, *ROWS]):
        for column, cell in enumerate(row):
            value, code = cell if isinstance(cell, tuple) else (cell, "General")
            sheet.write(row_no, column, value, xlwt.easyxf(num_format_str=code))
    book.save(str(path))
    return path


def opendocument(path: Path) -> Path:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    days, fines = ("2022年4月", "四月-22", "2022年4月1日", "2022-04"), ("0.02万元", "5%", "1,235元", "3.00E+02")
    rows = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in HEADER)
    rows = f"<table:table-row>{rows}</table:table-row>"
    for (number, party, cause, _, (fine, _)), day, shown in zip(ROWS, days, fines, strict=True):
        cells = [
            (f'"float" office:value="{number[0]}"', f"舞城管立〔2022〕第0{number[0]}号"),
            ('"string"', party),
            ('"string"', cause),
            ('"date" office:date-value="2022-04-01"', day),
            (f'"{"percentage" if "%" in shown else "float"}" office:value="{fine}"', shown),
        ]
        written = "".join(
            f"<table:table-cell office:value-type={value}><text:p>{text}</text:p></table:table-cell>"
            for value, text in cells
        )
        rows += f"<table:table-row>{written}</table:table-row>"
    sheet = f'<table:table table:name="3月">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    path.write_text(f"<office:document {names}>{body}</office:document>", "utf-8")
    return path


def xml_of_2003(path: Path) -> Path:
    codes = [cell[1] for row in ROWS for cell in row if isinstance(cell, tuple)]
    styles = "".join(
        f'<Style ss:ID="s{place}"><NumberFormat ss:Format="{code.replace(chr(34), "&quot;")}"/></Style>'
        for place, code in enumerate(codes)
    )
    lines = [HEADER, *ROWS]
    rows, place = "", 0
    for line in lines:
        rows += "<Row>"
        for column, cell in enumerate(line):
            style = ""
            value, type_ = cell, "String"
            if isinstance(cell, tuple):
                style, place = f' ss:StyleID="s{place}"', place + 1
                value, type_ = ("2022-04-01T00:00:00.000", "DateTime") if column == 3 else (cell[0], "Number")
            rows += f'<Cell{style}><Data ss:Type="{type_}">{value}</Data></Cell>'
        rows += "</Row>"
    names = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook {names}><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="3月"><Table>{rows}</Table></Worksheet></Workbook>',
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.xlsx", by_openpyxl), ("a.xls", by_xlwt), ("a.fods", opendocument), ("b.xls", xml_of_2003)],
    ids=["xlsx", "xls", "ods", "xml"],
)
def test_a_case_file_means_what_its_cells_show(tmp_path: Path, name: str, write: Any) -> None:
    home = Home.open(tmp_path / "home")
    report = load(home, write(tmp_path / name), LoadOptions())
    assert sorted((issue.row, issue.field, issue.code) for issue in report.issues) == [
        (2, "filing_date", "I09"),
        (3, "filing_date", "I09"),
        (3, "fine_amount", "I18"),
        (5, "filing_date", "I09"),
    ]
    generation = home.latest()
    assert generation is not None
    found = generation.connect().execute(
        "select record_key, party_name, filing_date, fine_amount_fen from penalty_case order by 1"
    )
    assert draw(drawn(CASES).names, found.fetchall()) == drawn(CASES)


def test_two_files_whose_numbers_differ_only_by_format_hold_two_cases(tmp_path: Path) -> None:
    home = Home.open(tmp_path / "home")
    for team in ("一队", "二队"):
        row = [(17, f'"{team}"000'), team, "占道经营", (44652, "yyyy-mm-dd"), (200, "0")]
        load(home, by_openpyxl(tmp_path / f"{team}.xlsx", [row]), LoadOptions())
    generation = home.latest()
    assert generation is not None
    assert generation.connect().execute("select count(*) from penalty_case").fetchall() == [(2,)]


def test_an_amount_that_is_no_number_is_an_issue(tmp_path: Path) -> None:
    names = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABCDE", HEADER, strict=True)
    )
    rows = f'<row r="1">{names}</row>'
    for row, amount in ((2, "NaN"), (3, "INF")):
        words = "".join(f'<c r="{letter}{row}" t="inlineStr"><is><t>甲{row}店</t></is></c>' for letter in "ABC")
        rows += f'<row r="{row}">{words}<c r="E{row}"><v>{amount}</v></c></row>'
    report = load(
        Home.open(tmp_path / "home"), write_xlsx(tmp_path / "a.xlsx", {"3月": sheet_xml(rows)}), LoadOptions()
    )
    assert [(issue.row, issue.field, issue.code, issue.effect) for issue in report.issues] == [
        (2, "fine_amount", "I04", "cell_unknown"),
        (3, "fine_amount", "I04", "cell_unknown"),
    ]
    assert "这一格的公式出错（NaN）" in report.issues[0].message


def test_an_opendocument_month_named_in_english_is_a_month(tmp_path: Path) -> None:
    path = opendocument(tmp_path / "a.fods")
    path.write_text(path.read_text("utf-8").replace("四月-22", "Apr 22"), "utf-8")
    assert cells_of(read_workbook(path).sheets[0])[3, 4] == "2022-04"
