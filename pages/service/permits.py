"""许可与双公示: promised and statutory days against those used, publication in time, the contents made public."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import frame, provenance, tables
from fwzf_data.web.wording import rate

PARTS = ("许可时限", "双公示", "公开的内容和服务领域")

st.header("许可与双公示")
st.caption("承诺时限比法定短多少、实际用多少工作日；处罚和许可的公示率、及时率；公开的四类内容、拓展的五个领域。")
desk = frame.desk_with_data()
terms = desk.answer("permit_terms")
published = desk.answer("disclosure_by_unit")
if terms.rows:
    over = sum(row["over_promised_count"] for row in terms.dicts())
    count = sum(row["permit_count"] for row in terms.dicts())
    st.subheader(f"{desk.as_of.year} 年许可 {count:,} 件，超承诺时限 {over:,} 件")
totals = {row["ledger"]: row for row in published.dicts() if row["unit"] == "合计"}
for ledger, word in (("penalty_case", "处罚"), ("permit_publicity", "许可")):
    if row := totals.get(ledger):
        st.text(
            f"{word}：公示率 {rate(row['published'])}，七个工作日内 {rate(row['on_time'])}，"
            f"不计 {row['excluded_count']:,} 件，说不清 {row['unknown_count']:,} 件"
        )
if not terms.rows and not published.rows:
    st.info("这一年还没有作出决定的许可和处罚。请先上传双公示行政许可台账和案件台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")

times, publicity, contents = st.tabs(PARTS, key="part", bind="query-params")
if times.open:
    with times:
        if not terms.rows:
            st.info("没有已经决定的许可。")
        elif picked := tables.show(desk, terms, "terms"):
            provenance.open_rows("permit_list", matter=picked["matter"])
if publicity.open:
    with publicity:
        if not published.rows:
            st.info("没有已经决定的处罚和许可。")
        elif picked := tables.show(desk, published, "published"):
            unit = None if picked["unit"] == "合计" else picked["unit"]
            provenance.open_rows("disclosure_list", unit=unit, record_ledger=picked["ledger"])
if contents.open:
    with contents:
        told = desk.answer("point_progress")
        lacking = [row for row in told.dicts() if not row["is_told"]]
        st.text(f"按任务台账的进展文字认：{len(told.rows)} 处中 {len(lacking)} 处还没有写到。")
        if picked := tables.show(desk, told, "points"):
            provenance.open_rows("obligation_evidence", unit=picked["unit"], obligation_id=picked["obligation_id"])
