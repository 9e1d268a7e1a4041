"""Comma or tab separated text, whatever it is named and however it is encoded."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import NOT_A_TABLE
from fwzf_data.intake.grid import WIDTH, Mark, Row, Sheet, cells_from_rows, marks_table
from fwzf_data.settings import IntakeLimits

SHEET = "文本"  # a text file has one sheet without a name
DELIMITERS = "\t,;|"
SAMPLE_LINES = 50
READ_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")

UNDIVIDED = (
    "没有找到分隔各列的符号（逗号、制表符、分号、竖线都不是），每行只读成一格。"
    "如应分成几列，请用 WPS 打开，分列后另存为 .xlsx 再上传。"
)

_SENTINEL = "\x1e end of the last row \x1e"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def read_text(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    encoding = find_encoding(path)
    with path.open(encoding=encoding, newline="") as opened:
        sample = list(itertools.islice(opened, SAMPLE_LINES))
        _refuse_binary(sample)
        lines = itertools.chain(sample, opened)
        said = _SEPARATOR_LINE.fullmatch(sample[0]) if sample else None
        if said:
            next(lines)
        delimiter = said[1] if said else find_delimiter(sample)
        notes = [UNDIVIDED] if _is_undivided(sample, delimiter) else []
        widths: list[Mark] = []
        cells = cells_from_rows(_records(lines, delimiter, widths), sheet=SHEET, limits=limits)
    cells, marks = mark_written(cells)
    if len(widths) > 1:
        marks += widths
    return [Sheet(1, SHEET, False, cells, (), marks_table(marks))], notes


def find_encoding(path: Path) -> str:
    """UTF-8, GB18030 or UTF-16, decided by what decodes whole; a damaged UTF-8 file is never read as Chinese."""
    with path.open("rb") as opened:
        head = opened.read(SAMPLE_BYTES)
    if head.startswith(b"\xef\xbb\xbf"):
        return _checked(path, "utf-8-sig")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(path, "utf-16")
    if head.count(b"\0") > len(head) // 50:
        little = sum(head[index + 1] == 0 for index in range(0, len(head) - 1, 2))
        big = sum(head[index] == 0 for index in range(0, len(head) - 1, 2))
        return _checked(path, "utf-16-le" if little >= big else "utf-16-be")
    if _decodes(path, "utf-8") and not _chinese_by_chance(head):
        return "utf-8"
    if _mostly_utf8(head) or not _decodes(path, "gb18030"):
        raise UnreadableFile("文件的文字编码认不出来（不是 UTF-8，也不是 GBK），请用 WPS 打开后另存为 .xlsx 再上传。")
    return "gb18030"


def _checked(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise UnreadableFile("文件里有残缺的文字（可能没有下载完整），请重新导出后再上传。")
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as opened:
            while opened.read(READ_BYTES):
                pass
    except UnicodeError:
        return False
    return True


def _chinese_by_chance(head: bytes) -> bool:
    """Two GBK bytes can also read as one Greek or Cyrillic letter; a clerk means the Chinese."""
    text = head.decode("utf-8", "ignore")
    foreign = [letter for letter in text if letter > "\x7f"]
    return bool(foreign) and max(foreign) < "\u0800" and "\ufffd" not in head.decode("gb18030", "replace")


def _mostly_utf8(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    return sum(letter > "\u07ff" for letter in text) > 3 * text.count("\ufffd")


def _refuse_binary(sample: list[str]) -> None:
    text = "".join(sample)[:65_536]
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableFile(NOT_A_TABLE)


def _is_undivided(sample: list[str], delimiter: str) -> bool:
    """Whether a file has several lines that no delimiter parts."""
    lines = [row for row in csv.reader(sample, delimiter=delimiter) if "".join(row).strip()]
    return len(lines) > 1 and all(len(row) < 2 for row in lines)


def find_delimiter(sample: list[str]) -> str:
    """The delimiter whose quotes hold together and which cuts most records into the same number of cells."""

    def score(delimiter: str) -> tuple[bool, int]:
        widths = [len(record) for record in csv.reader(sample, delimiter=delimiter)]
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width - 1), width), default=1)
        return _quotes_hold(sample, delimiter), widths.count(usual) * (usual - 1)

    return max(DELIMITERS, key=score)


def _quotes_hold(sample: list[str], delimiter: str) -> bool:
    try:
        for _ in csv.reader([*sample, '"'], delimiter=delimiter, strict=True):
            pass
    except csv.Error as fault:
        return "end of data" in str(fault)  # the sample may end inside a cell, and the lone quote always does
    return True


def _records(lines: Iterable[str], delimiter: str, widths: list[Mark]) -> Iterator[Row]:
    """The rows; ``widths`` gets a mark where the number of cells changes."""
    csv.field_size_limit(2**31 - 1)
    row_no = width = 0
    record: list[str] = []
    for row_no, record in enumerate(csv.reader(itertools.chain(lines, ["\n", _SENTINEL]), delimiter=delimiter), 1):
        if record == [_SENTINEL]:
            return
        if record and len(record) != width:
            width = len(record)
            widths.append(Mark(row_no, 1, WIDTH, str(width)))
        yield row_no, record
    raise UnreadableFile(f"第 {row_no} 行有一个双引号没有成对，后面的内容分不清行列；请补上或删去这个双引号后再上传。")


def mark_written(cells: pa.Table) -> tuple[pa.Table, list[Mark]]:
    """Marks that can be told from text alone: errors, numbers whose digits were cut to ``4.11E+17``."""
    marks: list[Mark] = []
    rows = cells.column("row_no")
    for position, name in enumerate(cells.column_names[1:], 1):
        column = cells.column(name)
        if pc.any(pc.starts_with(column, '="')).as_py():  # how exports keep leading zeros from Excel
            column = pc.replace_substring_regex(column, r'^="([^"]*)"$', r"\1")
        wrong = pc.is_in(column, pa.array(ERRORS))
        cut = pc.match_substring_regex(column, r"^\s*-?\d(\.\d+)?[Ee]\+\d+\s*$")
        for kind, mask in (("error", wrong), ("lossy_number", cut)):
            if pc.any(mask).as_py():
                found = zip(rows.filter(mask).to_pylist(), column.filter(mask).to_pylist(), strict=True)
                marks += [Mark(row, position, kind, text.strip()) for row, text in found]
        if pc.any(wrong).as_py():
            column = pc.if_else(wrong, pa.scalar(None, pa.string()), column)
        cells = cells.set_column(position, name, column)
    return cells, marks
