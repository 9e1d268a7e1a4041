"""What a batch changes in records that were there before, field by field; the same before it is loaded and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from fwzf_data.intake.changes import MOST, UNIT, FieldChange, field_changes, values_lost
from fwzf_data.intake.ledger import Column, ledger
from fwzf_data.store.generation import Generation
from fwzf_data.web import tables
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import masked_of, plain, written


def of_batch(desk: Desk, batch_id: int) -> tuple[FieldChange, ...]:
    """What a loaded batch changed."""
    assert desk.generation is not None
    return _of_batch(desk.generation, batch_id)


@lru_cache(maxsize=8)
def _of_batch(generation: Generation, batch_id: int) -> tuple[FieldChange, ...]:
    with generation.connect().cursor() as cursor:
        return tuple(field_changes(cursor, batch_id))


def show(desk: Desk, changes: Sequence[FieldChange], key: str) -> None:
    """The changed fields, and a warning where records move to another unit or say less than before."""
    if not changes:
        return
    rows = {(change.sheet, change.row) for change in changes}
    moved = [change for change in changes if change.field == UNIT]
    if moved:
        first = moved[0]
        st.warning(
            plain(
                f"有 {len(moved):,} 行的{_label(first)}变了（如第 {first.row} 行：{written(first.before)} → "
                f"{written(first.after)}），各单位的数字会随之变动。请核对填报单位选得对不对。"
            )
        )
    if lost := values_lost(changes):
        st.warning(plain(lost))
    more = f"，只列前 {MOST} 行" if len(rows) == MOST else ""
    st.caption(f"与先前版本不同的 {len(rows):,} 行，逐项列出{more}")
    tables.browse(
        key,
        ["位置", "编号", "字段", "原值", "新值"],
        [
            (
                f"{change.sheet}!第 {change.row} 行",
                change.record or "",
                _label(change),
                _shown(desk, change, change.before),
                _shown(desk, change, change.after),
            )
            for change in changes
        ],
    )


def _column(change: FieldChange) -> Column | None:
    kind = ledger(change.ledger)
    return kind.column(change.field) if kind.has(change.field) else None


def _label(change: FieldChange) -> str:
    column = _column(change)
    return column.label if column else "填报单位"


def _shown(desk: Desk, change: FieldChange, value: Any) -> str:
    column = _column(change)
    shown = value if desk.unmasked or not isinstance(value, str | list) else masked_of(column, value)
    return written(shown, "分" if column and column.type == "money" else "")
