"""What was read from a row of a ledger, field by field: the values everything is counted with, as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from fwzf_data.intake.ledger import Column, Ledger
from fwzf_data.store.generation import Generation
from fwzf_data.web import wording
from fwzf_data.web.wording import written


@lru_cache(maxsize=64)
def as_read(
    generation: Generation, kind: Ledger, batch_id: int, sheet_no: int, row_no: int, *, unmasked: bool
) -> Mapping[str, str]:
    """The fields that have a value; none for a row that was not taken in. Kept and shared, as a generation never
    changes."""
    with generation.connect().cursor() as cursor:
        # Only what the ledgers' own definitions name gets into the statement.
        cursor.execute(
            f"select * from {kind.key}_row where batch_id = $1 and sheet_no = $2 and row_no = $3",
            [batch_id, sheet_no, row_no],
        )
        names = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    stored = dict(zip(names, rows[0], strict=True)) if rows else {}
    read = {column.name: _text(column, stored) for column in kind.columns}
    return MappingProxyType(
        {
            name: text if unmasked else wording.masked_of(kind.column(name), text)
            for name, text in read.items()
            if text is not None
        }
    )


def _text(column: Column, stored: dict[str, Any]) -> str | None:
    for place, (name, _) in enumerate(column.stored()):
        value = stored.get(name)
        if value is not None:
            return _written(column.type if place == 0 else "", value)
    return None


def _written(kind: str, value: Any) -> str:
    match kind:
        case "money":
            return f"{wording.yuan(value)} 元"
        case "percent":
            return f"{written(100 * value)}%"
        case "int" | "decimal":
            # A year or a running number keeps no comma.
            return written(value).replace(",", "")
        case _:
            return written(value)
