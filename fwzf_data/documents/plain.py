"""An answer for machines (JSON) and for a terminal (a table that minds the width of Chinese characters)."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fwzf_data.analysis.query import Answer


def answer_json(answer: Answer, generation: int) -> dict[str, Any]:
    """The public shape of every answer: money stays fen, a rate stays ``{num, den}``, dates are ISO."""
    return {
        "name": answer.query.name,
        "generation": generation,
        "as_of": plain(answer.as_of),
        "params": {key: plain(value) for key, value in answer.params.items() if key != "as_of"},
        "columns": answer.titles(),
        "rows": [{key: plain(value) for key, value in row.items()} for row in answer.dicts()],
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it; a decimal without fraction becomes an integer."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case list():
            return [plain(part) for part in value]
        case dict():
            return {key: plain(part) for key, part in value.items()}
        case _:
            return value


def answer_table(answer: Answer) -> str:
    """The rows as aligned columns under their Chinese headings, and how many there are."""
    titles = answer.titles()
    lines = [[titles.get(name, name) for name in answer.names]]
    lines += [[_shown(name, value) for name, value in zip(answer.names, row, strict=True)] for row in answer.rows]
    widths = [max(_width(line[place]) for line in lines) for place in range(len(answer.names))]
    padded = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "\n".join([*(line.rstrip() for line in padded), f"共 {len(answer.rows)} 行"])


def _shown(name: str, value: Any) -> str:
    match value:
        case None:
            return "—"
        case bool():
            return "是" if value else "否"
        case {"num": num, "den": den}:
            return f"{num}/{den}"
        case datetime():
            return value.isoformat(" ", "seconds")
        case int() if name.endswith("_fen"):
            return f"{value // 100}.{value % 100:02d}"
        case list():
            return "、".join(str(part) for part in value)
        case _:
            return " ".join(str(value).split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
