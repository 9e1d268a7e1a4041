"""Who reported how much in which month, as a grid; worked out once for a generation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fwzf_data.analysis.query import Answer

UNDATED = "日期不明"


@dataclass(frozen=True)
class Grid:
    """One ledger: units down, months across; None where nothing was reported."""

    units: tuple[str, ...]
    months: tuple[date, ...]
    counts: tuple[tuple[int | None, ...], ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Units that reported nothing at all in these months."""
        return tuple(unit for unit, row in zip(self.units, self.counts, strict=True) if not any(row))


def ledgers_asked(ask: Callable[..., Answer], _: date) -> tuple[str, ...]:
    """The ledgers that units are asked for."""
    return tuple(dict.fromkeys(row["ledger"] for row in ask("completeness_by_unit").dicts()))


def grid(ask: Callable[..., Answer], _: date, *, ledger: str) -> Grid:
    """The rows of ``completeness_by_unit`` for one ledger."""
    rows = ask("completeness_by_unit", ledger=ledger).dicts()
    counts = {(row["unit"], row["month"]): row["row_count"] for row in rows}
    units = tuple(dict.fromkeys(row["unit"] for row in rows))
    months = sorted({row["month"] for row in rows} - {UNDATED})
    return Grid(
        units,
        tuple(date(int(month[:4]), int(month[5:]), 1) for month in months),
        tuple(tuple(counts.get((unit, month)) for month in months) for unit in units),
    )
