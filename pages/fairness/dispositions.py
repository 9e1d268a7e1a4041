"""线索处置: everything rules and statistics found, what people said of it, and how each rule fares."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.disposition import STATES
from fwzf_data.web import disposing, filters, findings, frame, tables

SHOWN = ("code", "title", "finding", "unit", "level", "certainty", "disposition", "is_evidence_changed", "occurred_on")
PARTS = ("线索", "规则好不好用")

st.header("线索处置")
st.caption("规则和统计找出的都是线索，由人核实后写明处置和理由。处置按线索编号保留，重新导入以后内容有变的会标出来。")
desk = frame.desk_with_data()
told = findings.findings(desk)
if not told.rows:
    st.info("没有线索。上传案件、检查、投诉台账以后，规则和统计会自动核查。")
    st.stop()

st.subheader(
    f"线索 {len(told.rows):,} 条，待核 {told.waiting:,} 条"
    + (f"，{told.changed:,} 条处置后内容有变，请再看" if told.changed else "")
)
listed, faring = st.tabs(PARTS, key="part", bind="query-params")
if listed.open:
    with listed:
        key = st.query_params.get("finding_key")
        chosen = next((row for row in told.rows if row["finding_key"] == key), None) if key else None
        if chosen:
            disposing.one(desk, chosen)
        with st.container(horizontal=True):
            title = filters.choice("规则", "rule", told.rules)
            unit = filters.choice("单位", "of", filters.in_order(desk, told.units))
            state = filters.choice("处置", "said", STATES)
        shown = findings.chosen(desk, title, unit, state)
        if not shown.rows:
            st.info("当前条件下没有线索。")
        else:
            picked = tables.show(desk, shown, "findings", SHOWN)
            if picked and picked["finding_key"] != key:
                st.query_params["finding_key"] = picked["finding_key"]
                st.rerun()
if faring.open:
    with faring:
        st.caption("处置里「有正当理由」「数据错误」占多数的规则，说明规则本身要改，不是单位要改。")
        tables.listing(
            [
                {"规则": f"{fare.code} {fare.title}"}
                | {state: f"{fare.counts.get(state, 0):,}" for state in STATES}
                | {"评价": fare.verdict}
                for fare in told.fares
            ]
        )
