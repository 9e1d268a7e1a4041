"""裁量: each fine against the range the benchmark gives for its violation, grade, party and date."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from fwzf_data.web import bands, charts, filters, frame, provenance, tables

MOST_FACETS = 6

st.header("裁量")
st.caption("罚款与裁量基准对照。偏离只是线索，有无正当理由由人核实；无法核查的写明缺什么，不算合格也不算偏离。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
rows = desk.answer("discretion_by_case", **window).dicts()
if not rows:
    st.info("这段时间没有已作决定的案件。请换一段时间，或先上传行政处罚案件台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

verdicts, states = (Counter(row[name] for row in rows) for name in ("verdict", "deviation_state"))
checked, off = len(rows) - verdicts[bands.UNCHECKED], len(rows) - states[None]
st.subheader(
    f"已决定 {len(rows):,} 件，可核查 {checked:,} 件，其中偏离 {off:,} 件、没有写明理由 {states['无理由']:,} 件"
)
words = (*bands.INSIDE, *bands.OFF, bands.UNCHECKED)
picture = charts.bars([(word, verdicts[word]) for word in words], "核查结果（橙色请复核）", review=bands.OFF)
if verdict := charts.show(picture, "verdicts", "各核查结果的案件数"):
    provenance.open_rows("discretion_by_case", verdict=verdict, **window)

st.subheader("各单位")
if row := tables.show(desk, desk.answer("discretion_shares", **window), "by_unit"):
    column = tables.clicked_column("by_unit")
    provenance.open_figure("discretion_shares", column, unit=row["unit"], **window)

st.subheader("一种违法行为的罚款分布")
ranged = Counter((row["violation_code"], row["violation_name"]) for row in rows if row["low_fen"] is not None)
most = sorted(ranged, key=lambda pair: (-ranged[pair], pair))
if not most:
    st.info("没有核得出幅度的案件，不能画分布图。请先上传违法行为目录和裁量基准。")
else:
    label = st.selectbox("违法行为", [f"{code} {name}" for code, name in most], key="violation", bind="query-params")
    code = label.split(" ")[0]
    found = bands.facets(desk.answer("discretion_strip", violation_code=code, **window).dicts())
    for place, facet in enumerate(found[:MOST_FACETS]):
        picture = bands.strip(facet.bands, facet.marks, facet.title, facet.is_relative)
        if key := charts.show(picture, f"strip_{code}_{place}", facet.title):
            provenance.open_rows("discretion_by_case", violation_code=code, **bands.filters_of(key), **window)
    if len(found) > MOST_FACETS:
        st.caption(f"另有 {len(found) - MOST_FACETS} 组条款和当事人，案件较少，没有画出。")

st.subheader("偏离清单")
with st.container(horizontal=True):
    verdict = filters.choice("核查结果", "off", bands.OFF)
    state = filters.choice("偏离状态", "said", bands.STATES)
deviations = desk.answer("discretion_deviations", verdict=verdict, deviation_state=state, **window)
if not deviations.rows:
    st.info("当前条件下没有偏离的案件。")
elif row := tables.show(desk, deviations, "deviations", bands.JUDGED):
    filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
