"""风险: which violations are most frequent, how that changed, where and by whom."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import charts, filters, frame, frequency, provenance, tables
from fwzf_data.web.wording import written

SHOWN = (
    "violation_name",
    "frequency_grade",
    "weighted_count",
    "share",
    "cumulative_share",
    "case_count",
    "inspection_count",
    "complaint_count",
    "guidance_count",
)
CHANGES = ("violation_name", "weighted_count", "former_weighted_count", "difference", "change")
PARTS = ("各违法行为", "与上一时段比", "在哪里、哪类当事人")
PLACES = {"unit": "单位", "street": "街道", "party_kind": "当事人类型"}

st.header("风险")
st.caption("哪些违法行为最多。次数按规则加权，点柱子或数字看每一条。")
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(
        "这里的高、中、低只看频次；危害程度、表现形式也计入的等级在「风险分级」，所以两页的高、中、低数目不同。",
        width="content",
    )
    st.page_link("pages/enforcement/risk_grades.py", label="看风险分级")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
answer = desk.answer("violation_frequency", **window)
if not answer.rows:
    st.info("这段时间没有案件、检查、投诉和指导记录。请换一段时间，或先上传台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

rows = answer.dicts()
known, unknown = ([row for row in rows if (row["violation_code"] is None) == blank] for blank in (False, True))
trend = desk.answer("violation_trend", **window)
former = {row["violation_code"]: row["former_weighted_count"] for row in trend.dicts()}
is_comparable = any(former.values())

st.subheader(frequency.verdict(known))
if unknown:
    with st.container(horizontal=True, vertical_alignment="center"):
        count = written(float(unknown[0]["weighted_count"]))
        st.caption(f"另有加权 {count} 次写明的内容没有对应到目录，单独计数，不占比、不评级。", width="content")
        listed = desk.answer("violation_event_list", violation_code="未对应", **window)
        if st.button(f"看 {len(listed.rows):,} 条", key="unknown", type="tertiary"):
            provenance.open_rows("violation_event_list", violation_code="未对应", **window)

bars = frequency.pareto_bars(known, former)
title = frequency.pareto_title(bars, known)
picture = charts.pareto([bar.labelled for bar in bars], title, [bar.former for bar in bars] if is_comparable else None)
code = charts.show(picture, "pareto", title)
if code and code != frequency.OTHERS:
    provenance.open_rows("violation_event_list", violation_code=code, **window)
counted, changed, placed = st.tabs(PARTS, key="part", bind="query-params")
if counted.open:
    with counted:
        if row := tables.show(desk, answer, "frequency", SHOWN):
            code = row["violation_code"] or "未对应"
            column = tables.clicked_column("frequency")
            provenance.open_figure("violation_frequency", column, violation_code=code, **window)
if changed.open:
    with changed:
        only = filters.violation(known)
        before = frequency.before(from_on, to_on)
        spans = {"本时段": window} | ({"上一时段": before} if is_comparable else {})
        series = [(name, frequency.by_month(desk, span, **only)) for name, span in spans.items()]
        title = frequency.change_title(series)
        if not is_comparable:
            st.info(f"上一时段（{before['from_on']} 至 {before['to_on']}）没有数据，不能比较升降。下图只有本时段。")
        charts.show(charts.trend(series, title, "次"), "trend", title)
        if is_comparable and (row := tables.show(desk, trend, "changes", CHANGES)):
            provenance.open_rows("violation_event_list", violation_code=row["violation_code"] or "未对应", **window)
if placed.open:
    with placed:
        only = filters.violation(known)
        for box, (name, word) in zip(st.columns(len(PLACES)), PLACES.items(), strict=True):
            found = desk.answer(f"violation_by_{name}", **window, **only).dicts()
            title = frequency.share_title(word, found, name)
            picture = charts.bars([(row[name], row["weighted_count"]) for row in found], title, "次")
            with box:
                picked = charts.show(picture, name, title)
            if picked:
                provenance.open_rows("violation_event_list", **{name: picked}, **window, **only)
