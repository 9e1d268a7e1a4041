"""上传台账: six visible steps from a clerk's file to a batch."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import draft as drafts
from fwzf_data.web import frame, upload
from fwzf_data.web.wording import plain

st.header("上传台账")
desk = frame.current_desk()
draft = drafts.current()
upload.stepper(draft.step if draft else 0)

if draft is None:
    upload.choose(desk)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    st.text(draft.file, width="content")
    if st.button("上传下一份" if draft.done else "换一份文件", key="drop", type="tertiary"):
        drafts.drop()
        st.rerun()
drafts.wait(draft)
if draft.refusal:
    st.error(plain(draft.refusal))
if draft.done:
    upload.receipt(draft)
elif draft.report:
    upload.review(desk, draft)
elif draft.examination:
    upload.confirm_header(desk, draft)
