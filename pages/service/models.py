"""示范与结对: named model units and whom they help, sites being made, contest, publicity and the leading group."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import frame, provenance, tables

PARTS = ("结对", "示范点创建", "比武、宣传和领导小组")
STATUS = ("obligation_id", "title", "unit", "status", "due_on", "days_overdue", "evidence_count", "reported_state")
BY_TASKS = ("task_list",)

st.header("示范与结对")
st.caption(
    "已命名的示范点单位都要结对；示范点创建、申报和验收；技术比武、宣传推广和领导小组凭任务台账。点表格行看明细。"
)
desk = frame.desk_with_data()
models = desk.answer("model_pairings")
unpaired = [row["unit"] for row in models.dicts() if not row["is_paired"]]
if models.rows:
    st.subheader(
        f"{len(models.rows)} 个示范点单位，"
        + (f"{len(unpaired)} 个还没有结对：{'、'.join(unpaired)}" if unpaired else "都已结对")
    )
else:
    st.info("不知道哪些单位已命名为示范点。请在单位名册标明示范点，或者在示范点创建台账写命名日期。")

pairs, sites, others = st.tabs(PARTS, key="part", bind="query-params")
if pairs.open:
    with pairs:
        if models.rows and (picked := tables.show(desk, models, "models")):
            provenance.open_rows("pairing_list", unit=picked["unit"])
        activities = desk.answer("pairing_list")
        if not activities.rows:
            st.info("还没有结对帮扶记录。请先上传结对帮扶台账。")
        elif picked := tables.show(desk, activities, "pairings"):
            provenance.open_source(picked)
if sites.open:
    with sites:
        listed = desk.answer("demo_site_list")
        if not listed.rows:
            st.info("还没有示范点创建记录。请先上传示范点创建台账。")
        elif picked := tables.show(desk, listed, "sites"):
            provenance.open_source(picked)
if others.open:
    with others:
        duties = desk.answer("obligation_status").dicts()
        told = dict.fromkeys(row["obligation_id"] for row in duties if row["query"] in BY_TASKS)
        picked_id = st.selectbox(
            "义务", [f"{key} {next(row['title'] for row in duties if row['obligation_id'] == key)}" for key in told]
        )
        if picked_id:
            answer = desk.answer("obligation_status", obligation_id=picked_id.split(" ")[0])
            if picked := tables.show(desk, answer, "by_tasks", STATUS):
                provenance.open_rows("obligation_evidence", unit=picked["unit"], obligation_id=picked["obligation_id"])
