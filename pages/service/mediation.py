"""行政调解: notices at the three points of contact, what was referred and filed, and what the plan asks to exist."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import frame, provenance, tables

PARTS = ("三个环节", "调解室、人员和机制", "逐件清单")
STANDING = (
    "obligation_id",
    "title",
    "unit",
    "status",
    "due_on",
    "days_overdue",
    "evidence_count",
    "difference",
    "flags",
)

st.header("行政调解")
st.caption("三个融入环节的告知、不愿或者不成的引导、已结的归档；调解室、人员、机制和名单凭任务台账。点表格行看明细。")
desk = frame.desk_with_data()
cases = desk.answer("mediation_list").dicts()
duties = desk.answer("obligation_status").dicts()
about = [
    row["obligation_id"] for row in duties if row["query"] in ("mediation_list", "task_list") and "调解" in row["title"]
]
if cases:
    lacking = [case for case in cases if case["gaps"]]
    st.subheader(f"{len(cases):,} 件调解，{len(lacking):,} 件告知、引导或者归档有缺")
else:
    st.info("还没有行政调解记录。请先上传行政调解台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")

stages, standing, listed = st.tabs(PARTS, key="part", bind="query-params")
if stages.open:
    with stages:
        if picked := tables.show(desk, desk.answer("mediation_by_stage"), "stages"):
            provenance.open_rows("mediation_list", stage=picked["stage"])
if standing.open:
    with standing:
        for obligation_id in dict.fromkeys(about):
            answer = desk.answer("obligation_status", obligation_id=obligation_id)
            if len(answer.rows) == 1 and (picked := tables.show(desk, answer, f"duty_{obligation_id}", STANDING)):
                provenance.open_rows("obligation_evidence", unit=picked["unit"], obligation_id=obligation_id)
if listed.open:
    with listed:
        answer = desk.answer("mediation_list")
        if not answer.rows:
            st.info("没有可列的调解。")
        elif picked := tables.show(desk, answer, "mediations"):
            provenance.open_source(picked)
