"""退回与问题: what could not be read, where it is and how to mend it."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, frame, provenance, tables

SHOWN = ("file", "sheet", "address", "header", "value", "message", "code", "effect")
PARTS = ("退回的行", "问题汇总", "逐处问题")

st.header("退回与问题")
st.caption("没有入库的行，以及读不出、按未知处理的单元格。点任一行可看原始行；改好后重新上传该文件即可。")
desk = frame.desk_with_data()
batches = {row["batch_id"]: f"批次 {row['batch_id']}　{row['file']}" for row in desk.answer("batch_list").dicts()}
asked = provenance.number_from_address("batch_id")


def keep_in_address() -> None:
    if st.session_state["batch"] is None:
        st.query_params.pop("batch_id", None)
    else:
        st.query_params["batch_id"] = str(st.session_state["batch"])


# Not bound: a bound box would put the words of the option into the address, where other pages pass the number.
batch_id = st.selectbox(
    "批次",
    [None, *batches],
    index=1 + list(batches).index(asked) if asked in batches else 0,
    format_func=lambda number: batches.get(number, filters.ALL),
    key="batch",
    on_change=keep_in_address,
)
returned = desk.answer("returned_rows", batch_id=batch_id)
kinds = desk.answer("issue_kinds", batch_id=batch_id)
count = sum(row[kinds.names.index("issue_count")] for row in kinds.rows)

# Only the open tab's table is made and sent.
st.text(f"退回 {len(returned.rows):,} 行，读不出或有疑问的单元格 {count:,} 处。")
if "open_part" in st.session_state:
    st.session_state["part"] = st.session_state.pop("open_part")
rows_tab, kinds_tab, cells_tab = st.tabs(PARTS, key="part", bind="query-params")
if rows_tab.open:
    with rows_tab:
        if not returned.rows:
            st.success("没有退回的行。")
        elif row := tables.show(desk, returned, "returned"):
            provenance.open_source(row)
if kinds_tab.open:
    with kinds_tab:
        if not kinds.rows:
            st.success("没有读不出的单元格。")
        elif row := tables.show(desk, kinds, "kinds"):
            st.query_params["code"] = row["code"]
            st.session_state["open_part"] = PARTS[2]
            st.rerun()
if cells_tab.open:
    with cells_tab:
        chosen = filters.from_address("issues")
        chosen.pop("batch_id", None)
        filters.chips("issues", chosen)
        issues = desk.answer("issues", batch_id=batch_id, **chosen)
        if not issues.rows:
            st.info("当前条件下没有问题。")
        elif row := tables.show(desk, issues, "issues", SHOWN):
            provenance.open_source(row)
