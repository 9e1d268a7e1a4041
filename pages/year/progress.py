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

first_on = min((start for _, start, _ in phases), default=desk.as_of.replace(month=1, day=1))
dated = [line for line in lines if line.due_on and (line.is_late or line.due_on.month < 12 or line.due_on.day < 31)]
picture = spans.timeline(
    [
        spans.Span(
            f"{line.obligation_id} {line.title}",
            min(first_on, line.due_on),
            line.due_on,
            line.done_share,
            line.words,
            line.is_late,
            line.obligation_id,
        )
        for line in dated
        if line.due_on
    ],
    desk.as_of,
    f"有期限的义务：{len(dated)} 项，其中 {sum(line.is_late for line in dated)} 项超期",
    phases,
)
clicked = charts.show(picture, "timeline", "有期限的义务的时间线")

units = list(dict.fromkeys(row["unit"] for row in rows))
states = {(row["unit"], row["obligation_id"]): row["status"] for row in rows}
columns = [(key, key) for key in dict.fromkeys(row["obligation_id"] for row in rows)]
cell = charts.show(
    matrix.matrix(units, columns, states, f"{len(units)} 个单位 × {len(columns)} 项义务，空格为该单位没有这项义务"),
    "matrix",
    "单位与义务的状态",
)
st.caption(matrix.legend())
if cell:
    unit, obligation_id = cell.split("|")
    filters.go("pages/year/evidence.py", unit=unit, obligation_id=obligation_id)
if clicked:
    filters.go("pages/year/evidence.py", obligation_id=clicked)

with st.container(horizontal=True):
    chosen_unit = filters.choice("单位", "unit", units)
    chosen_state = filters.choice("状态", "status", STATES)
answer = desk.answer("obligation_status", unit=chosen_unit, status=chosen_state)
if not answer.rows:
    st.info("当前条件下没有义务。请换一个单位或状态。")
elif row := tables.show(desk, answer, "obligations", SHOWN):
    filters.go("pages/year/evidence.py", unit=row["unit"], obligation_id=row["obligation_id"])
