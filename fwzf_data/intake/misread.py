"""Rows the header's columns would misread: below a second header with other columns, or with cells too many.

They are returned, each with its reason; nothing is read by the wrong column in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.grid import WIDTH, Sheet
from fwzf_data.intake.header_match import Spellings, spellings, written_forms
from fwzf_data.intake.header_text import split_header
from fwzf_data.intake.ledger import Ledger, ledgers
from fwzf_data.intake.plan import SheetPlan
from fwzf_data.intake.setaside import TITLE

OTHER_HEADER = "列不同的表头"
_A_HEADER = 3
"""So many cells of a row must be known headers."""


@dataclass(frozen=True)
class Misread:
    """Why a row cannot be read, and what to do about it."""

    code: str
    reason: str
    remedy: str


def misread(kind: Ledger, plan: SheetPlan, sheet: Sheet) -> tuple[dict[int, Misread], list[tuple[int, str]]]:
    """The rows below the header that must be returned, and the headers among them, which are set aside."""
    headers = _other_headers(kind, plan, sheet.cells)
    found = _too_wide(plan, sheet)
    rows = sheet.cells["row_no"].to_pylist() if headers else []
    titles = []
    for first, last, other in headers:
        turn = f"是「{other.label}」的表头" if other else "列的顺序变了"
        why = Misread("I32", f"从第 {first} 行起{turn}", "不能按上面的表头读，请拆成两张表")
        found |= {row_no: why for row_no in rows if first < row_no <= last}
        above = sheet.cells.slice(rows.index(first) - 1, 1).to_pylist()[0] if other else {}
        if sum(text is not None for text in above.values()) == 2:  # its number, and the title of the other table
            titles.append((above["row_no"], TITLE))
    return found, [*titles, *((first, OTHER_HEADER) for first, *_ in headers)]


def _other_headers(kind: Ledger, plan: SheetPlan, cells: pa.Table) -> list[tuple[int, int, Ledger | None]]:
    """Headers further down with other columns, each with the last row it speaks for, and whose it is if not ours."""
    table = spellings(kind)
    until: list[tuple[int, int, Ledger | None]] = []
    since: int | None = None
    whose: Ledger | None = None
    for row_no, texts in _header_like(kind, plan, cells):
        fields, other = _fields(table, texts), None
        if not _is_header(fields, texts):
            other = _other_ledger(texts)
            if other is None:
                continue
        if since is not None:
            until.append((since, row_no - 1, whose))
        since = row_no if other or _differs(plan, table, texts, fields) else None
        whose = other
    return [*until, (since, int(cells["row_no"][-1].as_py()), whose)] if since is not None else until


def _fields(table: Spellings, texts: Mapping[int, str]) -> dict[int, str]:
    return {place: field for place, text in texts.items() if (field := table.field_of(split_header(text)[0]))}


def _is_header(fields: Mapping[int, str], texts: Mapping[int, str]) -> bool:
    return len(fields) >= _A_HEADER and 2 * len(fields) >= len(texts)


def _other_ledger(texts: Mapping[int, str]) -> Ledger | None:
    """The ledger a row is the header of, if any: the one that knows most of its cells."""
    known = {kind: _fields(spellings(kind), texts) for kind in ledgers().values()}
    best = max(known, key=lambda kind: len(known[kind]))
    return best if _is_header(known[best], texts) else None


def _header_like(kind: Ledger, plan: SheetPlan, cells: pa.Table) -> Iterable[tuple[int, dict[int, str]]]:
    """Rows below the header that hold a known header where a record is named; a few at most, found by arrow."""
    forms = _known_forms()
    naming = {name for fields in (*kind.record_keys, kind.own_key, kind.needs) for name in _names(fields)}
    hit = pa.chunked_array([pa.array(np.zeros(cells.num_rows, bool))])
    for column in plan.mapped():
        if column.field in naming:
            texts = cells[f"c{column.column_no}"]
            hit = pc.or_(hit, pc.or_(pc.is_in(texts, forms), pc.fill_null(pc.equal(texts, column.header), False)))
    rows = cells.filter(pc.and_(hit, pc.greater(cells["row_no"], plan.last)))
    for row_no, *texts in zip(*rows.to_pydict().values(), strict=True):
        yield row_no, {place: text for place, text in enumerate(texts, 1) if text is not None}


@cache
def _known_forms() -> pa.Array:
    """Every spelling of every field of every ledger."""
    columns = (column for kind in ledgers().values() for column in kind.columns)
    return pa.array(sorted({form for column in columns for form in written_forms(column)}), pa.string())


def _names(rules: Iterable[str]) -> set[str]:
    return {name for rule in rules for name in rule.replace("+", "|").split("|")}


def _differs(plan: SheetPlan, table: Spellings, texts: Mapping[int, str], fields: Mapping[int, str]) -> bool:
    """Whether a header further down puts a field elsewhere, adds one, or gives an amount another unit."""
    above = {column.column_no: column for column in plan.columns}
    for place, field in fields.items():
        column = above.get(place)
        if column is None:
            return True
        if texts[place] in (column.header, *column.header.split("/")):
            continue
        if column.field != field and (column.field or plan.column_of(field)):
            return True
        meant = table.ledger.column(field)
        usual = plan.title_unit or meant.unit or "元"
        if meant.type == "money" and (split_header(texts[place])[1] or usual) != (column.unit or usual):
            return True
    return False


def _too_wide(plan: SheetPlan, sheet: Sheet) -> dict[int, Misread]:
    """Rows of a text file with more cells than the header: a comma inside 1,000 parts one cell in two."""
    changes = sheet.marks.filter(pc.equal(sheet.marks["kind"], WIDTH))
    if not changes.num_rows:
        return {}
    row_nos = sheet.cells["row_no"].to_numpy()
    widths = np.array([int(text) for text in changes["text"].to_pylist()])
    width = widths[np.searchsorted(changes["row_no"].to_numpy(), row_nos, side="right") - 1]
    is_header, below = (row_nos >= plan.first) & (row_nos <= plan.last), row_nos > plan.last
    if not below.any() or not is_header.any():
        return {}
    most = int(width[is_header].max())
    beyond = np.zeros(len(row_nos), bool)
    for name in sheet.cells.column_names[most + 1 :]:
        beyond |= sheet.cells[name].is_valid().to_numpy()
    # a comma at the end of every row adds a blank cell and shifts nothing
    usual = max(most, int(np.bincount(width[below]).argmax()))
    wide = below & (beyond | (width > usual))
    return {
        row_no: Misread("I33", f"有 {count} 格，表头只有 {most} 列", "可能是金额里的逗号没有加引号，请核对后重新导出")
        for row_no, count in zip(row_nos[wide].tolist(), width[wide].tolist(), strict=True)
    }
