"""防控清单: the list from draft to publication, what to send to whom, and when."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, prevention, provenance

PARTS = ("草稿", "公开", "版本", "短信和微信", "热点和提醒")

st.header("防控清单")
st.caption("由本局自己的案件、检查、投诉评出等级，由人确定；依据、后果、措施缺一样的不能公开。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
answer = prevention.drafted(desk, **window)
rows = answer.dicts()
if not rows:
    st.info("还没有评得出等级的违法行为。请先上传违法行为目录和案件、检查、投诉台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()
st.subheader(prevention.verdict(rows))
drafted, publishing, versions, texts, spots = st.tabs(PARTS, key="part", bind="query-params")
if drafted.open:
    with drafted:
        prevention.draft(desk, answer, window)
if publishing.open:
    with publishing:
        prevention.publishing(desk, rows)
if versions.open:
    with versions:
        prevention.versions(desk)
if texts.open:
    with texts:
        prevention.texts(desk, rows)
if spots.open:
    with spots:
        prevention.hot_spots(desk)
