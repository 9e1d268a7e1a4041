"""验证: a draw recomputed from its own record, by anybody who has the file."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.draw.record import draw_number, faults, read_file
from fwzf_data.documents.draw_package import VERIFIER
from fwzf_data.draws import draws, plans
from fwzf_data.errors import BadRequest
from fwzf_data.web import frame, spot_checks
from fwzf_data.web.wording import plain

st.header("验证")
st.caption("上传摇号记录 DRAW.json，由名单、方案和种子重新算一遍。不信本系统的，下载核对程序自己算。")
desk = frame.current_desk()
file = st.file_uploader("摇号记录", type=["json"], key="record")
published = st.text_input("当时公布的方案校验值（可不填）", key="published").strip().lower()
st.download_button("下载核对程序", VERIFIER.read_bytes(), "verify_draw.py", key="verifier", on_click="ignore")
if file is None:
    st.info("请上传 DRAW.json。它在公示的压缩包里。")
    st.stop()
try:
    record = read_file(file.getvalue())
except BadRequest as error:
    st.error(plain(str(error)))
    st.stop()
found = faults(record)
if published and record.get("plan_hash") != published:
    found.append("方案校验值与公布的不同：这不是当时公布的方案。")
for fault in found:
    st.error(plain(fault))
if found:
    st.stop()
st.success(f"核验通过：{draw_number(record)}，{len(record['drawn'])} 个对象由名单、方案和种子重新算得，一个不差。")
if record["plan_hash"] not in {one.body["plan_hash"] for one in plans(desk.home)}:
    st.warning("这份方案没有在本机登记过，方案是不是先于种子，要与公布的校验值核对。")
seeds = {one.body["seed"] for one in draws(desk.home) if one.body["plan_hash"] == record["plan_hash"]}
if unsaid := seeds - {record["seed"], *record["earlier_seeds"]}:
    st.warning(f"同一方案另有 {len(unsaid)} 次用别的种子摇号，这份记录没有写明。")
spot_checks.list_table(record)
