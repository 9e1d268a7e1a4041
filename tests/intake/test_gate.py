"""The gate: what a file is by its content, and what is refused before a parser sees it."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import inspect_file
from fwzf_data.intake.reader import read_workbook
from fwzf_data.settings import IntakeLimits
from tests.intake.raw_workbook import sheet_xml, write_xlsx

LIMITS = IntakeLimits()
ONE = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')


def kind_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return inspect_file(path, LIMITS).kind


def refusal(path: Path, limits: IntakeLimits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as refused:
        inspect_file(path, limits)
    return str(refused.value)


def package(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "csv", "et", "pdf", ""])
def test_the_suffix_says_nothing(tmp_path: Path, suffix: str) -> None:
    path = write_xlsx(tmp_path / f"台账.{suffix}", {"表": ONE})
    assert inspect_file(path, LIMITS).kind == "xlsx"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK,\xe5\x90\x8d\n1,2\n", "text"),
        (b"BMI,MZ\n1,2\n", "text"),
        (b"MZ001,\xe7\x94\xb2\n", "text"),
        ("编号,名称".encode("utf-16"), "text"),
        ("<table><tr><td>甲".encode("gbk"), "html"),
        ("\ufeff \n<!DOCTYPE html><html>".encode(), "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "mht"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml"),
        (b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', "fods"),
        (bytes.fromhex("0900040002001000"), "xls"),
        (package({"xl/workbook.bin": b""}), "xlsb"),
        (package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), "ods"),
        (package({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "xlsx"),
        (package({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b""}), "xlsm"),
    ],
)
def test_the_content_says_what_a_file_is(tmp_path: Path, content: bytes, kind: str) -> None:
    assert kind_of(tmp_path / "a.xls", content) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7", "这是PDF，不是表格"),
        (b"\x89PNG\r\n", "这是图片"),
        (b"BM\x9a\0\0\0\0\0\0\0", "这是图片"),
        (b"MZ\x90\0\3\0\0\0\4", "这是程序"),
        (b"Rar!\x1a\7", "RAR 压缩包"),
        (b"{\\rtf1", "RTF 文档"),
        (b"PK\x03\x04" + b"\0" * 60, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "已损坏"),
        (b'<?xml version="1.0"?><note/>', "不是表格"),
        (package({"word/document.xml": b"<a/>"}), "这是文字文档"),
        (package({"ppt/presentation.xml": b"<a/>"}), "这是演示文稿"),
        (package({"台账/一月.xlsx": b"PK"}), "请先解压"),
        (package({"a.txt": b""}), "不是表格"),
        (package({"content.xml": b"<a/>", "mimetype": b"application/vnd.oasis.opendocument.text"}), "不是表格"),
        (package({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<m:encryption-data/>"}), "去掉打开密码"),
        (package({"../xl/workbook.xml": b"<a/>"}), "路径越界"),
        (package({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>', "[Content_Types].xml": b""}), "DOCTYPE"),
        (package({"[Content_Types].xml": '<!DOCTYPE a><a/>'.encode("utf-16"), "xl/workbook.xml": b""}), "DOCTYPE"),
        (package({"xl/workbook.xml": b"0" * 3_000_000, "[Content_Types].xml": b""}), "压缩得异常厉害"),
    ],
)  # fmt: skip
def test_what_is_no_ledger_is_refused_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    sentence = refusal(path)
    assert words in sentence
    assert sentence.endswith("。")


def test_a_missing_file_is_refused_too(tmp_path: Path) -> None:
    assert "文件打不开" in refusal(tmp_path / "没有.xlsx")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (IntakeLimits(file_bytes=100), "超过了 0 MB 的上限"),
        (IntakeLimits(unpacked_bytes=100), "文件解开后有"),
        (IntakeLimits(parts=3), "个部件"),
    ],
)
def test_sizes_are_judged_before_anything_is_unpacked(tmp_path: Path, limits: IntakeLimits, words: str) -> None:
    assert words in refusal(write_xlsx(tmp_path / "a.xlsx", {"表": ONE}), limits)


def test_a_zip_member_with_a_password_is_a_password(tmp_path: Path) -> None:
    content = bytearray(package({"xl/workbook.xml": b"<a/>"}))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, directory + 8, 1)
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "去掉打开密码" in refusal(path)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("xl/workbook.xml", "<a/>")
        opened.writestr("xl/Workbook.xml", "<b/>")
    assert "部件重名" in refusal(path)


def test_a_part_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 3000))
    path = write_xlsx(tmp_path / "a.xlsx", {"表": sheet_xml(rows)})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", content, entry + 24, 500)
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="已损坏"):
        read_workbook(path)


def test_macros_links_and_embeddings_are_ignored_and_noted(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>", "xl/embeddings/a.bin": b"x"}
    path = write_xlsx(tmp_path / "a.xlsm", {"表": ONE}, more=more)
    book = read_workbook(path)
    assert (book.kind, [note[:6] for note in book.notes]) == ("xlsm", ["文件里有宏，", "文件里有指向", "文件里嵌有别"])
    assert book.sheets[0].cells.num_rows == 1


def test_a_chart_sheet_is_skipped_with_a_note(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"图": ONE, "表": ONE})
    with zipfile.ZipFile(path) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    links = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = links.replace(
        b'/worksheet" Target="worksheets/sheet1', b'/chartsheet" Target="worksheets/sheet1'
    )
    path.write_bytes(package(parts))
    book = read_workbook(path)
    assert [(sheet.number, sheet.name) for sheet in book.sheets] == [(2, "表")]
    assert book.notes == ("工作表「图」是图表或对话框，没有单元格，已跳过。",)


def test_too_many_merges_are_refused(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 12))
    path = write_xlsx(
        tmp_path / "a.xlsx", {"表": ONE.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")}
    )
    with pytest.raises(UnreadableFile, match="「表」有 11 处合并单元格"):
        read_workbook(path, IntakeLimits(merges=10))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"]),
)
def test_no_bytes_get_past_the_gate_but_in_words(tmp_path: Path, content: bytes, head: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(head + content)
    try:
        told = inspect_file(path, LIMITS).kind
    except UnreadableFile as refused:
        told = str(refused)
    assert told in ("text", "html", "mht", "xls") or told.endswith("。")
