"""行政指导: how much, by which of the eight methods, and what written guidance lacks; simple forms need no document."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import charts, frame, provenance, tables

PARTS = ("各单位", "缺什么", "逐件清单")

st.header("行政指导")
st.caption(
    "八种方式各用多少；书面指导要有文书、五项要素、送达和案卷号，简易形式只要记录或者定期统计。点表格行看原始行。"
)
desk = frame.desk_with_data()
units = desk.answer("guidance_by_unit")
methods = desk.answer("guidance_by_method").dicts()
if not any(row["guidance_count"] for row in units.dicts()):
    st.info("这一年还没有行政指导记录。请先上传行政指导台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

gaps = desk.answer("guidance_gaps")
silent = [row["unit"] for row in units.dicts() if row["guidance_count"] is None]
total = sum(row["guidance_count"] or 0 for row in units.dicts())
written = sum(row["written_count"] or 0 for row in units.dicts())
st.subheader(
    f"{desk.as_of.year} 年行政指导 {total:,} 次，书面 {written:,} 件，"
    f"其中 {len(gaps.rows):,} 件要素、送达或者案卷不全或者不明"
)
if silent:
    st.text(f"没有报的 {len(silent)} 个单位：{'、'.join(silent)}")
unused = [row["method"] for row in methods if not row["guidance_count"]]
title = "八种方式" + (f"：没有用过{'、'.join(unused)}" if unused else "都用过")
charts.show(charts.bars([(row["method"], row["guidance_count"]) for row in methods], title, "次"), "methods", title)

by_unit, missing, listed = st.tabs(PARTS, key="part", bind="query-params")
if by_unit.open:
    with by_unit:
        if picked := tables.show(desk, units, "by_unit"):
            provenance.open_rows("guidance_list", unit=picked["unit"])
if missing.open:
    with missing:
        if not gaps.rows:
            st.info("书面指导的要素、送达和案卷都齐全。")
        elif picked := tables.show(desk, gaps, "gaps"):
            provenance.open_source(picked)
if listed.open:
    with listed:
        if picked := tables.show(desk, desk.answer("guidance_list"), "guidance"):
            provenance.open_source(picked)
