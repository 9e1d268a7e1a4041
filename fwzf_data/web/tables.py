"""Answers as tables: at most a hundred rows at a time, typed columns that sort, a click that leads on, an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import streamlit as st

from fwzf_data.analysis.query import Answer, QueryColumn
from fwzf_data.intake.ledger import ledgers
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import BLANK, plain, written

PAGE_ROWS = 100
HIDDEN = frozenset({"batch_id", "sheet_no", "record_key", "party_kind_code"})
"""Carried for drill-down, not shown."""
_ROWS_IN_FULL = 12
_COLUMNS_ON_PAPER = 6
"""More do not fit on an upright sheet of A4."""
_MONEY = pa.decimal128(20, 2)


def show(desk: Desk, answer: Answer, key: str, columns: Sequence[str] | None = None) -> dict[str, Any] | None:
    """The answer with paging, caption and export; the whole row of the cell that was clicked.

    ``columns`` chooses and orders what is shown; the export always holds everything.
    """
    rows, offset = _page(answer, key)
    shown = [name for name in columns or answer.names if columns or name not in HIDDEN]
    titles = {column.name: column for column in answer.query.columns}
    data: dict[str, pa.Array] = {}
    config: dict[str, Any] = {}
    for name in shown:
        place = answer.names.index(name)
        title = titles.get(name, QueryColumn(name, name)).title
        data[name], config[name] = _column(title, name, [row[place] for row in rows])
    state = st.dataframe(
        pa.table(data),
        key=f"{key}_table",
        hide_index=True,
        placeholder=BLANK,
        column_config=config,
        height=_height(len(rows)),
        on_select="rerun",
        selection_mode="single-cell",
        alt=answer.query.title,
    )
    _foot(desk, answer, key)
    if len(answer.rows) > _ROWS_IN_FULL or len(shown) > _COLUMNS_ON_PAPER:
        with st.container(key=f"print_{key}"):
            st.caption(f"上表在纸上印不全，全部 {len(answer.rows):,} 行请导出 Excel 打印。")
    cells = state["selection"]["cells"] if state else []
    if not cells or not 0 <= cells[0][0] < len(rows):
        return None
    return dict(zip(answer.names, answer.rows[offset + cells[0][0]], strict=True))


def clicked_column(key: str) -> str | None:
    """Which column of the table ``show`` drew was clicked, where each number of a row leads somewhere else."""
    state = st.session_state.get(f"{key}_table")
    cells = state["selection"]["cells"] if state else []
    return str(cells[0][1]) if cells else None


def listing(rows: Sequence[Mapping[str, str]]) -> None:
    """A short table that is shown whole and can be printed; every cell is a text, shown as it is."""
    names = list(rows[0])
    st.table(pa.table({name: [plain(row[name]) for row in rows] for name in names}), hide_index=True)


def browse(key: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A longer table of texts that is scrolled and searched."""
    data = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    st.dataframe(pa.table(data), key=key, hide_index=True, placeholder=BLANK, height=_height(len(rows)))


def without(answer: Answer, *names: str) -> Answer:
    """The answer without some columns, for the screen and the export alike."""
    kept = [place for place, name in enumerate(answer.names) if name not in names]
    return replace(
        answer,
        names=tuple(answer.names[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in answer.rows),
    )


def export_button(desk: Desk, answer: Answer, key: str) -> None:
    """Offer the whole answer as a workbook, made only when it is asked for."""

    def workbook() -> bytes:
        from fwzf_data.documents.export import answer_workbook

        assert desk.generation is not None
        if desk.unmasked and answer.query.tells_persons:
            desk.record("export", {"query": answer.query.name, "rows": len(answer.rows), "unmasked": True})
        head = desk.home.journal.head().hash
        return answer_workbook(answer, desk.generation.number, head, is_sample=bool(desk.sample_batches()))

    st.download_button(
        "导出 Excel",
        workbook,
        file_name=f"{answer.query.title}_截至{desk.as_of:%Y%m%d}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}_export",
        on_click="ignore",
    )


def definition(answer: Answer) -> str:
    """What the figure means, from the front matter of its query: the hint behind the question mark."""
    asked = answer.query
    lines = [asked.purpose, f"一行是：{asked.grain}"]
    lines += [f"依据：{asked.source}"] if asked.source else []
    lines += [f"说明：{note}" for note in asked.notes]
    chosen = [
        f"{spec.get('title', name)}＝{written(answer.params[name])}"
        for name, spec in asked.params.items()
        if answer.params.get(name) is not None and "title" in spec and (name != "row_offset" or answer.params[name])
    ]
    lines += ["条件：" + "；".join(chosen)] if chosen else []
    return "口径\n\n" + "\n\n".join(plain(line) for line in lines)


def _page(answer: Answer, key: str) -> tuple[Sequence[tuple[Any, ...]], int]:
    pages = -(-len(answer.rows) // PAGE_ROWS)
    if pages <= 1:
        return answer.rows, 0
    with st.container(key=f"no_print_{key}_pages"):
        number = st.pagination(pages, key=f"{key}_page", bind="query-params")
        st.caption(f"每页 {PAGE_ROWS} 行。点列名排序、用表格右上角的放大镜查找，都只在本页之内。")
    offset = (number - 1) * PAGE_ROWS
    return answer.rows[offset : offset + PAGE_ROWS], offset


def _foot(desk: Desk, answer: Answer, key: str) -> None:
    assert desk.generation is not None
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        day = f"截止 {answer.params['as_of']} · " if answer.params.get("as_of") else ""
        st.caption(
            f"共 {len(answer.rows):,} 行 · {day}数据第 {desk.generation.number} 版",
            width="content",
            help=definition(answer),
        )
        export_button(desk, answer, key)


def _height(rows: int) -> Any:
    """As high as its rows, up to what leaves room for the rest of the page."""
    return "content" if rows <= _ROWS_IN_FULL else 34 * (_ROWS_IN_FULL + 1)


def _column(title: str, name: str, values: list[Any]) -> tuple[pa.Array, Any]:
    """One column as Arrow and how it is shown: numbers and dates stay what they are, so that they sort as such."""
    known = [value for value in values if value is not None]
    config = st.column_config
    if name.endswith("_fen") and all(isinstance(value, int) for value in known):
        yuan = [None if value is None else Decimal(value).scaleb(-2) for value in values]
        heading = title if "元" in title else f"{title}（元）"
        return pa.array(yuan, _MONEY), config.NumberColumn(heading, format="%,.2f")
    if known and all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return pa.array(values, pa.int64()), config.NumberColumn(title, format="%,d")
    if known and all(isinstance(value, date) and not isinstance(value, datetime) for value in known):
        return pa.array(values, pa.date32()), config.DateColumn(title, format="YYYY-MM-DD")
    if known and all(isinstance(value, Decimal) for value in known):
        floats = [None if value is None else float(value) for value in values]
        return pa.array(floats, pa.float64()), config.NumberColumn(title)
    if name == "ledger":
        values = [ledgers()[value].label if value in ledgers() else value for value in values]
    if all(isinstance(value, str) for value in known):
        return pa.array([value or None for value in values], pa.string()), config.TextColumn(title)
    texts = [None if value is None else written(value) for value in values]
    return pa.array(texts, pa.string()), config.TextColumn(title)
