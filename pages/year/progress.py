"""进度: the plan's obligations by unit and date, what is done and proved, what is late."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.progress import STATES, by_obligation
from fwzf_data.web import charts, filters, frame, matrix, provenance, spans, tables

SHOWN = (
    "obligation_id",
    "title",
    "unit",
    "status",
    "due_on",
    "days_overdue",
    "evidence_count",
    "share",
    "difference",
    "flags",
)

st.header("进度")
st.caption("方案的每项义务由谁承担、哪天到期、凭什么说完成。点格子或表格行看佐证。")
desk = frame.desk_with_data()
everything = desk.answer("obligation_status")
if not everything.rows:
    st.info("还没有单位可以对照。请先上传单位名册和年度任务台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

rows = everything.dicts()
lines = by_obligation(rows)
phases = [(row["phase"], row["phase_from"], row["phase_to"]) for row in desk.answer("plan_phases").dicts()]
late = [line for line in lines if line.is_late]
st.subheader(
    f"截至 {desk.as_of:%Y-%m-%d}，{len(lines)} 项义务中 {len(late)} 项有单位超期"
    + (f"，最长 {max(line.longest_overdue for line in late)} 天" if late else "")
)
last_on = desk.as_of.replace(month=12, day=31)
dated = [line for line in lines if line.due_on and line.due_on < last_on]
title = f"年底以前到期的 {len(dated)} 项义务，{sum(line.is_late for line in dated)} 项有单位超期"
clicked = charts.show(spans.timeline(spans.of_plan(dated, phases), desk.as_of, title, phases), "timeline", title)
title = f"{len({row['unit'] for row in rows})} 个单位 × {len(lines)} 项义务，按期限先后；空格为该单位没有这项义务"
cell = charts.show(matrix.matrix(rows, title, filters.units(desk)), "matrix", title)
st.caption(matrix.legend(rows))
if cell:
    unit, obligation_id = cell.split("|")
    provenance.open_rows("obligation_evidence", unit=unit, obligation_id=obligation_id)
if clicked:
    provenance.open_rows("obligation_status", obligation_id=clicked)

with st.container(horizontal=True):
    chosen_unit = filters.choice("单位", "whose", list(dict.fromkeys(row["unit"] for row in rows)))
    chosen_state = filters.choice("状态", "state", STATES)
answer = desk.answer("obligation_status", unit=chosen_unit, status=chosen_state)
if not answer.rows:
    st.info("当前条件下没有义务。请换一个单位或状态。")
elif row := tables.show(desk, answer, "obligations", SHOWN):
    provenance.open_rows("obligation_evidence", unit=row["unit"], obligation_id=row["obligation_id"])
