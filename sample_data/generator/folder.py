"""The upload folder: writes the workbooks and notes for every sheet what a reader should see in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sample_data.generator.tables import Column, Sheet, Table, lay_out
from sample_data.generator.writers import write_csv, write_html, write_unicode_text, write_xls, write_xlsx

Form = Literal["xlsx", "xls", "html", "gbk", "utf8-bom", "utf16"]


@dataclass(frozen=True)
class Aside:
    """A sheet that is no ledger, or that only repeats the others."""

    sheet: Sheet
    why: str


class UploadFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.expected: list[dict[str, object]] = []
        path.mkdir(parents=True, exist_ok=True)

    def write(self, file: str, parts: Sequence[Table | Aside], form: Form = "xlsx") -> None:
        sheets = [part.sheet if isinstance(part, Aside) else lay_out(part) for part in parts]
        target = self.path / file
        if form == "xlsx":
            write_xlsx(target, sheets)
        elif form == "xls":
            write_xls(target, sheets)
        elif form == "html":
            write_html(target, sheets[0])
        elif form == "utf16":
            write_unicode_text(target, sheets[0])
        else:
            write_csv(target, sheets[0], "gb18030" if form == "gbk" else "utf-8-sig")
        self.expected.extend(_expected(file, part, named=form in ("xlsx", "xls")) for part in parts)


def _expected(file: str, part: Table | Aside, *, named: bool) -> dict[str, object]:
    """Text and web pages have no sheet names."""
    if isinstance(part, Aside):
        return {"file": file, "sheet": part.sheet.name, "ledger": None, "why": part.why}
    return {
        "file": file,
        "sheet": part.sheet if named else None,
        "ledger": part.ledger,
        "rows": len(part.records),
        "columns": [[_full_header(column), column.field] for column in part.columns],
    }


def _full_header(column: Column) -> str:
    return f"{column.parent}/{column.header}" if column.parent else column.header
