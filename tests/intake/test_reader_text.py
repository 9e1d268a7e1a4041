"""Text files: which encoding, which delimiter, which rows; nothing decoded by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.reader import read_workbook
from fwzf_data.intake.text_tables import find_encoding, read_text
from fwzf_data.settings import IntakeLimits
from tests.intake.written_cells import Cells, cells_of, marks_of

LEDGER = '编号,当事人,金额\r\n001,某商户,200\r\n,,\r\n002,"甲,乙\r\n丙",贰佰元\r\n'
LEDGER_CELLS = {
    (1, 1): "编号",
    (1, 2): "当事人",
    (1, 3): "金额",
    (2, 1): "001",
    (2, 2): "某商户",
    (2, 3): "200",
    (4, 1): "002",
    (4, 2): "甲,乙\r\n丙",
    (4, 3): "贰佰元",
}


def test_lines_that_nothing_parts_say_so(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("案号、当事人、案由\n甲1号、甲店、占道经营\n", "utf-8")
    (note,) = read_workbook(path).notes
    assert "没有找到分隔各列的符号" in note
    path.write_text("案号,当事人,案由\n甲1号,甲店,占道经营\n", "utf-8")
    assert read_workbook(path).notes == ()


def read(path: Path, content: bytes) -> Cells:
    path.write_bytes(content)
    [sheet] = read_workbook(path).sheets
    return cells_of(sheet)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_ledger_reads_the_same_in_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = LEDGER.replace("甲,乙", "\0").replace(",", delimiter).replace("\0", "甲,乙")
    assert read(tmp_path / "a.csv", text.encode(encoding)) == LEDGER_CELLS


def test_rare_characters_of_gb18030_survive(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "姓名,地址\n㛃某,𠮷祥街\n".encode("gb18030"))[2, 2] == "𠮷祥街"


def test_two_gbk_bytes_are_not_taken_for_a_greek_letter(tmp_path: Path) -> None:
    content = "位,一\n".encode("gbk")[:2] + b",1\n"
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert find_encoding(path) == "gb18030"


def test_a_truncated_utf8_file_is_never_read_as_gbk(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="编码认不出来"):
        read(tmp_path / "a.csv", "编号,当事人姓名\n1,某某商户".encode()[:-1])


def test_a_quote_that_never_closes_names_its_row(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="第 3 行有一个双引号没有成对"):
        read(tmp_path / "a.csv", '编号,名称\n1,甲\n2,"乙\n3,丙\n'.encode())


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ('a,b\n"某"公司,1\n', {(1, 1): "a", (1, 2): "b", (2, 1): "某公司", (2, 2): "1"}),
        ('sep=;\na;b,c\n', {(1, 1): "a", (1, 2): "b,c"}),
        ('编号,证号\n1,="007"\n', {(1, 1): "编号", (1, 2): "证号", (2, 1): "1", (2, 2): "007"}),
        ("a,b\r1,2\r", {(1, 1): "a", (1, 2): "b", (2, 1): "1", (2, 2): "2"}),
        ("2022年台账\n单位：某局\n编号,名称,金额\n1,甲,2\n", {
            (1, 1): "2022年台账", (2, 1): "单位：某局", (3, 1): "编号", (3, 2): "名称", (3, 3): "金额",
            (4, 1): "1", (4, 2): "甲", (4, 3): "2"}),
        ("只有一列\n1\n", {(1, 1): "只有一列", (2, 1): "1"}),
        ("\n\n甲,乙", {(3, 1): "甲", (3, 2): "乙"}),
        ("   \n", {}),
    ],
)  # fmt: skip
def test_text_as_offices_write_it(tmp_path: Path, content: str, cells: Cells) -> None:
    assert read(tmp_path / "a.txt", content.encode()) == cells


def test_errors_and_cut_numbers_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("身份证号,金额,次数\n4.11121E+17,#N/A,1E5\n", "utf-8")
    [sheet] = read_workbook(path).sheets
    assert marks_of(sheet) == {(2, 1): ("lossy_number", "4.11121E+17"), (2, 2): ("error", "#N/A")}
    assert (2, 2) not in cells_of(sheet)


@pytest.mark.parametrize("content", [b"\x01\x02\x03\x04" * 40, b"a,b\n1,\x00\x00\x00\n" * 3])
def test_bytes_that_are_no_text_are_no_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"不是表格|编码认不出来"):
        read(tmp_path / "a.csv", content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(st.text('甲乙,;|\t"\n0123456789 ab', max_size=6), min_size=2, max_size=5), min_size=1),
    encoding=st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
)
def test_what_a_csv_writer_writes_is_read_back(tmp_path: Path, rows: list[list[str]], encoding: str) -> None:
    width = max(len(row) for row in rows)
    rows = [["列" + str(column) for column in range(width)], *(row + ["末"] * (width - len(row)) for row in rows)]
    lines = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    path = tmp_path / "a.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    [sheet], _ = read_text(path, IntakeLimits())
    expected = {
        (row_no, column_no): text
        for row_no, row in enumerate(rows, 1)
        for column_no, text in enumerate(row, 1)
        if text.strip()
    }
    assert cells_of(sheet) == expected
