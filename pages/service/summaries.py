"""总结报送: who handed in, how late, which contents and media are missing, and whom to remind from when."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import frame, provenance, tables

st.header("总结报送")
st.caption("期限当日报到算按期；四类内容和视频图片缺哪些；期限前五个工作日起提醒还没有报的单位。点表格行看原始行。")
desk = frame.desk_with_data()
answer = desk.answer("summary_by_unit")
if not answer.rows:
    st.info("没有应报的单位：方案没有总结报送的义务，或者还没有单位名册。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")
    st.stop()

rows = answer.dicts()
sent = [row for row in rows if row["is_sent"]]
due_on, remind_on = rows[0]["due_on"], rows[0]["remind_on"]
lacking = sum(bool(row["missing_contents"]) for row in sent)
late = sum(bool(row["days_overdue"]) for row in sent)
st.subheader(f"应报 {len(rows)} 个单位，已报 {len(sent)} 个，其中晚报 {late} 个、内容不全 {lacking} 个")
missing = [row["unit"] for row in rows if not row["is_sent"]]
if not missing:
    st.success("应报的单位都已报送。")
elif desk.as_of > due_on:
    st.warning(f"期限 {due_on:%Y-%m-%d} 已过，还有 {len(missing)} 个单位没有报：{'、'.join(missing)}")
elif desk.as_of >= remind_on:
    st.warning(f"{due_on:%Y-%m-%d} 到期，请提醒还没有报的 {len(missing)} 个单位：{'、'.join(missing)}")
else:
    st.info(f"{due_on:%Y-%m-%d} 到期，{remind_on:%Y-%m-%d} 起提醒还没有报的单位。")
if picked := tables.show(desk, answer, "summaries"):
    if picked["batch_id"]:
        provenance.open_source(picked)
    provenance.open_rows("obligation_status", unit=picked["unit"])
