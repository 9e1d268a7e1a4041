"""培训: sessions by category and unit against the yearly minimum, who came, and how the tests went."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import charts, filters, frame, provenance, tables

BUREAU = "全局"
SESSIONS = (
    "title",
    "category",
    "held_on",
    "held_month",
    "host_unit",
    "expected_count",
    "actual_count",
    "has_test",
    "avg_score",
    "state",
)

st.header("培训")
desk = frame.desk_with_data()
answer = desk.answer("training_by_unit")
rows = answer.dicts()
minimum = rows[0]["required_count"] if rows else 0
st.caption(f"每类培训全年不少于 {minimum} 次。重复登记的同一场只算一次；没有人到场的、取消的不算。点行看场次。")
if not desk.answer("training_list").rows:
    st.info("还没有培训台账，数据不足。请先上传培训台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")

bureau = [row for row in rows if row["unit"] == BUREAU]
for place, row in zip(st.columns(max(1, len(bureau))), bureau, strict=False):
    with place:
        st.metric(
            f"{row['category']}（全局）",
            f"{row['session_count']} / {row['required_count']} 场",
            border=True,
            help=row["remark"] or "已达到全年最低场次。",
        )
        st.text(f"{row['status']}" + (f"：{row['remark']}" if row["remark"] else ""))
        if st.button("看场次", key=f"sessions_{row['category']}"):
            filters.go("pages/year/sessions.py", category=row["category"], is_held="是")

units = [row for row in rows if row["unit"] != BUREAU]
for category in dict.fromkeys(row["category"] for row in units):
    own = [row for row in units if row["category"] == category]
    short = [row["unit"] for row in own if row["status"] != "已达标"]
    picture = charts.bars(
        [(row["unit"], row["session_count"]) for row in own],
        f"{category}：{len(own)} 个单位中 {len(short)} 个参加不足 {minimum} 场（橙色）",
        "场",
        review=short,
    )
    if unit := charts.show(picture, f"chart_{category}", f"{category}各单位参加场次"):
        filters.go("pages/year/sessions.py", category=category, unit=unit, is_held="是")

if row := tables.show(desk, answer, "by_unit"):
    unit = None if row["unit"] == BUREAU else row["unit"]
    filters.go("pages/year/sessions.py", unit=unit, category=row["category"], is_held="是")

st.subheader("到场和测试")
attendance = desk.answer("training_attendance_by_unit")
if attendance.rows:
    tables.show(desk, attendance, "attendance")
else:
    st.info("还没有签到或测试成绩，到场率和合格率数据不足。")
