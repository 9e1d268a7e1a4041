"""批次: what was loaded, what came of it, and how to take it back."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import frame, loading, provenance, tables
from fwzf_data.web.wording import plain

st.header("批次")
st.caption("每个文件是一个批次。撤回后，这个文件的内容不再计入任何数字，之前的版本恢复；原文件和操作记录仍然保留。")
desk = frame.desk_with_data()

answer = desk.answer("batch_list")
if not answer.rows:
    st.info("没有生效的批次。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
elif row := tables.show(desk, tables.without(answer, "sha256"), "batches", loading.BATCH_COLUMNS):
    st.query_params["batch_id"] = str(row["batch_id"])

batch_id = provenance.number_from_address("batch_id")
batch = next((one for one in answer.dicts() if one["batch_id"] == batch_id), None)
if batch:
    st.subheader(plain(f"批次 {batch_id}：{batch['file']}"))
    sheets = desk.answer("row_accounting", batch_id=batch_id)
    tables.show(desk, sheets, "sheets")
    with st.container(horizontal=True):
        provenance.original_button(desk, batch["batch_id"], "original")
        loading.returned_file_button(desk, batch["batch_id"], "returned_file")
        st.page_link(
            "pages/data/issues.py",
            label=f"查看问题（{batch['issue_count']} 处）",
            query_params={"batch": f"{batch_id}　{batch['file']}"},
        )
    with st.form("withdraw", border=True):
        why = st.text_input("撤回原因", placeholder="如：三月数据有误，更正后重新上报", key="why")
        if st.form_submit_button(f"撤回本批次（{batch['rows_read']:,} 行）"):
            loading.withdraw(desk, batch["batch_id"], why)
