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

st.header("风险")
st.caption("哪些违法行为最多。等级仅按频次，危害程度和表现形式没有计入。次数按规则加权，点柱子或数字看每一条。")
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
if row := tables.show(desk, answer, "frequency", SHOWN):
    column = tables.clicked_column("frequency")
    provenance.open_figure("violation_frequency", column, violation_code=row["violation_code"] or "未对应", **window)

names = {row["violation_code"]: row["violation_name"] for row in known}
chosen = filters.choice("以下只看一种违法行为", "violation", [f"{code} {name}" for code, name in names.items()])
only = {"violation_code": chosen.split(" ")[0]} if chosen else {}

st.subheader("与上一时段比")
before = frequency.before(from_on, to_on)
series = [(name, frequency.by_month(desk, span, **only)) for name, span in (("本时段", window), ("上一时段", before))]
if is_comparable:
    title = frequency.change_title(series)
    charts.show(charts.trend(series, title, "次"), "trend", title)
    if row := tables.show(desk, trend, "changes", CHANGES):
        provenance.open_rows("violation_event_list", violation_code=row["violation_code"] or "未对应", **window)
else:
    st.info(f"上一时段（{before['from_on']} 至 {before['to_on']}）没有数据，不能比较升降。下图只有本时段。")
    charts.show(charts.trend(series[:1], frequency.change_title(series[:1]), "次"), "trend", "各月加权次数")

st.subheader("在哪里、哪类当事人")
for box, (name, word) in zip(
    st.columns(3), (("unit", "单位"), ("street", "街道"), ("party_kind", "当事人类型")), strict=True
):
    found = desk.answer(f"violation_by_{name}", **window, **only).dicts()
    title = frequency.share_title(word, found, name)
    with box:
        picked = charts.show(
            charts.bars([(row[name], row["weighted_count"]) for row in found], title, "次"), name, title
        )
    if picked:
        provenance.open_rows("violation_event_list", **{name: picked}, **window, **only)
