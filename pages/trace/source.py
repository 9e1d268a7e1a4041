"""原始行: one row as it was uploaded, cell by cell, with what was read from it."""

from __future__ import annotations

import streamlit as st

from fwzf_data.intake.fates import ACCEPTED, ASIDE, RETURNED, UNCHANGED, UPDATED
from fwzf_data.intake.ledger import ledgers
from fwzf_data.web import batches, changes, filters, frame, provenance, tables
from fwzf_data.web.wording import BLANK, plain

TAKEN_IN = (ACCEPTED, UPDATED, UNCHANGED)
LEFT_OUT = {RETURNED: "被退回", ASIDE: "被搁置"}

st.header("原始行")
desk = frame.desk_with_data()
batch_id, sheet_no, row_no = (provenance.number_from_address(name) for name in ("batch_id", "sheet_no", "row_no"))
if batch_id is None or sheet_no is None or row_no is None:
    st.info("请从案件清单、问题清单或任一明细表中点开一行，这里显示它在原文件中的样子。")
    st.page_link(provenance.CASES_PAGE, label="去案件清单")
    st.stop()

answer = desk.answer("source_row", batch_id=batch_id, sheet_no=sheet_no, row_no=row_no)
if not answer.rows:
    st.warning(f"批次 {batch_id} 第 {sheet_no} 张表第 {row_no} 行不在库中，所在批次可能已撤回。")
    st.stop()
first = answer.dicts()[0]
kind = ledgers().get(first["ledger"] or "")
labels = {column.name: column.label for column in kind.columns} if kind else {}
st.text(f"{first['file']}　工作表「{first['sheet']}」　第 {row_no} 行　批次 {batch_id}")
is_taken_in = first["fate"] in TAKEN_IN
if first["fate"] in LEFT_OUT:
    st.warning(plain(f"这一行{LEFT_OUT[first['fate']]}，没有入库：{first['reason'] or '没有写明原因'}。"))
read = desk.as_read(kind.key, batch_id, sheet_no, row_no) if kind and is_taken_in else {}
st.text(
    f"结果：{first['fate']}"
    + (f"（{first['reason']}）" if first["reason"] else "")
    + (f"　台账：{kind.label}" if kind else "")
)
tables.listing(
    [
        {
            "单元格": cell["address"],
            "原列名": cell["header"] or BLANK,
            "对应字段": labels.get(cell["field"] or "", BLANK),
            "原文": cell["raw"] if cell["raw"] is not None else BLANK,
            **({"读作": read.get(cell["field"] or "", BLANK)} if read else {}),
            "问题和怎么改": cell["issue"] or "",
        }
        for cell in answer.dicts()
    ]
)
if first["fate"] == UPDATED:
    here = [one for one in changes.of_batch(desk, batch_id) if (one.sheet, one.row) == (first["sheet"], row_no)]
    changes.show(desk, here, "changed")
with st.container(horizontal=True):
    provenance.original_button(desk, batch_id, "original")
    if not is_taken_in:
        batches.returned_file_button(desk, batch_id, "marked")
    elif first["ledger"] == "penalty_case" and first["record_key"] and st.button("查看这件案件", key="open_case"):
        filters.go(provenance.CASE_PAGE, record_key=first["record_key"])
