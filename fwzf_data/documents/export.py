"""An answer as a workbook or as CSV, with a sheet that says what it is, as of when, and from which generation."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter

from fwzf_data.analysis.query import Answer

SAMPLE = "示例数据（虚构）"
"""What every paper made of the invented sample year says of itself."""
_NATURE = "数据性质"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def answer_workbook(answer: Answer, generation: int, head: str, *, is_sample: bool = False) -> bytes:
    """The rows as a formatted workbook (money in yuan, a rate as three columns) with a 说明 sheet.

    ``head`` is the journal's head hash, printed so that a rewritten history is found from outside. ``is_sample``: every
    row says that it is invented, for rows are copied into other workbooks.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2022, 1, 1)})
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
    formats = {
        "money": book.add_format({"num_format": "#,##0.00"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "percent": book.add_format({"num_format": "0.0%"}),
    }
    sheet = book.add_worksheet(sheet_name(answer.query.title))
    headings = _headings(answer, is_sample)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, max(10, min(36, 2 * len(heading) + 2)))
    for row_no, row in enumerate(_flat(answer, is_sample), 1):
        for place, value in enumerate(row):
            _write(sheet, row_no, place, value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(answer.rows)), max(0, len(headings) - 1))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{SAMPLE if is_sample else ''}&C第 &P 页 共 &N 页")
    about = book.add_worksheet("说明")
    for row_no, (name, text) in enumerate(_about(answer, generation, head, is_sample)):
        about.write_string(row_no, 0, name, bold)
        about.write_string(row_no, 1, text)
    about.set_column(0, 0, 14)
    about.set_column(1, 1, 100)
    book.close()
    return buffer.getvalue()


def answer_csv(answer: Answer, *, is_sample: bool = False) -> bytes:
    """UTF-8 with a mark, so that Excel and WPS read it.

    A text a spreadsheet would run as a formula gets a leading ``'``.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_headings(answer, is_sample))
    for row in _flat(answer, is_sample):
        writer.writerow(_harmless(value) for value in row)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    if isinstance(value, Money):
        return value.yuan()
    if isinstance(value, str) and value.startswith(_RISKY):
        return f"'{value}"
    return "" if value is None else value


class Money(int):
    """Fen on the way into a cell."""

    def yuan(self) -> str:
        sign, fen = ("-", -self) if self < 0 else ("", int(self))
        return f"{sign}{fen // 100}.{fen % 100:02d}"


def _rate_columns(answer: Answer) -> set[int]:
    """Where the result holds ``{num, den}`` structs."""
    return {
        place for row in answer.rows for place, value in enumerate(row) if isinstance(value, dict) and "den" in value
    }


def _headings(answer: Answer, is_sample: bool) -> list[str]:
    titles, rates, found = answer.titles(), _rate_columns(answer), []
    for place, name in enumerate(answer.names):
        title = titles.get(name, name)
        found += [f"{title}（分子）", f"{title}（分母）", title] if place in rates else [title]
    return [*found, _NATURE] if is_sample else found


def _flat(answer: Answer, is_sample: bool) -> Iterator[list[Any]]:
    rates = _rate_columns(answer)
    for row in answer.rows:
        cells: list[Any] = []
        for place, (name, value) in enumerate(zip(answer.names, row, strict=True)):
            if place in rates:
                num, den = (value["num"], value["den"]) if value else (None, None)
                cells += [num, den, num / den if den and num is not None else None]
            elif isinstance(value, int) and name.endswith("_fen"):
                cells.append(Money(value))
            elif isinstance(value, list):
                cells.append(clean("、".join(str(part) for part in value)))
            elif isinstance(value, str):
                cells.append(clean(value))
            else:
                cells.append(value)
        yield [*cells, SAMPLE] if is_sample else cells


def _write(sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, place, "是" if value else "否")
        case Money():
            sheet.write_number(row, place, int(value) / 100, formats["money"])
        case float():
            sheet.write_number(row, place, value, formats["percent"])
        case int():
            sheet.write_number(row, place, value)
        case datetime():
            sheet.write_string(row, place, value.isoformat(" ", "seconds"))
        case date():
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), formats["date"])
        case _:
            sheet.write_string(row, place, str(value))


def clean(text: str) -> str:
    """A text a workbook can hold: no lone surrogates, no control characters, at most 32,767 characters."""
    return _UNWRITABLE.sub("\ufffd", text)[:32_767]


def sheet_name(title: str) -> str:
    """A title as Excel allows it on a tab: 31 characters, none of ``[]:*?/\\``."""
    return "".join("－" if char in "[]:*?/\\" else char for char in title)[:31] or "数据"


def _about(answer: Answer, generation: int, head: str, is_sample: bool) -> list[tuple[str, str]]:
    asked = answer.query
    digest = hashlib.sha256(repr(answer.rows).encode()).hexdigest()
    conditions = "；".join(
        f"{asked.params[key].get('title', key)}＝{value}"
        for key, value in answer.params.items()
        if value is not None and key not in ("as_of", "row_limit", "row_offset")
    )
    first_row, most = answer.params.get("row_offset"), answer.params.get("row_limit")
    cut = [f"从第 {first_row + 1} 行起"] if first_row else []
    cut += [f"最多 {most} 行"] if most is not None and len(answer.rows) >= most else []
    return [
        *([(_NATURE, f"{SAMPLE}，仅供熟悉系统，不能用于实际工作")] if is_sample else []),
        ("名称", asked.title),
        ("用途", asked.purpose),
        ("一行是", asked.grain),
        ("依据", asked.source),
        ("口径说明", "；".join(asked.notes)),
        ("统计截止日", answer.as_of.isoformat()),
        ("条件", "；".join(filter(None, (conditions, "，".join(cut))))),
        ("数据版本", f"第 {generation} 版"),
        ("日志校验值", head),
        ("行数", str(len(answer.rows))),
        ("内容校验值", digest),
    ]
