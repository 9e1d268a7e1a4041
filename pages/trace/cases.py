"""案件清单: the cases behind a figure, by the same filters, each leading to the case and its original rows."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

SHOWN = (
    "case_no",
    "unit",
    "violation_name",
    "cause",
    "party_name",
    "procedure",
    "grade",
    "fine_fen",
    "filed_on",
    "decided_on",
    "outcome",
    "street",
)

st.header("案件清单")
st.caption("点任一行看案件详情和原始行。条件写在网址里，复制网址即可发给同事。")
desk = frame.desk_with_data()
chosen = filters.from_address("case_list")
filters.chips("case_list", chosen)

answer = desk.answer("case_list", **chosen)
if not answer.rows:
    st.info("当前条件下没有案件。" + ("请清除条件后再看。" if chosen else "请先上传行政处罚案件台账。"))
elif row := tables.show(desk, answer, "cases", SHOWN):
    filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
