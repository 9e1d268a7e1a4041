"""What the page of leads says and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from fwzf_data.analysis.bunching import Bunching
from fwzf_data.analysis.query import queries
from fwzf_data.web import filters, provenance, tables
from fwzf_data.web.desk import Desk


def explained(code: str) -> str:
    """Why a list matters and what may excuse a row, as the check says."""
    check = queries()[code]
    return f"{check.extra['why']}可能的正当原因：{''.join(check.extra['innocent'])}"


def listed(desk: Desk, name: str, window: Mapping[str, date]) -> None:
    """A list of parties, each leading to its first case, or to the last row that names it."""
    answer = desk.answer(name, **window)
    st.caption(f"{answer.query.purpose}{''.join(answer.query.notes)}")
    if not answer.rows:
        st.info("当前时段没有这样的当事人。")
    elif row := tables.show(desk, answer, name):
        if "record_key" in row:
            filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
        provenance.open_source(row)


def line_rows(found: Sequence[Bunching], units: Sequence[str]) -> list[dict[str, str]]:
    """Every unit at every line, what is worth a look first; ``units`` in the bureau's order."""
    place = {unit: number for number, unit in enumerate(units)}
    ordered = sorted(found, key=lambda one: (not one.is_flagged, one.line_kind, one.party_scope, place[one.unit]))
    return [
        {
            "界线": f"{one.line_kind}（{one.party_scope} {one.line_fen // 100:,} 元）",
            "单位": one.unit,
            "附近可比": f"{one.near} 件",
            "线下": f"{one.below} 件",
            "按其他单位应为": f"{one.expected:.1f} 件",
            "判断": one.verdict,
        }
        for one in ordered
    ]
