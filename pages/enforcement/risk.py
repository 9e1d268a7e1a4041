"""风险: which violations are most frequent, how that changed, where and by whom."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import charts, filters, frame, provenance, tables

SHOWN = (
    "violation_code",
    "violation_name",
    "frequency_grade",
    "case_count",
    "inspection_count",
    "complaint_count",
    "guidance_count",
    "weighted_count",
    "share",
    "cumulative_share",
)
PARETO_BARS = 15

st.header("风险")
st.caption("哪些违法行为最多。等级仅按频次：危害程度和表现形式还没有计入。点柱子或行看明细。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
answer = desk.answer("violation_frequency", from_on=from_on, to_on=to_on)
rows = answer.dicts()
if not rows:
    st.info("这段时间没有案件、检查、投诉和指导记录。请换一段时间，或先上传台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()
