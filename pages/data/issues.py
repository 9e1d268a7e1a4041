"""退回与问题: what could not be read, where it is and how to mend it."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

st.header("退回与问题")
st.caption("没有入库的行，以及读不出、按未知处理的单元格。点任一行可看原始行；改好后重新上传该文件即可。")
desk = frame.desk_with_data()

batches = {row["batch_id"]: f"批次 {row['batch_id']}　{row['file']}" for row in desk.answer("batch_list").dicts()}
batch_id = st.selectbox(
    "批次",
    [None, *batches],
    format_func=lambda number: batches.get(number, filters.ALL),
    key="batch_id",
    bind="query-params",
)

returned = desk.answer("returned_rows", batch_id=batch_id)
kinds = desk.answer("issue_kinds", batch_id=batch_id)
st.subheader(f"退回的行（{len(returned.rows):,}）")
if not returned.rows:
    st.success("没有退回的行。")
elif row := tables.show(desk, returned, "returned"):
    provenance.open_source(row)

st.subheader(f"问题汇总（{sum(row['issue_count'] for row in kinds.dicts()):,} 处）")
if not kinds.rows:
    st.success("没有读不出的单元格。")
    st.stop()
if row := tables.show(desk, kinds, "kinds"):
    st.query_params["code"] = row["code"]

code = st.query_params.get("code")
chosen = {"code": code} if code else {}
filters.chips("issues", chosen)
issues = desk.answer("issues", batch_id=batch_id, code=code)
st.subheader(f"逐处清单（{len(issues.rows):,}）")
if not issues.rows:
    st.info("当前条件下没有问题。请清除条件。")
elif row := tables.show(
    desk,
    issues,
    "issues",
    ["file", "sheet", "address", "header", "value", "message", "code", "effect"],
):
    provenance.open_source(row)
