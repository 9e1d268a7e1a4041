"""Workbooks that are no .xlsx: .xls and .et, .xlsb, .ods, XML of 2003, HTML, web archives and text."""

from __future__ import annotations

import base64
import datetime as dt
import struct
import zipfile
from pathlib import Path

import pytest
import xlwt

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.grid import Sheet
from fwzf_data.intake.reader import Workbook, read_workbook
from tests.intake.raw_workbook import RELATIONS
from tests.intake.written_cells import cells_of, marks_of

ODS = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:'
ODS += 'xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
ODS += 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation"'


def only_sheet(path: Path) -> Sheet:
    [sheet] = read_workbook(path).sheets
    return sheet


# --- .xls and .et


@pytest.fixture(scope="module", params=["台账.xls", "台账.et", "台账.xlsx"])
def old_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The same binary workbook under three names: the content decides."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet, hidden = book.add_sheet("一月"), book.add_sheet("汇总")
    hidden.visibility = 2
    day, chinese, elapsed = (xlwt.easyxf(num_format_str=code) for code in ("yyyy-mm-dd", 'm"月"d"日"', "[h]:mm"))
    sheet.write_merge(0, 0, 0, 3, "台账")
    for column, (value, style) in enumerate(
        [
            ("文字", None),
            (200, None),
            (0.29, None),
            (4.3, None),
            (411121199001011234, None),
            (dt.datetime(2022, 4, 30), day),
            (dt.datetime(2022, 4, 30, 10), chinese),
            (1.5, elapsed),
            (True, None),
            (20220430, day),
            ("　", None),
        ]
    ):
        sheet.write(2, column, value, style or xlwt.Style.default_style)
    path = tmp_path_factory.mktemp("old") / request.param
    book.save(str(path))
    return read_workbook(path)


def test_an_old_binary_workbook_keeps_every_kind_of_cell(old_book: Workbook) -> None:
    assert old_book.kind == "xls"
    assert [(sheet.number, sheet.name, sheet.hidden) for sheet in old_book.sheets] == [
        (1, "一月", False),
        (2, "汇总", True),
    ]
    sheet = old_book.sheets[0]
    assert sheet.merges == ((1, 1, 1, 4),)
    assert cells_of(sheet) == {(1, 1): "台账"} | {
        (3, column): text
        for column, text in enumerate(
            [
                "文字",
                "200",
                "0.29",
                "4.3",
                "411121199001011260",
                "2022-04-30",
                "2022-04-30 10:00:00",
                "36:00:00",
                "TRUE",
                "20220430",
            ],
            1,
        )
    }
    assert marks_of(sheet) == {(3, 4): ("number", "4.3"), (3, 5): ("lossy_number", "411121199001011260")}


# --- .xlsb, written record by record


def record(key: int, body: bytes) -> bytes:
    number = bytes([key]) if key < 128 else bytes([key & 0x7F | 0x80, key >> 7])
    return number + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(key: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(key, struct.pack("<II", column, style) + body)


def test_an_old_binary_workbook_says_that_its_days_count_from_1904(tmp_path: Path) -> None:
    for since_1904 in (False, True):
        book = xlwt.Workbook()
        book.dates_1904 = since_1904
        book.add_sheet("表").write(0, 0, 43219)
        book.save(str(tmp_path / "a.xls"))
        assert read_workbook(tmp_path / "a.xls").sheets[0].epoch_1904 is since_1904


def test_a_binary_xlsb_keeps_every_kind_of_cell(tmp_path: Path) -> None:
    rows = record(0, struct.pack("<I", 2) + bytes(13))
    rows += cell(7, 0, struct.pack("<I", 0)) + cell(6, 1, wide("行内")) + cell(2, 2, struct.pack("<i", 200 << 2 | 2))
    rows += cell(2, 3, struct.pack("<i", 430 << 2 | 3)) + cell(5, 4, struct.pack("<d", 44681.0), style=1)
    rows += cell(5, 5, struct.pack("<d", 411121199001011234.0)) + cell(4, 6, b"\1") + cell(3, 7, b"\x2a")
    rows += cell(2, 8, struct.pack("<i", 2 << 2 | 2), style=2) + cell(5, 9, struct.pack("<d", float("nan")))
    rows += record(146, b"") + record(176, struct.pack("<IIII", 0, 1, 0, 2))
    links = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{kind}.bin"/>'
        for key, kind in (("r1", "worksheet"), ("r2", "styles"), ("r3", "sharedStrings"))
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/_rels/workbook.bin.rels": f"<Relationships>{links}</Relationships>".encode(),
        "xl/workbook.bin": record(153, bytes(4)) + record(156, struct.pack("<II", 1, 1) + wide("r1") + wide("表")),
        "xl/styles.bin": record(44, struct.pack("<H", 164) + wide('0"万元"'))
        + record(617, b"")
        + b"".join(record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14, 164)),
        "xl/sharedStrings.bin": record(19, b"\0" + wide("共享")),
        "xl/worksheet.bin": rows,
    }
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    sheet = only_sheet(path)
    assert (sheet.name, sheet.hidden, sheet.merges) == ("表", True, ((1, 1, 2, 3),))
    texts = ["共享", "行内", "200", "4.3", "2022-04-30", "411121199001011260", "TRUE"]
    assert cells_of(sheet) == {(3, 9): "2万元"} | {(3, column): text for column, text in enumerate(texts, 1)}
    assert marks_of(sheet) == {
        (3, 4): ("number", "4.3"),
        (3, 6): ("lossy_number", "411121199001011260"),
        (3, 8): ("error", "#N/A"),
        (3, 10): ("error", "nan"),
    }


# --- .ods and .fods

OPENDOCUMENT = f"""<office:document {ODS}><office:automatic-styles>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="一月"><table:table-column/>
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"
  table:number-rows-spanned="2"><text:p>两行<text:s text:c="2"/>字</text:p><text:p>第二段</text:p>
  <office:annotation><text:p>批注不是内容</text:p></office:annotation></table:table-cell>
  <table:covered-table-cell/><table:table-cell office:value-type="float" office:value="4.3"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2">
  <table:table-cell office:value-type="float" office:value="411121199001011234"/>
  <table:table-cell office:value-type="date" office:date-value="2022-04-30"/>
  <table:table-cell office:value-type="date" office:date-value="2022-04-30T10:00:00"/>
  <table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5%</text:p></table:table-cell>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
  <table:table-cell office:value-type="time" office:time-value="PT36H05M00S"/>
  <table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>
  <table:table-cell table:formula="of:=[.A1]"/>
  <table:table-cell table:number-columns-repeated="16370"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
</table:table>
<table:table table:name="汇总" table:style-name="ta2"/>
</office:spreadsheet></office:body></office:document>"""


@pytest.mark.parametrize("packed", [True, False], ids=["ods", "fods"])
def test_an_opendocument_keeps_every_kind_of_cell(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a"
    if packed:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", OPENDOCUMENT)
    else:
        path.write_text(OPENDOCUMENT, "utf-8")
    first, second = read_workbook(path).sheets
    assert (first.name, first.hidden, second.name, second.hidden) == ("一月", False, "汇总", True)
    assert first.merges == ((1, 1, 2, 2),)
    row = ["411121199001011234", "2022-04-30", "2022-04-30 10:00:00", "5%", "TRUE", "36:05:00"]
    assert cells_of(first) == {(1, 1): "两行  字\n第二段", (1, 3): "4.3"} | {
        (row_no, column): text for row_no in (5, 6) for column, text in enumerate(row, 1)
    }
    assert marks_of(first) == {(1, 3): ("number", "4.3")} | {
        (row_no, column): mark
        for row_no in (5, 6)
        for column, mark in ((1, ("lossy_number", row[0])), (7, ("error", "#DIV/0!")), (8, ("no_value", "")))
    }


def test_a_cell_repeated_over_the_whole_width_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    wide_cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="999999"/>'
    path.write_text(
        f'<office:document {ODS}><table:table table:name="表"><table:table-row>{wide_cell}</table:table-row>'
        "</table:table></office:document>",
        "utf-8",
    )
    with pytest.raises(UnreadableFile, match="超出了 256 列"):
        read_workbook(path)


# --- XML spreadsheet of 2003

XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="一月"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">台账</Data><Comment><Data>批注</Data></Comment></Cell>
<Cell><Data ss:Type="Number">4.3</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="DateTime">2022-04-30T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>
<Cell ss:Formula="=A1"/><Cell><Data ss:Type="Number">4.11121199001011E+17</Data></Cell></Row></Table>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_of_2003_named_xls_is_read(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(XML_2003, "utf-8")
    sheet = only_sheet(path)
    assert (sheet.name, sheet.hidden, sheet.merges) == ("一月", True, ((1, 1, 1, 3),))
    number = "411121199001011000"
    assert cells_of(sheet) == {(1, 1): "台账", (1, 4): "4.3", (4, 2): "2022-04-30", (4, 3): "TRUE", (4, 6): number}
    assert marks_of(sheet) == {
        (1, 4): ("number", "4.3"),
        (4, 4): ("error", "#DIV/0!"),
        (4, 5): ("no_value", ""),
        (4, 6): ("lossy_number", number),
    }


# --- HTML

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"><title>标题</title>
<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>投诉</x:Name></x:ExcelWorksheet></xml><![endif]-->
<style>td {{mso-number-format:"\\@"}}</style></head><body><p>表外的字</p>
<table border=1><tr><th colspan=3>投诉举报台账</th></tr>
<tr><td rowspan=2>一中队</td><td>编号</td><td>金额 &amp; 备注<br>（元）<script>alert(1)</script></td></tr>
<tr><td>'001</td><td> 1,200&nbsp;</td></tr>
<tr><td>二中队<td>4.11121E+17<td>#N/A
</table><table><tr><td>&nbsp;</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "utf-8-sig"),
        ("x-unknown", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_web_page_named_xls_is_read_as_its_table(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes(HTML.format(charset=charset).encode(encoding))
    sheet = only_sheet(path)
    assert (sheet.name, sheet.merges) == ("投诉", ((1, 1, 1, 3), (2, 1, 3, 1)))
    assert cells_of(sheet) == {
        (1, 1): "投诉举报台账",
        (2, 1): "一中队",
        (2, 2): "编号",
        (2, 3): "金额 & 备注\n（元）",
        (3, 2): "'001",
        (3, 3): "1,200\xa0",
        (4, 1): "二中队",
        (4, 2): "4.11121E+17",
    }
    assert marks_of(sheet) == {(4, 2): ("lossy_number", "4.11121E+17"), (4, 3): ("error", "#N/A")}


def test_a_number_shown_rounded_is_the_one_that_is_stored_and_a_day_stays_a_day(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td x:num='1234.5'>1,235<td x:num='0.126'>￥0.13<td x:num>200<td x:num='200'>200.00"
        "<td x:num='44681'>2022.04<td x:num='0.05'>5%<td x:num='甲'>3</tr></table>",
        "utf-8",
    )
    assert list(cells_of(only_sheet(path)).values()) == ["1234.5", "0.126", "200", "200.00", "2022.04", "5%", "3"]


def test_a_table_inside_a_table_is_a_table_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>", "utf-8")
    assert [cells_of(sheet) for sheet in read_workbook(path).sheets] == [{(1, 1): "外"}, {(1, 1): "内"}]


@pytest.mark.parametrize("page", ["<html><body>请登录</body></html>", "<table></table>", "<html><frameset></html>"])
def test_a_web_page_without_a_table_says_so(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(page, "utf-8")
    with pytest.raises(UnreadableFile, match="网页里没有表格"):
        read_workbook(path)


@pytest.mark.parametrize("span", ["99999999999", "300"])
def test_a_span_wider_than_any_ledger_is_refused(tmp_path: Path, span: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(f"<table><tr><td colspan={span}>宽</td></tr></table>", "utf-8")
    with pytest.raises(UnreadableFile, match="超出了 256 列"):
        read_workbook(path)


def test_a_web_archive_gives_the_tables_of_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode("<table><tr><td>甲</td></tr></table>".encode("gb18030"))
        + b"\r\n--b--\r\n"
    )
    assert cells_of(only_sheet(path)) == {(1, 1): "甲"}
