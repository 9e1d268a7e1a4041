"""佐证: the rows behind one obligation of one unit, and what its task ledger says."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables
from fwzf_data.web.wording import plain

st.header("佐证")
st.caption("一项义务凭的是哪些台账行。点任一行看原始行。")
desk = frame.desk_with_data()
chosen = filters.from_address("obligation_evidence")
filters.chips("obligation_evidence", chosen)

asked = {key: chosen[key] for key in ("obligation_id", "unit") if key in chosen}
for row in desk.answer("obligation_status", **asked).dicts() if "obligation_id" in asked else []:
    overdue = f"，逾期 {row['days_overdue']} 天" if row["days_overdue"] else ""
    st.text(f"{row['obligation_id']} {row['title']}　{row['unit']}：{row['status']}{overdue}")
    st.caption(plain(f"怎样算完成：{row['done_when']}" + (f"；{row['difference']}" if row["difference"] else "")))

evidence = desk.answer("obligation_evidence", **chosen)
if not evidence.rows:
    st.info("没有找到佐证行。请核对任务台账是否写明任务编号和佐证材料。")
elif picked := tables.show(desk, evidence, "evidence"):
    provenance.open_source(picked)
