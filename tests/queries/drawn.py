"""Tables drawn in tests: written with bars, compared by the columns that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width


@dataclass(frozen=True, eq=False)
class Drawn:
    """A table of texts; ``None`` is a blank cell. Two are equal when the columns both have hold the same, row by row."""

    names: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Drawn):
            return NotImplemented
        if len(self.names) > len(other.names):
            return other == self
        return set(self.names) <= set(other.names) and self.rows == other.only(self.names).rows

    __hash__ = None  # type: ignore[assignment]

    def only(self, names: Sequence[str]) -> Drawn:
        places = [self.names.index(name) for name in names]
        return Drawn(tuple(names), tuple(tuple(row[place] for place in places) for row in self.rows))

    def __str__(self) -> str:
        lines = [[cell or "" for cell in row] for row in (self.names, *self.rows)]
        widths = [max(_width(line[place]) for line in lines) for place in range(len(self.names))]
        drawn = [" | ".join(cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)) for line in lines]
        return "\n".join([drawn[0], "-+-".join("-" * w for w in widths), *drawn[1:]])

    __repr__ = __str__


def drawn(text: str) -> Drawn:
    """Read a drawn table: names, a rule, rows."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    rows = [tuple(cell.strip() or None for cell in line.split("|")) for line in lines if set(line) - set("-+ ")]
    head = tuple(str(name) for name in rows[0])
    for row in rows[1:]:
        assert len(row) == len(head), f"a drawn row has {len(row)} cells, the head {len(head)}: {row}"
    return Drawn(head, tuple(rows[1:]))


def draw(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Drawn:
    """Values as a drawn table shows them: rates as 3/10, lists with 、, dates ISO, null blank."""
    return Drawn(tuple(names), tuple(tuple(_shown(value) for value in row) for row in rows))


def _shown(value: Any) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case {"num": num, "den": den}:
            return f"{_shown(num)}/{_shown(den)}"
        case list():
            return "、".join(_shown(item) or "" for item in value) or None
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
        case _:
            return str(value) or None


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
