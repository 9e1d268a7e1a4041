"""年度进度: the plan's obligations by unit and date, what is done and proved, what is late, who is behind."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.progress import STATES, late_words, plan_lines, units_of_plan
from fwzf_data.web import basis, charts, filters, frame, matrix, notices, plan, provenance, spans, tables

SHOWN = (
    "obligation_id",
    "title",
    "unit",
    "status",
    "due_on",
    "days_overdue",
    "evidence_count",
    "share",
    "done_count",
    "difference",
    "flags",
)
PARTS = ("单位和义务", "谁落后", "逐项清单", "方案")

st.header("年度进度")
st.caption("方案的每项义务由谁承担、哪天到期、凭什么说完成。点菱形、格子或表格行看明细和佐证。")
basis.switches(frame.current_desk())
desk = frame.desk_with_data()
everything = desk.answer("obligation_status")
if not everything.rows:
    st.info("还没有单位可以对照。请先上传单位名册和年度任务台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

lines = desk.once(plan_lines)
late = [line for line in lines if line.is_late]
st.subheader(
    f"截至 {desk.as_of:%Y-%m-%d}，{len(lines)} 项义务，{late_words(len(late))}"
    + (f"，最长 {max(line.longest_overdue for line in late)} 天" if late else "")
)
picture, title = desk.once(spans.of_plan)
if clicked := charts.show(picture, "timeline", title):
    provenance.open_rows("obligation_status", obligation_id=clicked)

pairs, behind, listed, written = st.tabs(PARTS, key="part", bind="query-params")
if pairs.open:
    with pairs:
        picture, title, legend = desk.once(matrix.of_plan)
        if cell := charts.show(picture, "matrix", title):
            unit, obligation_id = cell.split("|")
            provenance.open_rows("obligation_evidence", unit=unit, obligation_id=obligation_id)
        st.caption(legend)
if behind.open:
    with behind:
        notices.draw(desk, desk.once(units_of_plan))
if listed.open:
    with listed:
        ranked = filters.in_order(desk, {row["unit"] for row in everything.dicts()})
        with st.container(horizontal=True):
            whose = filters.choice("单位", "whose", ranked)
            state = filters.choice("状态", "state", STATES)
        answer = desk.answer("obligation_status", unit=whose, status=state)
        if not answer.rows:
            st.info("当前条件下没有义务。请换一个单位或状态。")
        elif row := tables.show(desk, answer, "obligations", SHOWN):
            provenance.open_rows("obligation_evidence", unit=row["unit"], obligation_id=row["obligation_id"])
if written.open:
    with written:
        plan.draw(desk)
