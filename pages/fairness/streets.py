"""投诉与执法: complaints by street beside inspections and cases, and what nobody acted on."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.captions import headline
from fwzf_data.analysis.fairness import pages
from fwzf_data.web import charts, filters, frame, provenance, streets, tables

st.header("投诉与执法")
st.caption("各街道的投诉、检查和案件放在一起看。街道之间报投诉的习惯不同，多不一定是问题多，同一街道前后比更可靠。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
answer = desk.answer("complaints_by_street", **window)
if not sum(row["complaint_count"] for row in answer.dicts()):
    st.info("这段时间没有投诉举报。请换一段时间，或先上传投诉举报台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

for page in desk.once(pages, indicator="complaint_filed", dimension="street", **window):
    st.text(headline(page))
if street := charts.show(streets.picture(answer.dicts()), "streets", streets.said(answer.dicts())):
    provenance.open_rows("complaint_list", street=street, **window)
if row := tables.show(desk, answer, "by_street"):
    lists = {"case_count": "case_list", "inspection_count": "inspection_list"}
    listed = lists.get(tables.clicked_column("by_street") or "", "complaint_list")
    provenance.open_rows(listed, street=row["street"], **window)
