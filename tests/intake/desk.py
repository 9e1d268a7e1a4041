"""Sheets drawn in a test, examined, decided and entered as a file's would be, into a database in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from fwzf_data.intake.decide import decide
from fwzf_data.intake.enter import Batch, enter
from fwzf_data.intake.examine import Examination, Remembered, examine_sheet
from fwzf_data.intake.fates import remove_batch
from fwzf_data.intake.grid import MARKS, Sheet
from fwzf_data.intake.plan import LoadOptions
from fwzf_data.intake.schema import create_base_tables

Merges = Mapping[str, Sequence[tuple[int, int, int, int]]]
Mark = tuple[int, int, str, str]


class Desk:
    """One database; every ``load`` is one batch."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        create_base_tables(self.connection)
        self._batches = 0

    def load(
        self,
        sheets: Mapping[str, str] | str,
        *,
        merges: Merges | None = None,
        marks: Mapping[str, Sequence[Mark]] | None = None,
        remembered: Remembered | None = None,
        file: str = "台账.xlsx",
        **options: Any,
    ) -> int:
        """Enter drawn sheets (one alone is called 3月) and return the batch number."""
        drawn = {"3月": sheets} if isinstance(sheets, str) else sheets
        given = LoadOptions(**options)
        built = [
            drawn_sheet(number, name, text, (merges or {}).get(name, ()), (marks or {}).get(name, ()))
            for number, (name, text) in enumerate(drawn.items(), 1)
        ]
        examined = tuple(examine_sheet(sheet, file, given.ledger, remembered or {}) for sheet in built)
        examination = Examination(None, file, "0" * 64, "xlsx", (), examined)  # type: ignore[arg-type]
        self._batches += 1
        batch = Batch(
            self._batches, file, "0" * 64, given.unit, given.period, "试验", datetime(2022, 12, 31), given.decisive()
        )
        enter(self.connection, batch, built, decide(examination, given))
        return self._batches

    def withdraw(self, batch: int) -> None:
        remove_batch(self.connection, batch)

    def counts(self, batch: int | None = None) -> dict[str, tuple[int, int, int, int, int, int]]:
        """Sheet → rows read, accepted, updated, unchanged, returned, set aside."""
        return {
            name: (read, *rest)
            for name, read, *rest in self.rows(
                "select sheet, rows_read, accepted, updated, unchanged, returned, set_aside from sheet "
                f"where batch_id = {batch or self._batches} order by sheet_no"
            )
        }  # type: ignore[return-value]

    def fates(self) -> dict[int, tuple[str, str | None]]:
        """Row → fate and reason, on the last batch's first sheet."""
        found = self.rows(
            f"select row_no, fate, reason from raw_row where batch_id = {self._batches} and sheet_no = 1 order by 1"
        )
        return {row_no: (fate, reason) for row_no, fate, reason in found}

    def issues(self) -> list[tuple[Any, ...]]:
        """(row, column, code, effect) of the last batch."""
        return self.rows(
            "select row_no, column_no, code, effect from cell_issue "
            f"where batch_id = {self._batches} order by sheet_no, row_no, column_no"
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


def drawn_sheet(
    number: int, name: str, text: str, merges: Sequence[tuple[int, int, int, int]] = (), marks: Sequence[Mark] = ()
) -> Sheet:
    """A sheet from lines of ``a | b | c``; the first line is row 1, an empty cell is blank, ⏎ breaks a line."""
    lines = [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, lines))
    cells = [
        (row_no, [cell or None for cell in line] + [None] * (width - len(line))) for row_no, line in enumerate(lines, 1)
    ]
    kept = [(row_no, line) for row_no, line in cells if any(line)]
    columns: dict[str, Any] = {"row_no": pa.array([row_no for row_no, _ in kept], pa.int32())}
    columns |= {
        f"c{place}": pa.array([line[place - 1] for _, line in kept], pa.string()) for place in range(1, width + 1)
    }
    marked = [dict(zip(MARKS.names, mark, strict=True)) for mark in marks]
    return Sheet(number, name, False, pa.table(columns), tuple(merges), pa.Table.from_pylist(marked, MARKS))
