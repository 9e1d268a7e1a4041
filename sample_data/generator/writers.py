"""Sheets to files in the forms offices send; nothing written depends on the clock."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt  # type: ignore[import-untyped]

from sample_data.generator.tables import Cell, Fault, Formula, Sheet

WRITTEN_AT = datetime(2023, 1, 3, 9, 0, 0)
MARK = "示例数据（虚构）"


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": MARK, "author": MARK, "created": WRITTEN_AT})
    bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"})
    day = book.add_format({"num_format": "yyyy/m/d"})
    moment = book.add_format({"num_format": "yyyy/m/d hh:mm"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, max((len(row) for row in sheet.rows), default=1) - 1, 14)
        merged = {(first, column): (last, end) for first, column, last, end in sheet.merges}
        head = max((last for _, column, last, end in sheet.merges if end > column), default=0)
        for y, row in enumerate(sheet.rows):
            for x, cell in enumerate(row):
                style = bold if y <= head else None
                if (y, x) in merged and merged[y, x] != (y, x):
                    page.merge_range(y, x, *merged[y, x], "", style)
                if isinstance(cell, datetime):
                    page.write_datetime(y, x, cell, moment)
                elif isinstance(cell, date):
                    page.write_datetime(y, x, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, Fault):
                    page.write_formula(y, x, "=NA()", style, cell.text)
                elif isinstance(cell, Formula):
                    page.write_formula(y, x, cell.text, style, "" if cell.value is None else cell.value)
                elif isinstance(cell, str):
                    page.write_string(y, x, cell, style)
                elif cell is not None:
                    page.write_number(y, x, cell, style)
        if sheet.hidden:
            page.hide()
    book.close()


def write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    """The old binary format (BIFF8), as WPS writes it."""
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY-M-D")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        covered = set()
        for first, column, last, end in sheet.merges:
            page.write_merge(first, last, column, end, _plain(sheet.rows[first][column]))
            covered |= {(y, x) for y in range(first, last + 1) for x in range(column, end + 1)}
        for y, row in enumerate(sheet.rows):
            for x, cell in enumerate(row):
                if (y, x) in covered or cell is None:
                    continue
                if isinstance(cell, date):
                    page.write(y, x, cell, day)
                else:
                    page.write(y, x, _plain(cell))
    book.save(str(path))


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    path.write_bytes(_delimited(sheet, ",").encode(encoding))


def write_unicode_text(path: Path, sheet: Sheet) -> None:
    """Excel's 「Unicode 文本」: UTF-16 with a mark, tabs between the cells."""
    path.write_bytes(b"\xff\xfe" + _delimited(sheet, "\t").encode("utf-16-le"))


def write_html(path: Path, sheet: Sheet) -> None:
    """A web page saved under the name of a workbook, as government systems export it."""
    spans = {(first, column): (last - first + 1, end - column + 1) for first, column, last, end in sheet.merges}
    covered = {
        (y, x)
        for first, column, last, end in sheet.merges
        for y in range(first, last + 1)
        for x in range(column, end + 1)
        if (y, x) != (first, column)
    }
    lines = ["<html><head><meta charset='utf-8'><title>" + MARK + "</title></head><body><table border='1'>"]
    for y, row in enumerate(sheet.rows):
        cells = []
        for x, cell in enumerate(row):
            if (y, x) in covered:
                continue
            down, across = spans.get((y, x), (1, 1))
            span = (f" rowspan='{down}'" if down > 1 else "") + (f" colspan='{across}'" if across > 1 else "")
            cells.append(f"<td{span}>{html.escape(_text(cell))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</table></body></html>")
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _delimited(sheet: Sheet, delimiter: str) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([[_text(cell) for cell in row] for row in sheet.rows])
    return buffer.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return str(_plain(cell))


def _plain(cell: Cell) -> str | int | float | None:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Formula):
        return cell.value
    return cell.text if isinstance(cell, Fault) else cell
