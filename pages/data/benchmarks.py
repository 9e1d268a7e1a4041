"""基准管理: the tables fines are held against, their versions and sources."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

PARTS = ("裁量基准", "违法行为目录")
USES = ("套用", "外地示例", "没有金额", "读不准")
BENCHMARKS = (
    "use", "violation_name", "party_scope", "grade", "low", "high", "value_unit", "per_unit", "effective_from",
    "effective_to", "circumstance", "jurisdiction", "source", "cap_fen", "fine_is", "companions", "violation_code",
    "clause_no",
)  # fmt: skip
CLAUSES = (
    "violation_code", "clause_no", "violation_name", "is_local", "law", "article", "precondition", "party_scope",
    "min_fen", "max_fen", "per_unit", "base_min_pct", "base_max_pct", "fine_is", "source",
)  # fmt: skip

st.header("基准管理")
st.caption(
    "裁量基准、违法行为目录从台账载入，来源逐行可查；外地的标为外地示例，从不套用。对应不上的写法在「案由归并」确认。"
)
desk = frame.desk_with_data()
benchmarks, clauses = st.tabs(PARTS, key="part", bind="query-params")
if benchmarks.open:
    with benchmarks:
        with st.container(horizontal=True):
            use = filters.choice("用途", "use", USES)
            on_day = st.date_input("这一天有效", None, key="in_force", format="YYYY-MM-DD", bind="query-params")
        listed = desk.answer("benchmark_list", use=use, on_day=on_day)
        if not listed.rows:
            st.info("当前条件下没有裁量基准。请换一个条件，或先上传裁量基准表。")
            st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
        elif row := tables.show(desk, listed, "benchmarks", BENCHMARKS):
            provenance.open_source(row)
if clauses.open:
    with clauses:
        catalogue = desk.answer("violation_list")
        if not catalogue.rows:
            st.info("还没有违法行为目录。请先上传。")
            st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
        elif row := tables.show(desk, catalogue, "clauses", CLAUSES):
            provenance.open_source(row)
