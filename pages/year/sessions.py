"""培训场次: the sessions behind a count, each leading to its original row."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

st.header("培训场次")
st.caption("点任一行看原始行。同一场在几份文件里登记的，只列一次。")
desk = frame.desk_with_data()
chosen = filters.from_address("training_list")
filters.chips("training_list", chosen)

answer = desk.answer("training_list", **chosen)
if not answer.rows:
    st.info("当前条件下没有培训。" + ("请清除条件后再看。" if chosen else "请先上传培训台账。"))
elif row := tables.show(desk, answer, "sessions"):
    provenance.open_source(row)
