"""抽查方案: frame and plan fixed and hashed before there is a seed."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.draw.plan import cautions, plan_file
from fwzf_data.analysis.draw.record import as_file
from fwzf_data.draws import register_plan
from fwzf_data.errors import BadRequest
from fwzf_data.web import frame, plan_form, spot_checks
from fwzf_data.web.desk import ACTOR
from fwzf_data.web.wording import plain

st.header("抽查方案")
st.caption("先把名单和方案定死，公布校验值，再产生种子。这样谁也不能看着结果改方案。")
desk = frame.current_desk()
try:
    filled = plan_form.filled(desk)
except BadRequest as error:
    st.warning(plain(str(error)))
    filled = None
if filled:
    plan, members = filled
    if set(plan.sizes) != {""}:
        st.text("各层数量：" + "，".join(f"{name} {n} 个" for name, n in sorted(plan.sizes.items())))
    for caution in cautions(plan, members):
        st.caption(caution)
    if st.button(f"定下方案（抽 {plan.total} 个）", key="fix", type="primary"):
        register_plan(desk.home, plan, members, ACTOR)
        st.session_state["fixed"] = plan.hash
    if st.session_state.get("fixed") == plan.hash:
        st.success("方案已登记入日志。请先把下面两个校验值公布出去，再产生种子。")
        st.code(f"名单 {members.hash}\n方案 {plan.hash}", language=None)
        with st.container(horizontal=True):
            body = as_file(plan_file(plan, members))
            st.download_button("下载方案", body, f"抽查方案_{plan.hash[:10]}.json", key="plan_file", on_click="ignore")
            st.download_button("下载名单", members.text, "名单.csv", key="frame_file", on_click="ignore")
            st.page_link(spot_checks.DRAW_PAGE, label="去摇号")
spot_checks.plan_table(desk)
