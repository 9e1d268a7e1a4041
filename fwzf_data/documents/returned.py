"""The user's own file back with its faults marked.

Pink cells, a comment with reason and remedy, a 校验结果 column to filter by, a 错误清单 sheet that links to each cell.
The uploaded bytes stay untouched in the store: this is a copy. Where openpyxl cannot open it (xls, csv, ods, html)
or it is too large to mark in place, the rows as read go into a new workbook at the same addresses.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from fwzf_data.documents.row_words import faults_of_rows, joined, row_words
from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.examine import LIST_SHEET, RESULT_HEADER
from fwzf_data.intake.ledger import ledger
from fwzf_data.intake.reader import Workbook, read_workbook
from fwzf_data.intake.reading import is_blank
from fwzf_data.intake.report import LoadReport
from fwzf_data.settings import IntakeLimits

MARKED_IN_PLACE_BYTES = 4 * 2**20
"""Above this, openpyxl's full mode costs minutes and gigabytes: the rows are written anew instead."""
AUTHOR = "校验"
OURS = f"【{AUTHOR}】"
"""Where our part of a comment begins: above it stands what the clerk wrote, and stays."""
_PINK, _GREY, _RED = (PatternFill("solid", fgColor=colour) for colour in ("FFC7CE", "E7E6E6", "C00000"))
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_TITLE_CHARS = 31
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class MarkedCell:
    """One fault of the uploaded file, at its address there."""

    sheet: str
    row: int
    column: int | None
    """1-based; None marks the row as a whole."""
    header: str
    value: str
    code: str
    effect: str
    message: str


@dataclass(frozen=True)
class SheetAsRead:
    """What a sheet was taken for: it says which cells a fault of a whole row stands for."""

    header_row: int | None = None
    """The last one."""
    ledger: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """Field → column."""


def report_workbook(source: Path, report: LoadReport) -> bytes:
    """What a load or a rehearsal found, marked in a copy of the file it read."""
    cells = [
        MarkedCell(
            issue.sheet, issue.row, issue.column_no, issue.header or "", issue.value or "", issue.code, issue.effect,
            issue.message,
        )
        for issue in report.issues
    ]  # fmt: skip
    faults = faults_of_rows(cells)
    fates: dict[tuple[str, int], tuple[str, str | None]] = dict.fromkeys(faults, ("采用", None))
    fates |= {(fate.sheet, fate.row): (fate.fate, fate.reason) for fate in report.rows}
    results: dict[str, dict[int, str]] = {}
    for (sheet, row), (fate, reason) in fates.items():
        results.setdefault(sheet, {})[row] = row_words(fate, reason, faults.get((sheet, row), []))
    sheets = {
        plan.name: SheetAsRead(
            plan.last, plan.ledger, {column.field or "": column.column_no for column in plan.mapped()}
        )
        for plan in (sheet.plan for sheet in report.sheets)
    }
    return returned_workbook(source, report.file, cells, results, sheets)


def returned_workbook(
    source: Path,
    file_name: str,
    cells: Sequence[MarkedCell],
    results: Mapping[str, Mapping[int, str]],
    sheets: Mapping[str, SheetAsRead],
) -> bytes:
    """The marked copy as xlsx bytes; ``results`` are the words of the 校验结果 column per sheet and row.

    Raises UnreadableFile where the source cannot be read at all.
    """
    book = _open_in_place(source) if file_name.lower().endswith((".xlsx", ".xlsm")) else None
    if book:
        titles = {name: name for name in book.sheetnames}
    else:
        book, titles = _written_anew(read_workbook(source, every_number=True))
    # the fate of a returned row says what is wrong; the message of its issue goes on with what to do
    remedies = {(cell.sheet, cell.row): cell.message.partition("退回。")[2] for cell in cells if cell.column is None}
    for name, rows in results.items():
        if name in titles:
            told = {row: joined([*filter(None, (words, remedies.get((name, row))))]) for row, words in rows.items()}
            _write_results(book[titles[name]], told, sheets[name].header_row if name in sheets else None)
    placed = [
        (cell, _places(book[titles[cell.sheet]], cell, sheets.get(cell.sheet)) if cell.sheet in titles else [])
        for cell in cells
    ]
    said: dict[tuple[str, int, int], list[str]] = {}
    for cell, places in placed:
        for place in places:
            said.setdefault((cell.sheet, cell.row, place), []).append(f"{cell.code}　{cell.message}")
    for (name, row, place), messages in said.items():
        _mark(book[titles[name]].cell(row, place), messages)
    _write_list(book, placed, titles)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _open_in_place(source: Path) -> openpyxl.Workbook | None:
    if source.stat().st_size > MARKED_IN_PLACE_BYTES:
        return None
    try:
        return openpyxl.load_workbook(io.BytesIO(source.read_bytes()), rich_text=True)
    except Exception:
        # openpyxl raises whatever its parser stumbles on; the rows as read are the fallback.
        return None


def _written_anew(read: Workbook) -> tuple[openpyxl.Workbook, dict[str, str]]:
    """The rows as read in a new workbook, and the title there of each sheet: Excel refuses some that others allow."""
    titles = {}
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if not read.sheets:
        raise UnreadableFile("文件里没有可以标注的工作表。")
    for sheet in read.sheets:
        target = book.create_sheet(_NO_TITLE.sub("-", sheet.name)[:_TITLE_CHARS])
        titles[sheet.name] = target.title
        rows = sheet.cells.column("row_no").to_pylist()
        marks = zip(*(sheet.marks[part].to_pylist() for part in ("row_no", "column_no", "kind")), strict=True)
        numbers = {(row, place) for row, place, kind in marks if kind == "number"}
        for place, name in enumerate(sheet.cells.column_names[1:], 1):
            for row, text in zip(rows, sheet.cells.column(name).to_pylist(), strict=True):
                if (row, place) in numbers:
                    target.cell(row, place).value = float(text)
                elif text is not None:
                    _write_text(target.cell(row, place), text)
    return book, titles


def _write_text(cell: Any, text: str) -> None:
    """Always a text cell: a value that begins with ``=`` is never a formula of ours."""
    cell.value = _UNWRITABLE.sub("\ufffd", text)[:32_767]
    cell.data_type = "s"


def _write_results(sheet: Any, rows: Mapping[int, str], header_row: int | None) -> None:
    place = _result_column(sheet, header_row)
    if header_row:
        head = sheet.cell(header_row, place)
        _write_text(head, RESULT_HEADER)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), _RED
        last = max([*rows, header_row, *(row for row, _ in _filled(sheet))])
        sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(place)}{last}"
    sheet.column_dimensions[get_column_letter(place)].width = 48
    for row, words in rows.items():
        cell = sheet.cell(row, place)
        if type(cell).__name__ == "MergedCell":
            continue
        _write_text(cell, words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if not words.startswith(("采用", "更新", "未变")):
            cell.fill = _GREY if words.startswith("搁置") else _PINK


def _result_column(sheet: Any, header_row: int | None) -> int:
    """The column of an earlier 校验结果 of ours, else the first to the right of what is written, merged titles too."""
    if header_row:
        for row, column in _filled(sheet):
            if row == header_row and sheet.cell(row, column).value == RESULT_HEADER:
                return int(column)
    merged = (area.max_col for area in sheet.merged_cells.ranges if area.max_col <= IntakeLimits.columns)
    return 1 + int(max([0, *(column for _, column in _filled(sheet)), *merged]))


def _filled(sheet: Any) -> list[tuple[int, int]]:
    """Row and column of the cells that hold something: formats alone may reach to the edge of the sheet."""
    # iterating the rows would make every cell up to that edge
    return [place for place, cell in sheet._cells.items() if cell.value is not None]


def _places(sheet: Any, fault: MarkedCell, read: SheetAsRead | None) -> list[int]:
    """The columns in which a fault is to be mended. One of a whole row names no cell: what is lacking stands in the
    blank cells of what a record must have, the same number twice in those of the number."""
    if fault.column is not None:
        return [fault.column]
    if read is None or read.ledger is None:
        return []
    kind = ledger(read.ledger)

    def is_filled(place: int) -> bool:
        value = sheet.cell(fault.row, place).value
        return value is not None and not is_blank(str(value))

    def columns(fields: Iterable[str]) -> list[int]:
        return [read.columns[name] for name in fields if name in read.columns]

    if fault.code == "I01":
        lacking = [need for need in kind.needs if kind.need_in_words(need) in fault.message]
        asked = columns(name for need in lacking for name in need.replace("+", "|").split("|"))
        return [place for place in asked if not is_filled(place)] or asked
    if fault.code == "I02":
        numbers = [columns(fields) for fields in kind.record_keys]
        return next((places for places in numbers if places and all(map(is_filled, places))), [])
    return []


def _mark(cell: Any, messages: Sequence[str]) -> None:
    if type(cell).__name__ == "MergedCell":
        return
    cell.fill = _PINK
    said = OURS + _UNWRITABLE.sub("\ufffd", "\n".join(messages))
    own = cell.comment
    kept = own.text.partition(OURS)[0].rstrip() if own and own.author != AUTHOR else ""
    comment = Comment(f"{kept}\n\n{said}" if kept else said, own.author if kept else AUTHOR)
    comment.width, comment.height = 320, 240 if kept else 120
    cell.comment = comment


def _write_list(
    book: openpyxl.Workbook, placed: Sequence[tuple[MarkedCell, Sequence[int]]], titles: Mapping[str, str]
) -> None:
    if LIST_SHEET in book.sheetnames:
        book.remove(book[LIST_SHEET])
    sheet = book.create_sheet(LIST_SHEET)
    sheet.append(["序号", "工作表", "单元格", "列名", "原值", "问题和怎么改", "规则编号", "处理"])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    effects = {"row_returned": "整行退回", "cell_unknown": "该格按未知处理", "note": "提示"}
    for number, (fault, places) in enumerate(placed, 1):
        row = number + 1
        address = f"{get_column_letter(places[0] if places else 1)}{fault.row}"
        sheet.cell(row, 1, number)
        for place, text in enumerate([fault.sheet, address, fault.header, fault.value, fault.message, fault.code], 2):
            _write_text(sheet.cell(row, place), text or "")
        _write_text(sheet.cell(row, 8), effects.get(fault.effect, fault.effect))
        if fault.sheet in titles:
            link = sheet.cell(row, 3)
            quoted = titles[fault.sheet].replace("'", "''")
            link.hyperlink = f"#'{quoted}'!{address}"
            link.style = "Hyperlink"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:H{len(placed) + 1}"
    for letter, width in zip("ABCDEFGH", (6, 14, 10, 18, 24, 70, 10, 16), strict=True):
        sheet.column_dimensions[letter].width = width
