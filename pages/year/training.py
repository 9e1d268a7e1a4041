"""培训: sessions by category and unit against the yearly minimum, who came, and how the tests went."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.attention import BUREAU, year_to
from fwzf_data.web import charts, filters, frame, provenance, tables


def open_sessions(unit: str, category: str) -> None:
    only = None if unit == BUREAU else unit
    provenance.open_rows("training_list", unit=only, category=category, is_held="是", **year_to(desk.as_of))


st.header("培训达标")
desk = frame.desk_with_data()
rows = desk.answer("training_by_unit").dicts()
bureau = [row for row in rows if row["unit"] == BUREAU]
asked = {row["category"]: row["required_count"] for row in bureau if row["required_count"] is not None}
minimums_said = "、".join(f"{category}不少于 {count} 场" for category, count in asked.items())
st.caption(
    (f"全年{minimums_said}，按全局算" if asked else "没有方案写明这一年的最低场次，只列场次")
    + "；重复登记的同一场只算一次，取消的、没有人到场的不算。"
)
if not desk.answer("training_list").rows:
    st.info("还没有培训台账，是否达标数据不足。请先上传培训台账。")
    st.page_link(provenance.UPLOAD_PAGE, label="去上传台账")

for place, row in zip(st.columns(max(1, len(bureau))), bureau, strict=False):
    with place.container(border=True):
        least = f" / {asked[row['category']]}" if row["category"] in asked else ""
        st.metric(f"{row['category']}（全局）", f"{row['session_count']}{least} 场")
        st.text(row["status"] + (f"：{row['remark']}" if row["remark"] else ""))
        if st.button(f"看 {row['session_count']} 场", key=f"sessions_{row['category']}"):
            open_sessions(BUREAU, row["category"])

minimums, pictures, results, absences, hours = st.tabs(
    ("对照表", "各单位", "到场和测试", "缺勤名单", "学时"), key="part", bind="query-params"
)
if minimums.open:
    with minimums:
        chosen = filters.from_address("training_by_unit")
        filters.chips("training_by_unit", chosen)
        shown = desk.answer("training_by_unit", **chosen)
        if not shown.rows:
            st.info("当前条件下没有可以对照的单位。请清除条件。")
        elif picked := tables.show(desk, shown, "by_unit"):
            open_sessions(picked["unit"], picked["category"])
if pictures.open:
    with pictures:
        units = [row for row in rows if row["unit"] != BUREAU]
        categories = list(dict.fromkeys(row["category"] for row in units))
        for place, category in zip(st.columns(max(1, len(categories))), categories, strict=False):
            own = [row for row in units if row["category"] == category]
            minimum = asked.get(category)
            short = [row["unit"] for row in own if minimum is not None and row["status"] != "已达标"]
            title = f"{category}：{len(own)} 个单位" + (
                f"中 {len(short)} 个参加不足 {minimum} 场" if minimum is not None else "参加的场次"
            )
            counts = [(row["unit"], row["session_count"]) for row in own]
            with place:
                if unit := charts.show(charts.bars(counts, title, "场", short, minimum), f"chart_{category}", title):
                    open_sessions(unit, category)
if results.open:
    with results:
        attendance = desk.answer("training_attendance_by_unit")
        if not attendance.rows:
            st.info("还没有签到或测试成绩，到场率和合格率数据不足。请上传培训签到和测试台账。")
        elif picked := tables.show(desk, attendance, "attendance"):
            column = tables.clicked_column("attendance")
            provenance.open_figure("training_attendance_by_unit", column, unit=picked["unit"], **year_to(desk.as_of))
if absences.open:
    with absences:
        absent = desk.answer("training_absentees")
        if not absent.rows:
            st.info("没有可列的缺勤：要有执法人员名册和签到表才能对照。")
        elif picked := tables.show(desk, absent, "absent"):
            provenance.open_source(picked)
if hours.open:
    with hours:
        spent = desk.answer("training_hours")
        if not spent.rows:
            st.info("还没有签到记录，每人的学时数据不足。请上传培训签到和测试台账。")
        else:
            tables.show(desk, spent, "hours")
