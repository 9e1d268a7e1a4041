"""Cells of .xlsx as they are: each kind of cell, written as the writers of this world write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.reader import Workbook, read_workbook
from tests.intake.raw_workbook import sheet_xml, write_xlsx
from tests.intake.written_cells import cells_of, marks_of

FORMATS = [
    (0, None),
    (14, None),
    (31, None),  # 1: built-in date, 2: yyyy年m月d日, which no Western reader knows
    (164, "yyyy/m/d h:mm"),
    (165, "[h]:mm"),
    (20, None),
    (9, None),
    (166, "G/通用格式&quot;天&quot;"),
    (167, "[$-804]e&quot;年&quot;m&quot;月&quot;"),
    (168, "0.00&quot;d&quot;"),
]
STRINGS = [
    "<t>文字</t>",
    "<t>2022-04-30 00:00:00</t>",  # text, not a date: keeps its midnight
    '<t xml:space="preserve"> 两头空 </t>',
    "<r><t>富</t></r><r><rPr><b/><color rgb='1'/><vertAlign val='superscript'/></rPr><t>文本</t></r>"
    "<rPh sb='0' eb='1'><t>fu</t></rPh>",
    "<t>一行_x000D_\n二行&amp;&lt;</t>",
    "<t>　 </t>",
    "<t>411121199001011234</t>",
    "<t>007</t>",
]
NO_MARK = None
CELLS: list[tuple[str, str | None, tuple[str, str] | None]] = [
    # XML of the cell after its reference, text, mark
    (' t="s"><v>0</v></c>', "文字", NO_MARK),
    (' t="s"><v>1</v></c>', "2022-04-30 00:00:00", NO_MARK),
    (' t="s"><v>2</v></c>', " 两头空 ", NO_MARK),
    (' t="s"><v>3</v></c>', "富文本", NO_MARK),
    (' t="s"><v>4</v></c>', "一行\r\n二行&<", NO_MARK),
    (' t="s"><v>5</v></c>', None, NO_MARK),
    (' t="s"><v>6</v></c>', "411121199001011234", NO_MARK),
    (' t="s"><v>7</v></c>', "007", NO_MARK),
    ("><v>200</v></c>", "200", NO_MARK),
    ("><v>200.0</v></c>", "200", NO_MARK),
    ("><v>-0.5</v></c>", "-0.5", NO_MARK),
    ("><v>0.28999999999999998</v></c>", "0.29", NO_MARK),
    ("><v>0.33333333333333331</v></c>", "0.3333333333333333", NO_MARK),
    ("><v>1.0E-3</v></c>", "0.001", NO_MARK),
    ("><v>1E-12</v></c>", "0.000000000001", NO_MARK),
    ("><v>13800000000</v></c>", "13800000000", NO_MARK),
    ("><v>123456789012345</v></c>", "123456789012345", NO_MARK),
    ("><v>411121199001011234</v></c>", "411121199001011234", ("lossy_number", "411121199001011234")),
    ("><v>4.1112119900101101E+17</v></c>", "411121199001011000", ("lossy_number", "411121199001011000")),
    (' t="n"><v>1E+15</v></c>', "1000000000000000", ("lossy_number", "1000000000000000")),
    ("><v>4.3</v></c>", "4.3", ("number", "4.3")),
    ("><v>4.30</v></c>", "4.3", ("number", "4.3")),
    ("><v>4.2999999999999998</v></c>", "4.3", ("number", "4.3")),
    ("><v>12.1</v></c>", "12.1", ("number", "12.1")),
    ("><v>13.1</v></c>", "13.1", NO_MARK),
    ("><v>4.4</v></c>", "4.4", NO_MARK),
    ("><v>2022.1</v></c>", "2022.1", ("number", "2022.1")),
    ("><v>2022.2</v></c>", "2022.2", NO_MARK),
    (' s="1"><v>44681</v></c>', "2022-04-30", NO_MARK),
    (' s="2"><v>44681</v></c>', "2022-04-30", NO_MARK),
    (' s="2" t="n"><v>44681.5</v></c>', "2022-04-30 12:00:00", NO_MARK),
    (' s="3"><v>44681.416666666664</v></c>', "2022-04-30 10:00:00", NO_MARK),
    (' s="8"><v>44681</v></c>', "2022年4月", NO_MARK),
    (' s="1"><v>20220430</v></c>', "20220430", NO_MARK),
    (' s="1"><v>13800000000</v></c>', "13800000000", NO_MARK),
    (' s="1"><v>-1</v></c>', "-1", NO_MARK),
    (' s="1"><v>2958465</v></c>', "9999-12-31", NO_MARK),
    (' s="1"><v>2958466</v></c>', "2958466", NO_MARK),
    (' s="1"><v>0</v></c>', "00:00:00", NO_MARK),
    (' s="5"><v>0.4375</v></c>', "10:30:00", NO_MARK),
    (' s="4"><v>1.5</v></c>', "36:00:00", NO_MARK),
    (' s="6"><v>0.05</v></c>', "5%", NO_MARK),
    (' s="7"><v>15</v></c>', "15天", NO_MARK),
    (' s="9"><v>15</v></c>', "15.00d", NO_MARK),
    (' s="1" t="d"><v>2022-04-30T00:00:00</v></c>', "2022-04-30", NO_MARK),
    (' t="d"><v>2022-04-30T10:00:00Z</v></c>', "2022-04-30 10:00:00", NO_MARK),
    ("><v>NaN</v></c>", None, ("error", "NaN")),
    (' s="1"><v>INF</v></c>', None, ("error", "INF")),
    (' t="b"><v>1</v></c>', "TRUE", NO_MARK),
    (' t="b" s="0"><v>0</v></c>', "FALSE", NO_MARK),
    (' t="str"><f>A1</f><v>true</v></c>', "true", NO_MARK),
    (' t="str"><f>A1</f><v>2022-04-30 00:00:00</v></c>', "2022-04-30 00:00:00", NO_MARK),
    (' t="str"><f>A1</f><v></v></c>', None, NO_MARK),
    ("><f>SUM(A1:A2)</f><v>300</v></c>", "300", NO_MARK),
    ("><f>A1/3</f><v>33.333333333333336</v></c>", "33.333333333333336", NO_MARK),
    ("><f>SUM(A1:A2)</f></c>", None, ("no_value", "")),
    ("><f>SUM(A1:A2)</f><v></v></c>", None, ("no_value", "")),
    ("><f>SUM(A1:A2)</f><v/></c>", None, ("no_value", "")),
    ('><f t="shared" si="0"/></c>', None, ("no_value", "")),
    (' t="e"><v>#N/A</v></c>', None, ("error", "#N/A")),
    (' s="1" t="e"><f>A1/0</f><v>#DIV/0!</v></c>', None, ("error", "#DIV/0!")),
    (' t="inlineStr"><is><t>行内</t></is></c>', "行内", NO_MARK),
    (' t="inlineStr"><is><r><t>行</t></r><r><rPr><vertAlign/></rPr><t>内</t></r></is></c>', "行内", NO_MARK),
    (' t="inlineStr"><is><t>2022-04-30 00:00:00</t></is></c>', "2022-04-30 00:00:00", NO_MARK),
    (' t="inlineStr"><is><t>4.3</t></is></c>', "4.3", NO_MARK),
    ("/>", None, NO_MARK),
    (' s="1"/>', None, NO_MARK),
    ("></c>", None, NO_MARK),
]


def rows_xml(cells: list[str]) -> str:
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}"{xml}</row>' for row, xml in enumerate(cells, 1)
    )


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """The same cells in a plain sheet, and in sheets that have to be read cell by cell."""
    rows = rows_xml([xml for xml, _, _ in CELLS])
    columns = '<cols><col min="1" max="2" width="12"/></cols>'
    plain = sheet_xml(rows, before=columns)
    prefixed = plain.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
    written = {
        "plain": plain,
        "prefixed": prefixed,
        "commented": plain.replace("<sheetData>", "<sheetData><!-- c -->"),
        "unnumbered": plain.replace(' r="A', ' q="A').replace(' r="B', ' q="B').replace("<row r=", "<row q="),
    }
    folder = tmp_path_factory.mktemp("cells")
    return {
        name: read_workbook(write_xlsx(folder / f"{name}.xlsx", {"表": xml}, strings=STRINGS, formats=FORMATS))
        for name, xml in written.items()
    }


@pytest.mark.parametrize("way", ["plain", "prefixed", "commented", "unnumbered"])
@pytest.mark.parametrize("row", range(1, len(CELLS) + 1), ids=lambda row: CELLS[row - 1][0])
def test_a_cell_keeps_its_text_and_says_what_text_cannot(both_ways: dict[str, Workbook], way: str, row: int) -> None:
    _, text, mark = CELLS[row - 1]
    sheet = both_ways[way].sheets[0]
    assert cells_of(sheet).get((row, 2)) == text
    assert marks_of(sheet).get((row, 2)) == mark


def test_rows_and_columns_keep_the_numbers_excel_shows(tmp_path: Path) -> None:
    rows = '<row r="3"><c r="C3"><v>1</v></c></row><row r="4"/><row r="7"><c r="D7" s="0"/><c r="F7"><v>2</v></c></row>'
    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0]
    assert cells_of(sheet) == {(3, 3): "1", (7, 6): "2"}
    assert sheet.cells.column_names == ["row_no", "c1", "c2", "c3", "c4", "c5", "c6"]
    assert sheet.cells.column("row_no").to_pylist() == [3, 7]


def test_a_row_of_errors_alone_is_no_blank_row(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3" t="e"><v>#N/A</v></c></row>'
    rows += '<row r="5"><c r="C5"><f>1+1</f></c></row>'
    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0]
    assert sheet.cells.column("row_no").to_pylist() == [1, 3, 5]
    assert sheet.cells.num_columns == 4


@pytest.mark.parametrize("rows", ["", '<row r="1"/>', '<row r="9"><c r="A9" s="1"/></row>'])
def test_a_blank_sheet_has_no_rows_and_no_columns(tmp_path: Path, rows: str) -> None:
    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0]
    assert sheet.cells.shape == (0, 1)


def test_hidden_sheets_are_read_and_say_so(tmp_path: Path) -> None:
    sheets = {name: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>') for name in ("一月", "二月", "三月")}
    path = write_xlsx(tmp_path / "a.xlsx", sheets, states={"二月": "hidden", "三月": "veryHidden"})
    found = read_workbook(path).sheets
    assert [(sheet.number, sheet.name, sheet.hidden) for sheet in found] == [
        (1, "一月", False),
        (2, "二月", True),
        (3, "三月", True),
    ]


def test_merges_come_with_one_based_corners(tmp_path: Path) -> None:
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:B5"/></mergeCells>'
    xml = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', after=merges)
    assert read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": xml})).sheets[0].merges == ((1, 1, 1, 3), (3, 2, 5, 2))


def test_days_of_the_1904_system_are_1462_later(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>43219</v></c><c r="B1" s="2"><v>43219</v></c><c r="C1"><v>43219</v></c></row>'
    path = write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)}, formats=FORMATS, epoch_1904=True)
    (sheet,) = read_workbook(path).sheets
    assert cells_of(sheet) == {(1, 1): "2022-04-30", (1, 2): "2022-04-30", (1, 3): "43219"}
    assert sheet.epoch_1904


def test_a_stray_cell_far_away_costs_nothing_and_is_named(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(UnreadableFile, match="XFD1048576 单元格超出了 256 列"):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)}))


def test_a_stray_cell_at_the_bottom_is_a_row_like_any_other(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="IV1048576"><v>2</v></c></row>'
    sheet = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0]
    assert cells_of(sheet) == {(1, 1): "1", (1048576, 256): "2"}


def test_styled_blank_columns_to_the_right_do_not_count(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0].cells.num_columns == 2


def test_a_lying_dimension_is_ignored(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    xml = sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert cells_of(read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": xml})).sheets[0]) == {(1, 1): "1"}


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1" t="s"><v>99</v></c>', '<c r="A0"><v>1</v></c>', '<c r="ZZZZ9"><v>1</v></c>'],
)
def test_a_cell_that_points_nowhere_makes_the_file_damaged(tmp_path: Path, cell: str) -> None:
    with pytest.raises(UnreadableFile, match="已损坏"):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(f'<row r="1">{cell}</row>')}))


def test_a_cell_of_more_than_32767_characters_is_refused_with_its_address(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2" t="inlineStr"><is><t>' + "字" * 32_768 + "</t></is></c></row>"
    with pytest.raises(UnreadableFile, match="「表」的 B2 单元格有 32768 个字"):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)}))


def test_chunks_stay_small_enough_to_be_typed_in_parallel(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 20_482))
    cells = read_workbook(write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})).sheets[0].cells
    assert [len(chunk) for chunk in cells.column("c1").chunks] == [20_480, 1]
    assert cells.column("c1").to_pylist()[-1] == "20481"
