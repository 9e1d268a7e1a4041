"""完整性: who reported what for which month, and which required columns stay blank."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fwzf_data.intake.ledger import ledger as definition
from fwzf_data.web import charts, frame, provenance, tables

CASES = "penalty_case"
MOST_UNITS = 40
LISTS = {CASES: "case_list", "inspection": "inspection_list", "complaint": "complaint_list"}

st.header("完整性")
st.caption("空着就是没有报；没有报不等于没有发生。数字是条数；案件、检查和投诉可以点格子看每一条。")
desk = frame.desk_with_data()
everything = desk.answer("completeness_by_unit")
if not everything.rows:
    st.info("还没有单位名册和台账，不能判断谁该报什么。请先上传单位名册。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

place = everything.names.index("ledger")
keys = sorted({row[place] for row in everything.rows}, key=lambda key: (key != CASES, key))
ledger = st.selectbox(
    "台账", keys, format_func=lambda key: definition(key).label, key="ledger", bind="query-params", width=320
)
answer = desk.answer("completeness_by_unit", ledger=ledger)
counts = {(row["unit"], row["month"]): row["row_count"] for row in answer.dicts()}
months = sorted({month for _, month in counts if month != "日期不明"})
units = list(dict.fromkeys(unit for unit, _ in counts))
silent = [unit for unit in units if not any(counts.get((unit, month)) for month in months)]
title = f"{definition(ledger).label}：{len(units)} 家中 {len(units) - len(silent)} 家报过"
drawn = units[:MOST_UNITS]
clicked = charts.show(
    charts.heatmap(
        drawn,
        [date(int(month[:4]), int(month[5:]), 1) for month in months],
        [[counts.get((unit, month)) for month in months] for unit in drawn],
        title,
    ),
    "reported",
    title,
)
if clicked and ledger in LISTS:
    unit, month = clicked.split("|")
    provenance.open_rows(LISTS[ledger], unit=unit, month=month)
if len(units) > MOST_UNITS:
    st.text(f"图中只画前 {MOST_UNITS} 家（责任单位在前），其余 {len(units) - MOST_UNITS} 家见下方数据。")
if silent:
    st.text(f"没有报过的 {len(silent)} 家：{'、'.join(silent)}。没有这项职责的单位可以不报。")
table = st.expander("查看数据", on_change="rerun", key="table")
if table.open:
    with table:
        tables.show(desk, answer, "reported_rows")

st.subheader("必填列的填写情况")
blank = desk.answer("column_completeness")
if blank.rows:
    tables.show(desk, blank, "blank")
else:
    st.info("还没有可以核对的台账。")
