"""首页: what needs attention now, in at most five sentences, and where each unit stands."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.attention import attention
from fwzf_data.analysis.progress import by_obligation
from fwzf_data.web import charts, filters, frame, matrix, tables
from fwzf_data.web.wording import plain

PAGES = {
    "进度": "pages/year/progress.py",
    "裁量": "pages/enforcement/discretion.py",
    "培训": "pages/year/training.py",
    "数据": "pages/data/issues.py",
}

desk = frame.desk_with_data()
st.header("当前要紧的事")
st.caption(f"截至 {desk.as_of:%Y-%m-%d}，按已入库的台账计算。每一句后面的数字可以点开。")
found = attention(desk.answer)
for place, entry in enumerate(found):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place + 1}.** {plain(entry.sentence)}", width="stretch")
        if st.button(f"看 {entry.count:,} 条", key=f"attention_{place}"):
            filters.go(PAGES[entry.topic], **entry.filters)
if not found:
    st.success("没有需要立即处理的事：没有超期的义务，没有缺理由的裁量偏离，培训已达标，没有退回的行。")

st.subheader("家底")
spots = st.columns(4)
figures = desk.one("data_overview") or {}
for place, (label, name, page) in enumerate(
    [
        ("行政处罚案件", "case_count", "pages/trace/cases.py"),
        ("巡查检查", "inspection_count", "pages/trace/inspections.py"),
        ("投诉举报", "complaint_count", "pages/trace/complaints.py"),
        ("罚款合计（万元）", "fine_fen", "pages/trace/cases.py"),
    ]
):
    value = figures.get(name) or 0
    shown = f"{value / 1_000_000:,.2f}" if name.endswith("_fen") else f"{value:,}"
    with spots[place]:
        st.metric(label, shown, border=True)
        if st.button("看清单", key=f"list_{name}"):
            filters.go(page, from_on=figures["from_on"], to_on=figures["to_on"])
st.caption(
    f"{figures['from_on']:%Y-%m-%d} 至 {figures['to_on']:%Y-%m-%d}；"
    f"另有 {figures['undated_case_count']:,} 件案件没有日期，不在其中。"
)

rows = desk.answer("obligation_status").dicts()
if rows:
    lines = by_obligation(rows)
    units = list(dict.fromkeys(row["unit"] for row in rows))
    states = {(row["unit"], row["obligation_id"]): row["status"] for row in rows}
    picture = matrix.matrix(
        units,
        [(line.obligation_id, line.obligation_id) for line in sorted(lines, key=lambda line: line.obligation_id)],
        states,
        f"方案 {len(lines)} 项义务：{sum(line.is_late for line in lines)} 项有单位超期",
    )
    if cell := charts.show(picture, "home_matrix", "单位与义务的状态"):
        unit, obligation_id = cell.split("|")
        filters.go("pages/year/evidence.py", unit=unit, obligation_id=obligation_id)
    st.caption(matrix.legend())

flow = desk.answer("case_flow")
if flow.rows:
    st.subheader("案件走到哪一步")
    tables.show(desk, flow, "flow")
