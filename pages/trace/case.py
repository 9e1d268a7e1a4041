"""案件详情: one case, its steps in time, and every row that speaks of it."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import case_parts, frame, provenance, tables
from fwzf_data.web.wording import BLANK, day, plain, written

st.header("案件详情")
desk = frame.desk_with_data()
record_key = st.query_params.get("record_key")
case = desk.one("case_detail", record_key=record_key) if record_key else None
if record_key is None or case is None:
    st.info("请从案件清单点开一件案件。" if not record_key else "库中没有这件案件，所在批次可能已撤回。")
    st.page_link(provenance.CASES_PAGE, label="去案件清单")
    st.stop()

detail = desk.answer("case_detail", record_key=record_key)
name = case["case_no"] or case["decision_no"] or "（台账未编号）"
st.subheader(plain(f"{name}　{case['violation_name'] or case['cause'] or BLANK}"))
if case["own_key"]:
    st.caption("台账中没有案号，编号由系统按内容生成；内容更正后仍是同一件。")
with st.container(horizontal=True):
    st.metric("办理结果", plain(case["outcome"] or BLANK))
    st.metric("罚款（元）", plain(written(case["fine_fen"], "分")))
    st.metric("承办单位", plain(case["unit"] or "未填单位"))
    st.metric("当事人", plain(case["party_name"] or BLANK))

steps = desk.answer("case_timeline", record_key=record_key).dicts()
left, right = st.columns([2, 3])
with left:
    st.subheader("时间轴")
    if steps:
        tables.listing(
            [
                {
                    "日期": day(step["on_day"]),
                    "步骤": step["step"],
                    "距上一步（日）": written(step["days_since_previous"]),
                }
                for step in steps
            ]
        )
    else:
        st.info("台账中没有填写任何日期。")
with right:
    st.subheader("内容")
    units = {column.name: column for column in detail.query.columns}
    tables.listing(
        [
            {"项目": units[field].title, "内容": written(value, units[field].unit)}
            for field, value in case.items()
            if field not in ("record_key", "own_key") and value not in (None, "", [])
        ]
    )

case_parts.clocks(desk, record_key)
case_parts.findings(desk, record_key)
case_parts.discretion(desk, record_key)

st.subheader("证据：来源行")
st.caption("说到这件案件的每一行，最新的在前。点任一行看原文。")
if row := tables.show(desk, desk.answer("record_rows", ledger="penalty_case", record_key=record_key), "rows"):
    provenance.open_source(row)
