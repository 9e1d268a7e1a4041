"""HTML tables, the usual content of an .xls that a government system exports; also inside .mht."""

from __future__ import annotations

import email
import re
from decimal import Decimal
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

from fwzf_data.errors import UnreadableFile
from fwzf_data.intake.gate import DAMAGED
from fwzf_data.intake.grid import Merge, Row, Sheet, cells_from_rows, marks_table, too_tall, too_wide
from fwzf_data.intake.text_tables import mark_written
from fwzf_data.settings import IntakeLimits

FEED_CHARS = 1 << 16
NO_TABLE = "网页里没有表格，请打开原系统重新导出，或在 WPS 里打开后另存为 .xlsx 再上传。"

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_ROUNDED = re.compile(r"[¥￥]?(-?\d[\d,]*(?:\.(\d+))?)")
_STORED = re.compile(r"-?\d+(?:\.\d+)?")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset(["script", "style", "title", "head"])
_BREAKS = frozenset(["br", "p", "div", "li"])


def read_html(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    return _sheets([decode_html(path.read_bytes())], limits)


def read_mht(path: Path, limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    with path.open("rb") as opened:
        message = email.message_from_binary_file(opened, policy=default)
    pages = []
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                pages.append(decode_html(content))
    return _sheets(pages, limits)


def decode_html(content: bytes) -> str:
    """By byte order mark, then as UTF-8 or GB18030 if that is what it is, then by what the page says of itself."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "strict")
    said = _CHARSET.search(content[:4096])
    named = said[1].decode("ascii").lower() if said else "utf-8"
    for encoding in (["gb18030"] if named in ("gb2312", "gbk", "gb18030") else [named]) + ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding, "strict")
        except (UnicodeError, LookupError):
            continue
    raise UnreadableFile(DAMAGED)


def _sheets(pages: list[str], limits: IntakeLimits) -> tuple[list[Sheet], list[str]]:
    sheets: list[Sheet] = []
    for page in pages:
        parser = _TableParser(limits)
        for at in range(0, len(page), FEED_CHARS):
            parser.feed(page[at : at + FEED_CHARS])
        parser.close()
        names = _SHEET_NAME.findall(page)
        for table in parser.tables:
            number = len(sheets) + 1
            name = names[len(sheets)] if len(sheets) < len(names) else f"表{number}"
            cells, marks = mark_written(cells_from_rows(table.rows, sheet=name, limits=limits))
            if cells.num_rows:
                sheets.append(Sheet(number, name, False, cells, tuple(table.merges), marks_table(marks)))
    if not sheets:
        raise UnreadableFile(NO_TABLE)
    return sheets, []


class _Table:
    """One table on its grid: a spanning cell keeps its text at the top left, the rest stays blank."""

    def __init__(self, limits: IntakeLimits) -> None:
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self._limits = limits
        self._covered: dict[int, int] = {}  # column → rows still covered from above
        self._texts: list[str | None] | None = None
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._stored: str | None = None

    def open_row(self) -> None:
        self.close_row()
        if len(self.rows) >= self._limits.rows:
            raise too_tall(f"表{len(self.rows)}", self._limits)
        self._texts = []

    def close_row(self) -> None:
        self.close_cell()
        if self._texts is None:
            return
        self.rows.append((len(self.rows) + 1, self._texts))
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self._texts = None

    def open_cell(self, column_span: int, row_span: int, stored: str | None = None) -> None:
        """``stored`` is the number Excel keeps behind what is shown."""
        self.close_cell()
        if self._texts is None:
            self.open_row()
        self._cell, self._spans, self._stored = [], (column_span, row_span), stored

    def close_cell(self) -> None:
        if self._cell is None or self._texts is None:
            return
        text = "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in "".join(self._cell).split("\0")).strip("\n")
        text = _unrounded(text, self._stored)
        column_span, row_span = self._spans
        column = len(self._texts) + 1
        while self._covered.get(column):
            self._texts.append(None)
            column += 1
        row_no, last = len(self.rows) + 1, column + column_span - 1
        if last > self._limits.columns:
            raise too_wide("网页表格", row_no, last, self._limits)
        self._texts += [text, *[None] * (column_span - 1)]
        if column_span > 1 or row_span > 1:
            self.merges.append((row_no, column, row_no + row_span - 1, last))
        if row_span > 1:
            self._covered |= dict.fromkeys(range(column, last + 1), row_span)
        self._cell = None

    def write(self, text: str) -> None:
        if self._cell is not None:
            self._cell.append(text)


class _TableParser(HTMLParser):
    """Tables only; nothing is executed, fetched or guessed."""

    def __init__(self, limits: IntakeLimits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._limits = limits
        self._open: list[_Table] = []
        self._silent = 0

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for line numbers, and counting them is a tenth of the work."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open.append(_Table(self._limits))
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].open_row()
        elif self._open and tag in ("td", "th"):
            said = dict(attrs)
            self._open[-1].open_cell(
                _span(said.get("colspan"), self._limits.columns + 1),
                _span(said.get("rowspan"), self._limits.rows),
                said.get("x:num"),
            )
        elif self._open and tag in _BREAKS:
            self._open[-1].write("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag == "tr":
            self._open[-1].close_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].close_cell()
        elif self._open and tag == "table":
            self._open.pop().close_row()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._open[-1].write(data.replace("\0", ""))

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().close_row()


def _unrounded(text: str, stored: str | None) -> str:
    """The stored number where the page shows it rounded: 1,235 for 1234.5. Of a day or a percentage the words stay."""
    shown = _ROUNDED.fullmatch(text.strip("\xa0 "))
    if shown is None or stored is None or not _STORED.fullmatch(stored):
        return text
    off = abs(Decimal(stored) - Decimal(shown[1].replace(",", "")))
    return stored if 0 < off <= Decimal(5).scaleb(-1 - len(shown[2] or "")) else text


def _span(written: str | None, most: int) -> int:
    text = (written or "").strip()
    return max(1, min(int(text[:9]), most)) if text.isascii() and text.isdigit() else 1
