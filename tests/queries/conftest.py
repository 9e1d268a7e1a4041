"""The bench: real base tables, real facts, real SQL, over rows drawn in the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import md5
from typing import Any

import duckdb
import pytest

from fwzf_data.analysis.facts import build_facts, needed_facts, write_rules
from fwzf_data.analysis.query import ask, query
from fwzf_data.intake.ledger import Column, Ledger, ledger
from fwzf_data.intake.schema import PARTED, create_base_tables, widen
from tests.queries.drawn import Drawn, draw, drawn


class Bench:
    """Rows go in by ledger field names as a clerk would write them; answers come out as drawn tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._batches = 0

    def given(
        self, key: str, table: str | Drawn, *, file: str = "台账.xlsx", sheet: str = "Sheet1", unit: str | None = None
    ) -> None:
        """Load drawn rows as one sheet of one file. Money is in yuan, lists are parted by 、, a blank is unknown."""
        rows, kind = table if isinstance(table, Drawn) else drawn(table), ledger(key)
        self._batches += 1
        place, count = {"batch_id": self._batches, "sheet_no": 1}, len(rows.rows)
        columns = [kind.column(name) for name in rows.names]
        sent = {"batch_id": self._batches, "file": file, "sha256": f"{self._batches:064x}", "unit": unit}
        read = {"rows_read": count, "accepted": count, "updated": 0, "unchanged": 0, "returned": 0, "set_aside": 0}
        self._insert("batch", [sent | {"actor": "试验", "loaded_at": datetime(2022, 12, 31)}])
        self._insert("sheet", [place | read | {"sheet": sheet, "hidden": False, "ledger": key,
                                               "header_first": 1, "header_last": 1}])  # fmt: skip
        self._insert("sheet_column", [
            place | {"column_no": number, "header": column.label, "field": column.name, "how": "同义词", "unit": column.unit}
            for number, column in enumerate(columns, 1)
        ])  # fmt: skip
        raw, records = [], []
        for number, cells in enumerate(rows.rows, 1):
            stored: dict[str, Any] = {}
            for column, cell in zip(columns, cells, strict=True):
                stored |= _stored(column, cell)
            record_key, own_key = _record_key(kind, stored, f"{self._batches}.{number}")
            row = place | {"row_no": number + 1, "record_key": record_key}
            raw.append(row | {"line": PARTED.join(cell or "" for cell in cells), "fate": "采用"})
            records.append(row | {"own_key": own_key} | stored)
        widen(self.connection, kind, [name for name, _ in kind.stored()])
        self._insert("raw_row", raw)
        self._insert(f"{key}_row", records)
        self.connection.execute(f"update {key}_row set record_key = document_key(record_key) where not own_key")
        self.connection.execute("update raw_row set record_key = document_key(record_key) where record_key[1] != '~'")

    def ask(self, name: str, as_of: str = "2022-12-31", **params: Any) -> Drawn:
        """Build the facts the query reads, then ask it."""
        build_facts(self.connection, needed_facts(query(name).reads))
        answer = ask(self.connection, name, as_of=date.fromisoformat(as_of), **params)
        return draw(answer.names, answer.rows)

    def fact(self, name: str, order_by: str = "all") -> Drawn:
        """One fact table, built from what was given."""
        build_facts(self.connection, needed_facts([name]))
        with self.connection.cursor() as cursor:
            cursor.execute(f"select * from {name} order by {order_by}")
            return draw([column[0] for column in cursor.description], cursor.fetchall())

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        types = {name: type_ for name, type_, *_ in self.connection.execute(f"describe {table}").fetchall()}
        names = [name for name in types if any(name in row for row in rows)]
        columns = ", ".join(f"unnest(${place}::{types[name]}[])" for place, name in enumerate(names, 1))
        values = [[row.get(name) for row in rows] for name in names]
        if rows:
            self.connection.execute(f"insert into {table} ({', '.join(names)}) select {columns}", values)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with duckdb.connect(":memory:") as connection:
        create_base_tables(connection)
        write_rules(connection)
        yield Bench(connection)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show two unequal drawn tables one above the other, by the columns drawn in the test."""
    if op != "==" or not (isinstance(left, Drawn) and isinstance(right, Drawn)):
        return None
    wanted, got = (left, right) if len(left.names) <= len(right.names) else (right, left)
    missing = [name for name in wanted.names if name not in got.names]
    if missing:
        return [f"no column {'、'.join(missing)}", "columns are:", *got.names]
    return ["the answer is", *str(got.only(wanted.names)).splitlines(), "", "drawn was", *str(wanted).splitlines()]


def _stored(column: Column, cell: str | None) -> dict[str, Any]:
    (name, _), *_ = column.stored()
    if cell is None:
        return {name: None}
    if column.month and len(cell) == len("2022-04"):
        return {f"{column.name}_month": cell}
    try:
        return {name: _read(column.type, cell)}
    except (ValueError, ArithmeticError, KeyError):
        if column.alternative is None:
            raise
        return {f"{column.name}_{column.alternative}": _read(column.alternative, cell)}


def _read(kind: str, cell: str) -> Any:
    match kind:
        case "money":
            return int(Decimal(cell) * 100)
        case "int":
            return int(cell)
        case "decimal":
            return Decimal(cell)
        case "percent":
            return Decimal(cell.removesuffix("%")) / 100
        case "bool":
            return {"是": True, "否": False}[cell]
        case "date":
            return date.fromisoformat(cell)
        case "datetime":
            return datetime.fromisoformat(cell)
        case "list" | "things" | "codes":
            return cell.split("、")
        case _:
            return cell


def _record_key(kind: Ledger, stored: dict[str, Any], own: str) -> tuple[str, bool]:
    for fields in kind.record_keys:
        values = [stored.get(kind.column(field).stored()[0][0]) for field in fields]
        if all(value is not None for value in values):
            told = [str(value) for value in values]
            digest = md5("·".join(told).encode(), usedforsecurity=False).hexdigest()[:16]
            return "·".join(
                digest if kind.column(field).private else value for field, value in zip(fields, told, strict=True)
            ), False
    return f"~{own}", True
