"""Reads the drawn header layouts: rows, merged cells, and what each column really is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("header_layouts.txt")
LEFT, ABOVE = "《", "︽"
_BAR = re.compile(r"(?<=\s)\|(?=\s|$)")


@dataclass(frozen=True)
class Layout:
    origin: str
    ledger: str
    name: str
    rows: list[tuple[int, list[str | None]]]
    merges: list[tuple[int, int, int, int]]
    truth: list[set[str]]
    """Per column what is right: fields, or ``-`` where it may stay without one."""


def layouts() -> list[Layout]:
    blocks = ("\n" + FILE.read_text("utf-8")).split("\n== ")[1:]
    return [_layout(block.rstrip().split("\n")) for block in blocks]


def drawn(text: str) -> tuple[list[tuple[int, list[str | None]]], list[tuple[int, int, int, int]]]:
    """Rows and merged ranges of a drawn table; ``\\n`` in a cell is a line break."""
    grid = [[cell.strip().replace("\\n", "\n") for cell in _BAR.split(" " + line)] for line in text.split("\n")]
    rows = [
        (number, [cell if cell not in ("", LEFT, ABOVE) else None for cell in line])
        for number, line in enumerate(grid, 1)
    ]
    return rows, _merges(grid)


def _layout(lines: list[str]) -> Layout:
    where, name = lines[0].split(": ", 1)
    origin, ledger = where.split(", ")
    rows, merges = drawn("\n".join(lines[1:-1]))
    truth = [set(cell.strip().split("|")) for cell in _BAR.split(lines[-1])]
    return Layout(origin, ledger, name, rows, merges, truth)


def _merges(grid: list[list[str]]) -> list[tuple[int, int, int, int]]:
    found = []
    for top, line in enumerate(grid):
        for left, cell in enumerate(line):
            if cell in ("", LEFT, ABOVE):
                continue
            right, bottom = left, top
            while right + 1 < len(line) and line[right + 1] == LEFT:
                right += 1
            while bottom + 1 < len(grid) and left < len(grid[bottom + 1]) and grid[bottom + 1][left] == ABOVE:
                bottom += 1
            if (right, bottom) != (left, top):
                found.append((top + 1, left + 1, bottom + 1, right + 1))
    return found
