"""批次: what was loaded, what came of it, and how to take it back."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import batches, changes, frame, provenance, tables
from fwzf_data.web.wording import plain

st.header("批次")
st.caption("每个文件是一个批次。撤回后，这个文件的内容不再计入任何数字，之前的版本恢复；原文件和操作记录仍然保留。")
desk = frame.desk_with_data()
if "withdrawn" in st.session_state:
    st.success(st.session_state.pop("withdrawn"))

answer = desk.answer("batch_list")
if not answer.rows:
    st.info("没有生效的批次。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
elif row := tables.show(desk, answer, "batches", batches.COLUMNS):
    st.query_params["batch_id"] = str(row["batch_id"])

batch_id = provenance.number_from_address("batch_id")
batch = desk.one("batch_list", batch_id=batch_id) if batch_id else None
if batch_id and batch:
    st.subheader(plain(f"批次 {batch_id}：{batch['file']}"))
    tables.show(desk, desk.answer("row_accounting", batch_id=batch_id), "sheets", batches.SHEET_COLUMNS)
    with st.container(horizontal=True, vertical_alignment="center"):
        provenance.original_button(desk, batch_id, "original")
        batches.returned_file_button(desk, batch_id, "marked")
        st.page_link(
            "pages/data/issues.py",
            label=f"查看问题（{batch['issue_count']:,} 处）",
            query_params={"batch_id": str(batch_id)},
        )
    changes.show(desk, changes.of_batch(desk, batch_id), "changed")
    others = batches.same_file(desk, batch)
    if others:
        st.info(
            f"同一份文件还有{batches.numbered(others)}。只撤回批次 {batch_id}，另一批次里相同的内容仍然计入；"
            "要撤掉这份文件，请逐个撤回。"
        )
    with st.form("withdraw"):
        why = st.text_input("撤回原因（必填）", placeholder="如：三月数据有误，更正后重新上报", key="why")
        if st.form_submit_button(f"撤回批次 {batch_id}（{batch['rows_read']:,} 行）", key="withdraw_it"):
            batches.withdraw(desk, [batch_id], why, others)
elif batch_id:
    st.info(f"批次 {batch_id} 不在库中，可能已撤回。")

batches.clear_sample(desk)
if gone := batches.gone(desk):
    st.subheader(f"已撤回的批次（{len(gone)}）")
    tables.browse("gone", ["批次", "文件", "撤回时间", "操作人", "原因"], gone)
