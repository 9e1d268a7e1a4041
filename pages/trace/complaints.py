"""投诉清单: the complaints behind a figure, each leading to its original row."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

st.header("投诉清单")
st.caption("点任一行看原始行。条件写在网址里，复制网址即可发给同事。")
desk = frame.desk_with_data()
chosen = filters.from_address("complaint_list")
filters.chips("complaint_list", chosen)

answer = desk.answer("complaint_list", **chosen)
if not answer.rows:
    st.info("当前条件下没有投诉。" + ("请清除条件后再看。" if chosen else "请先上传投诉举报台账。"))
elif row := tables.show(desk, answer, "complaints"):
    provenance.open_source(row)
