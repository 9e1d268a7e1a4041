"""Rows the header's columns would misread: below a second header with other columns, or with cells too many.

They are returned, each with its reason; nothing is read by the wrong column in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fwzf_data.intake.grid import WIDTH, Sheet
from fwzf_data.intake.header_match import Spellings, spellings, written_forms
from fwzf_data.intake.header_text import split_header
from fwzf_data.intake.ledger import Ledger
from fwzf_data.intake.plan import SheetPlan

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
    for first, last in headers:
        why = Misread("I32", f"从第 {first} 行起列的顺序变了", "不能按上面的表头读，请拆成两张表")
        found |= {row_no: why for row_no in rows if first < row_no <= last}
    return found, [(first, OTHER_HEADER) for first, _ in headers]


def _other_headers(kind: Ledger, plan: SheetPlan, cells: pa.Table) -> list[tuple[int, int]]:
    """Headers further down with other columns, each with the last row it speaks for."""
    table = spellings(kind)
    until: list[tuple[int, int]] = []
    since: int | None = None
    for row_no, texts in _header_like(kind, plan, cells):
        fields = {place: field for place, text in texts.items() if (field := table.field_of(split_header(text)[0]))}
        if len(fields) < _A_HEADER or 2 * len(fields) < len(texts):
            continue
        if since is not None:
            until.append((since, row_no - 1))
        since = row_no if _differs(plan, table, texts, fields) else None
    return [*until, (since, int(cells["row_no"][-1].as_py()))] if since is not None else until


def _header_like(kind: Ledger, plan: SheetPlan, cells: pa.Table) -> Iterable[tuple[int, dict[int, str]]]:
    """Rows below the header that hold a known header where a record is named; a few at most, found by arrow."""
    forms = pa.array(sorted({form for column in kind.columns for form in written_forms(column)}), pa.string())
    naming = {name for fields in (*kind.record_keys, kind.own_key, kind.needs) for name in _names(fields)}
    hit = pa.chunked_array([pa.array(np.zeros(cells.num_rows, bool))])
    for column in plan.mapped():
        if column.field in naming:
            own = pa.array([*forms.to_pylist(), column.header])
            hit = pc.or_(hit, pc.is_in(cells[f"c{column.column_no}"], own))
    rows = cells.filter(pc.and_(hit, pc.greater(cells["row_no"], plan.last)))
    for row_no, *texts in zip(*rows.to_pydict().values(), strict=True):
        yield row_no, {place: text for place, text in enumerate(texts, 1) if text is not None}


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
