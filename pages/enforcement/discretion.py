"""裁量: each fine against the range the benchmark gives for its violation, grade, party and date."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.judged import INSIDE, OFF, STATES, UNCHECKED, UNEXPLAINED, judged
from fwzf_data.web import bands, charts, filters, frame, provenance, tables, verdict_matrix

PARTS = ("各单位", "罚款分布", "偏离清单")
MOST_FACETS = 6
MOST_LISTED = 500

st.header("裁量核查")
st.caption("罚款与裁量基准对照。偏离只是线索，有无正当理由由人核实；无法核查的写明缺什么，不算合格也不算偏离。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
found = desk.once(judged, **window)
if not found.total:
    st.info("这段时间没有已作决定的案件。请换一段时间，或先上传行政处罚案件台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

bare = found.states.get(UNEXPLAINED, 0)
title = f"已决定 {found.total:,} 件，可核查 {found.checked:,} 件，其中偏离 {found.off:,} 件、没有写明理由 {bare:,} 件"
counts = [(word, found.verdicts.get(word, 0)) for word in (*INSIDE, *OFF, UNCHECKED)]
if verdict := charts.show(charts.bars(counts, title, review=OFF, unknown={UNCHECKED}), "verdicts", title):
    provenance.open_rows("discretion_by_case", verdict=verdict, **window)

if (traders := desk.one("sole_traders", **window)) and traders["case_count"]:
    st.caption(
        f"当事人是个体工商户的 {traders['case_count']:,} 件，按「{traders['counts_as']}」套用；"
        f"基准分单位、个人的 {traders['affected_count']:,} 件，换一种归类结果可能不同。"
    )
units, strips, deviations = st.tabs(PARTS, key="part", bind="query-params")
if units.open:
    with units:
        picture, said = desk.once(verdict_matrix.of_window, **window)
        if cell := charts.show(picture, "matrix", said):
            unit, verdict = cell.split("|")
            provenance.open_rows("discretion_by_case", unit=unit, verdict=verdict, **window)
        if row := tables.show(desk, desk.answer("discretion_shares", **window), "by_unit"):
            provenance.open_figure("discretion_shares", tables.clicked_column("by_unit"), unit=row["unit"], **window)
if strips.open:
    with strips:
        if not found.ranged:
            st.info("没有核得出幅度的案件，不能画分布图。请先上传违法行为目录和裁量基准。")
            st.stop()
        options = [f"{code} {name}" for code, name in found.ranged]
        code = st.selectbox("违法行为", options, key="violation", bind="query-params").split(" ")[0]
        by_unit = st.toggle("分单位画", key="by_unit", bind="query-params")
        facets = desk.once(bands.of_units if by_unit else bands.of_violation, violation_code=code, **window)
        for place, facet in enumerate(facets[:MOST_FACETS]):
            picture = bands.strip(facet.bands, facet.marks, facet.title, facet.is_relative)
            if key := charts.show(picture, f"strip_{code}_{place}", facet.title):
                opened = {"unit": facet.unit, "violation_code": code, **bands.filters_of(key)}
                provenance.open_rows("discretion_by_case", **opened, **window)
        if len(facets) > MOST_FACETS:
            st.caption(f"另有 {len(facets) - MOST_FACETS} 组，案件较少，没有画出。")
if deviations.open:
    with deviations:
        with st.container(horizontal=True):
            verdict = filters.choice("核查结果", "off", OFF)
            state = filters.choice("偏离状态", "said", STATES)
        chosen = {"is_off": True, "verdict": verdict, "deviation_state": state, "row_limit": MOST_LISTED}
        listed = desk.answer("discretion_by_case", **chosen, **window)
        if not listed.rows:
            st.info("当前条件下没有偏离的案件。")
        if len(listed.rows) == MOST_LISTED:
            st.caption(
                f"无理由的在前，只列前 {MOST_LISTED:,} 件；全部的请用命令行 query discretion_by_case -p is_off=是 取。"
            )
        if listed.rows and (row := tables.show(desk, listed, "deviations", bands.JUDGED)):
            filters.go(provenance.CASE_PAGE, record_key=row["record_key"])
