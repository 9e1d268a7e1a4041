"""Tables of a workbook as plain Python, for comparing."""

from __future__ import annotations

from fwzf_data.intake.grid import Sheet

Cells = dict[tuple[int, int], str]


def cells_of(sheet: Sheet) -> Cells:
    """(row, column) → text, without the blanks."""
    rows = sheet.cells.column("row_no").to_pylist()
    found = {}
    for column_no, name in enumerate(sheet.cells.column_names[1:], 1):
        for row_no, text in zip(rows, sheet.cells.column(name).to_pylist(), strict=True):
            if text is not None:
                found[row_no, column_no] = text
    return found


def marks_of(sheet: Sheet) -> dict[tuple[int, int], tuple[str, str]]:
    return {(row["row_no"], row["column_no"]): (row["kind"], row["text"]) for row in sheet.marks.to_pylist()}
