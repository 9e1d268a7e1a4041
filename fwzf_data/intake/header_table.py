"""The first rows of a sheet as a small grid: merged headers flattened, rows that belong to the header recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from fwzf_data.intake.header_text import is_unit_or_note, normalise_header, split_header

_ORDINAL = re.compile(r"^\(?(\d{1,3})\)?$")
_CYCLE = ("甲乙丙丁戊己庚辛壬癸", "abcdefghijklmnopqrstuvwxyz")
_WIDE = 4
_NEARLY_ALL = 0.8
_TITLE_LENGTH = 6
_HEADER_LENGTH = 20
_FIGURE = re.compile(r"[\d.,\-/:￥%]+$")
_OF_A_RECORD = re.compile(
    r"^(?:\d{7,}[Xx]?$|\d{1,2}月\d{1,2}日|(?:19|20)?\d{2}[年./\-]\d{1,2}[月./\-]\d{1,2}"
    r"|\D{1,12}[〔\[（(]20\d\d[〕\]）)].{0,8}\d号$)"
)
_RECORD, _RECORD_SHARE = 2, 0.2
"""A row with so many days, long numbers or document numbers, and that share of them, is a record: a header copied from
a web page may hold a few."""
_TITLE = re.compile(r"(?:台账|名册|清单|表)(?:[(（].*[)）])?$|[:：]|20\d\d年")


@dataclass(frozen=True)
class Heading:
    """One column's header: the texts from the top level down to the column's own."""

    column_no: int
    path: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        return "/".join(re.sub(r"\s*[\r\n]+\s*", "", part).strip() for part in self.path)

    @property
    def unit(self) -> str | None:
        """The unit nearest to the column."""
        return next((unit for part in reversed(self.path) if (unit := split_header(part)[1])), None)


@dataclass
class Grid:
    """Rows by Excel number with their merged ranges."""

    rows: dict[int, list[str | None]]
    merges: Iterable[tuple[int, int, int, int]] = ()
    _spans: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict, init=False)
    _joined_rows: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        deepest = max(self.rows, default=0)
        for first_row, first_column, last_row, last_column in self.merges:
            for row in range(first_row, min(last_row, deepest) + 1):
                if row in self.rows:
                    for column in range(first_column, last_column + 1):
                        self._spans[row, column] = (first_row, first_column, last_row, last_column)
                    if last_column > first_column:
                        self._joined_rows.add(row)

    def text(self, row: int, column: int) -> str:
        cells = self.rows.get(row, [])
        return (cells[column - 1] or "").strip() if column <= len(cells) else ""

    def filled(self, row: int) -> list[tuple[int, str]]:
        """The cells of a row that are not blank, as (column, text)."""
        return [(column, text) for column in range(1, len(self.rows[row]) + 1) if (text := self.text(row, column))]

    def headings(self, first: int, last: int) -> list[Heading]:
        """The headers a block of rows gives, parents before children."""
        width = max(len(self.rows.get(row, [])) for row in range(first, last + 1))
        levels = [self._level(row, last, width) for row in range(first, last + 1)]
        found = []
        for column in range(1, width + 1):
            path: list[str] = []
            for level in levels:
                text = level.get(column, "")
                if text and normalise_header(text) and (not path or text != path[-1]):
                    path.append(text)
            if path:
                found.append(Heading(column, tuple(path)))
        return found

    def _level(self, row: int, last: int, width: int) -> dict[int, str]:
        """Texts of one header row; a parent also stands over the columns it spans."""
        texts: dict[int, str] = {}
        for column in range(1, width + 1):
            top, left, bottom, right = self._spans.get((row, column), (row, column, row, column))
            own = self.text(row, column)
            if own:
                texts[column] = own
            elif (top, left) != (row, column) and top == row and bottom < last and right > left:
                texts[column] = self.text(top, left)
            elif (row, column) not in self._spans and row < last and row not in self._joined_rows:
                before = texts.get(column - 1, "")
                below = any(self.text(under, column) for under in range(row + 1, last + 1))
                grouped = any(self.text(under, column - 1) for under in range(row + 1, last + 1))
                if before and below and grouped:
                    texts[column] = before
        return texts

    def is_banner(self, row: int) -> bool:
        """Whether a row is a title or note: hardly any cells, or one text over the whole width."""
        filled = self.filled(row)
        texts = {text for _, text in filled}
        if len(texts) <= 2 and any(_TITLE.search(text) for text in texts):
            return True
        below = self.filled(row + 1) if row + 1 in self.rows else []
        if len(texts) != 1 or len(below) < _WIDE:
            return False
        column, text = filled[0]
        _, left, _, right = self._spans.get((row, column), (row, column, row, column))
        return right - left + 1 >= _NEARLY_ALL * len(below) or (
            left == right and column <= below[0][0] and len(text) >= _TITLE_LENGTH
        )

    def is_cut(self, first: int, last: int) -> bool:
        """Whether a cell merged over rows reaches out of a block: a header ends where its merged cells end."""
        return any(
            (first <= top <= last < bottom) or (top < first <= bottom) for top, _, bottom, _ in self._spans.values()
        )

    def is_record(self, row: int) -> bool:
        """Whether a row holds what only records hold, so that it heads nothing: days, numbers of phones and papers."""
        filled = self.filled(row)
        return sum(bool(_OF_A_RECORD.match(text)) for _, text in filled) >= max(_RECORD, _RECORD_SHARE * len(filled))

    def plain_header(self) -> int | None:
        """The row that looks most like a header to someone who cannot read: the first with several short, different
        words, none of them a number, under rows that are titles."""
        for row in sorted(self.rows):
            texts = [text for _, text in self.filled(row)]
            if len(texts) >= _WIDE and not self.is_banner(row):
                is_head = len(set(texts)) == len(texts) and not any(_FIGURE.match(text) for text in texts)
                return row if is_head and max(map(len, texts)) <= _HEADER_LENGTH else None
        return None

    def numbers_columns(self, row: int, columns: Sequence[int]) -> bool:
        """Whether a row only numbers the columns: 1 2 3 …, 甲 乙 1 2 …, A B C …, (1) (2) …"""
        filled = [(column, unicodedata.normalize("NFKC", text)) for column, text in self.filled(row)]
        marks = [text for column, text in filled if column in columns and text not in ("栏次", "列次", "序号")]
        if len(marks) < max(3, round(0.6 * len(columns))):
            return False
        ordinals = [int(match[1]) for mark in marks if (match := _ORDINAL.match(mark))]
        letters = [mark.lower() for mark in marks if not _ORDINAL.match(mark)]
        in_turn = any(
            all(letter in cycle for letter in letters) and _counts_up([cycle.index(letter) for letter in letters])
            for cycle in _CYCLE
        )
        return in_turn and _counts_up(ordinals)

    def explains_columns(self, row: int) -> bool:
        """Whether a row holds only units and instructions: 元, 必填, 格式：…"""
        filled = self.filled(row)
        return bool(filled) and all(is_unit_or_note(text) and not _ORDINAL.match(text) for _, text in filled)


def _counts_up(numbers: Sequence[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(numbers))
