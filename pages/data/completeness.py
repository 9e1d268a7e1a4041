"""完整性: who reported what for which month, and which required columns stay blank."""

from __future__ import annotations

import streamlit as st

from fwzf_data.intake.ledger import ledger as definition
from fwzf_data.web import charts, frame, provenance, reported, tables

CASES = "penalty_case"
MOST_UNITS = 40
COLUMNS = ("ledger_label", "field_label", "row_count", "filled_count", "read_count", "filled")
LISTS = {CASES: "case_list", "inspection": "inspection_list", "complaint": "complaint_list"}

st.header("完整性")
st.caption("空着就是没有报；没有报不等于没有发生。数字是条数；案件、检查和投诉可以点格子看每一条。")
desk = frame.desk_with_data()
keys = desk.once(reported.ledgers_asked)
if not keys:
    st.info("还没有单位名册和台账，不能判断谁该报什么。请先上传单位名册。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

ledger = st.selectbox(
    "台账",
    sorted(keys, key=lambda key: (key != CASES, key)),
    format_func=lambda key: definition(key).label,
    key="ledger",
    bind="query-params",
    width=320,
)
grid = desk.once(reported.grid, ledger=ledger)
title = f"{definition(ledger).label}：{len(grid.units)} 家中 {len(grid.units) - len(grid.silent)} 家报过"
clicked = charts.show(
    charts.heatmap(grid.units[:MOST_UNITS], grid.months, grid.counts[:MOST_UNITS], title), "reported", title
)
if clicked and ledger in LISTS:
    unit, month = clicked.split("|")
    provenance.open_rows(LISTS[ledger], unit=unit, month=month)
if len(grid.units) > MOST_UNITS:
    st.text(f"图中只画前 {MOST_UNITS} 家（责任单位在前），其余 {len(grid.units) - MOST_UNITS} 家见下方数据。")
if grid.silent:
    st.text(f"没有报过的 {len(grid.silent)} 家：{'、'.join(grid.silent)}。没有这项职责的单位可以不报。")
table = st.expander("查看数据", on_change="rerun", key="table")
if table.open:
    with table:
        tables.show(desk, desk.answer("completeness_by_unit", ledger=ledger), "reported_rows")

st.subheader("应填列的填写情况")
blank = desk.answer("column_completeness")
if blank.rows:
    tables.show(desk, blank, "blank", COLUMNS)
else:
    st.info("还没有可以核对的台账。")
