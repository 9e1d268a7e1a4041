"""What a load came to, in the shape ``load --json`` prints and pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fwzf_data.intake.changes import FieldChange
from fwzf_data.intake.examine import EXPLANATION
from fwzf_data.intake.grid import column_letters
from fwzf_data.intake.plan import SheetPlan

_HIDDEN_TYPES = {"id_no", "phone"}
_SHOWN_DIGITS = 3


@dataclass(frozen=True)
class SheetReport:
    """One sheet with its counts: ``rows_read = accepted + updated + unchanged + returned``."""

    plan: SheetPlan
    rows_read: int
    accepted: int
    updated: int
    unchanged: int
    returned: int
    set_aside: int
    note: str | None

    @property
    def is_unread(self) -> bool:
        """Whether the sheet was set aside whole though it may hold records, and is no list of codes or summary."""
        return not self.plan.ledger and not self.plan.columns and self.set_aside > 0 and self.note != EXPLANATION

    def as_dict(self) -> dict[str, Any]:
        plan = self.plan
        return {
            "sheet": plan.name,
            "ledger": plan.ledger,
            "header_rows": list(range(plan.first, plan.last + 1)) if plan.first and plan.last else [],
            "mapping": {column.header: column.field for column in plan.columns if column.field},
            "proposed": {
                column.header: [[name, score] for name, score in column.proposals]
                for column in plan.columns
                if not column.field and column.proposals
            },
            "unmapped": [column.header for column in plan.columns if not column.field],
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "returned": self.returned,
            "set_aside": self.set_aside,
            "note": self.note,
        }


@dataclass(frozen=True)
class Issue:
    """One cell (or, without a column, one row) that is wrong or doubtful."""

    sheet: str
    row: int
    column_no: int | None
    header: str | None
    field: str | None
    type: str | None
    """Of the field: identity and telephone numbers are never printed whole."""
    value: str | None
    code: str
    effect: str
    """row_returned, cell_unknown or note"""
    message: str

    def as_dict(self) -> dict[str, Any]:
        value = self.value
        if value and self.type in _HIDDEN_TYPES:
            value = value[:_SHOWN_DIGITS] + "…"
        return {
            "sheet": self.sheet, "row": self.row, "column": column_letters(self.column_no) if self.column_no else None,
            "header": self.header, "value": value, "code": self.code, "effect": self.effect, "message": self.message,
        }  # fmt: skip


@dataclass(frozen=True)
class RowFate:
    """What became of one row that is not simply new."""

    sheet: str
    row: int
    fate: str
    reason: str | None


@dataclass(frozen=True)
class LoadReport:
    """One file."""

    file: str
    sha256: str
    batch: int | None = None
    """None: nothing was kept (a dry run, or a file that is there already)."""
    generation: int | None = None
    duplicate_of: int | None = None
    sheets: tuple[SheetReport, ...] = ()
    issues: tuple[Issue, ...] = ()
    rows: tuple[RowFate, ...] = ()
    """Every row that was updated, unchanged, returned or set aside, in order."""
    notes: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    """Of a rehearsal: what it would change in records that are there."""

    @property
    def returned(self) -> int:
        return sum(sheet.returned for sheet in self.sheets)

    @property
    def is_whole(self) -> bool:
        """Whether every row was taken in: none returned, no sheet set aside that may hold records."""
        return not any(sheet.returned or sheet.is_unread for sheet in self.sheets)

    def as_dict(self) -> dict[str, Any]:
        """Exactly what ``load --json`` prints for one file."""
        batch: Mapping[str, Any] = {
            "batch": self.batch,
            "file": self.file,
            "sha256": self.sha256,
            "generation": self.generation,
            "duplicate_of": self.duplicate_of,
            "sheets": [sheet.as_dict() for sheet in self.sheets],
        }
        return {"batches": [batch], "issues": [issue.as_dict() for issue in self.issues]}
