"""检查清单: the inspections behind a figure, each leading to its original row."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

st.header("检查清单")
st.caption("点任一行看原始行。条件写在网址里，复制网址即可发给同事。")
desk = frame.desk_with_data()
chosen = filters.from_address("inspection_list")
filters.chips("inspection_list", chosen)

answer = desk.answer("inspection_list", **chosen)
if not answer.rows:
    st.info("当前条件下没有检查。" + ("请清除条件后再看。" if chosen else "请先上传巡查检查台账。"))
elif row := tables.show(desk, answer, "inspections"):
    provenance.open_source(row)
