"""裁量: each fine against the range the benchmark gives for its violation, grade, party and date."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import bands, charts, filters, frame, provenance, tables

VERDICTS = ("档内", "恰在界上", "低于档次", "高于档次", "超出法定幅度", "应有罚款而无", "应无罚款而有", "无法核查")
STATES = ("无理由", "已说明", "已批准调整适用")
SHOWN = (
    "case_no",
    "unit",
    "violation_name",
    "grade",
    "fine_fen",
    "low_fen",
    "high_fen",
    "verdict",
    "deviation_state",
    "reason",
    "decided_on",
)

st.header("裁量")
st.caption("罚款与裁量基准对照。偏离只是线索，是否有正当理由由人核实；对不上的写明缺什么，不算合格也不算偏离。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
judged = desk.answer("discretion_by_case", from_on=from_on, to_on=to_on)
if not judged.rows:
    st.info("这段时间没有已作决定的案件。请换一段时间，或先上传行政处罚案件台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

rows = judged.dicts()
checked = [row for row in rows if row["verdict"] != "无法核查"]
off = [row for row in checked if row["deviation_state"]]
bare = sum(row["deviation_state"] == "无理由" for row in off)
st.subheader(f"{len(rows):,} 件已决定的案件：可核查 {len(checked):,} 件，其中偏离 {len(off)} 件，{bare} 件没有写明理由")
counts = [(verdict, sum(row["verdict"] == verdict for row in rows)) for verdict in VERDICTS]
picture = charts.bars(counts, "核查结果（橙色请复核）", review=VERDICTS[2:7])
if verdict := charts.show(picture, "verdicts", "各核查结果的案件数"):
    filters.go("pages/enforcement/judged.py", verdict=verdict, from_on=from_on, to_on=to_on)

st.subheader("各单位")
by_unit = desk.answer("discretion_by_unit", from_on=from_on, to_on=to_on)
if row := tables.show(desk, by_unit, "by_unit"):
    filters.go("pages/enforcement/judged.py", unit=row["unit"], from_on=from_on, to_on=to_on)

st.subheader("一种违法行为的罚款分布")
names = {row["violation_code"]: row["violation_name"] for row in checked if row["violation_code"]}
most = sorted(names, key=lambda code: (-sum(row["violation_code"] == code for row in checked), code))
labels = {f"{code} {names[code]}": code for code in most}
if labels:
    label = st.selectbox("违法行为", list(labels), key="violation", bind="query-params")
    strip = desk.answer("discretion_strip", violation_code=labels[label], from_on=from_on, to_on=to_on).dicts()
    for scope, found in bands.by_scope(strip).items():
        key = charts.show(bands.strip(found.bands, found.marks, found.title(label, scope)), f"strip_{scope}", label)
        if key:
            filters.go("pages/enforcement/judged.py", **bands.filters_of(key, labels[label], from_on, to_on))

st.subheader("偏离清单")
with st.container(horizontal=True):
    verdict = filters.choice("核查结果", "verdict", VERDICTS[2:7])
    state = filters.choice("偏离状态", "deviation_state", STATES)
deviations = desk.answer("discretion_deviations", verdict=verdict, deviation_state=state, from_on=from_on, to_on=to_on)
if not deviations.rows:
    st.info("当前条件下没有偏离的案件。")
elif row := tables.show(desk, deviations, "deviations", SHOWN):
    filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
