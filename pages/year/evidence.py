"""佐证: the rows behind one obligation, and what is said of it unit by unit."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables
from fwzf_data.web.wording import plain, written

STATUS = (
    "unit",
    "status",
    "difference",
    "done_count",
    "share",
    "evidence_count",
    "reported_state",
    "due_on",
    "done_on",
    "days_overdue",
)

st.header("佐证")
st.caption("一项义务凭的是哪些台账行。点任一行看原始行。")
desk = frame.desk_with_data()
chosen = filters.from_address("obligation_evidence")
filters.chips("obligation_evidence", chosen)

if "obligation_id" in chosen:
    asked = {key: chosen[key] for key in ("obligation_id", "unit") if key in chosen}
    status = desk.answer("obligation_status", **asked)
    for row in status.dicts()[:1]:
        st.subheader(plain(f"{row['obligation_id']} {row['title']}"))
        st.caption(
            plain(f"期限：{row['deadline'] or '没有写'}。指标：{row['indicator']}。怎样算完成：{row['done_when']}。")
        )
        if row["threshold"] is not None:
            target = f"{written(row['threshold'])}（{row['threshold_is']}，{row['threshold_from']}"
            st.caption(plain(f"目标数：{target}：{row['threshold_source']}）。"))
        for flag in row["flags"]:
            st.text(flag)
        if picked := tables.show(desk, status, "status", STATUS):
            provenance.open_rows("obligation_evidence", obligation_id=row["obligation_id"], unit=picked["unit"])
    st.subheader("佐证材料")

evidence = desk.answer("obligation_evidence", **chosen)
if not evidence.rows:
    st.info("没有找到佐证行。请核对任务台账是否写明任务编号和佐证材料。")
elif picked := tables.show(desk, evidence, "evidence"):
    provenance.open_source(picked)
