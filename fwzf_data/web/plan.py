"""The plan itself: what it leaves open, which units it means, and what has to be explained of each obligation."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.annual_plan import plan_files
from fwzf_data.analysis.plan_gaps import plan_gaps
from fwzf_data.rulebook import rule_file
from fwzf_data.web import tables
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import plain

_FLAGS = ("时限早于阶段", "责任不清", "截止日逢休息日", "发文日期未知")


def draw(desk: Desk) -> None:
    """Flags of the obligations, units of one of them, gaps of the plan files."""
    flagged: dict[str, list[str]] = {}
    for row in desk.answer("obligation_status").dicts():
        for flag in row["flags"]:
            said = f"{row['obligation_id']} {row['title']}"
            if flag.startswith(_FLAGS) and said not in flagged.setdefault(flag, []):
                flagged[flag].append(said)
    st.markdown("**要说明的地方**")
    for word in _FLAGS:
        for flag, duties in flagged.items():
            if flag.startswith(word):
                st.text(f"{flag}（{len(duties)} 项）：{'、'.join(duties)}")
    st.markdown("**牵头、承担和配合单位**")
    titles = {row["obligation_id"]: row["title"] for row in desk.answer("obligation_status").dicts()}
    duties = list(dict.fromkeys(row["obligation_id"] for row in desk.answer("plan_units").dicts()))
    picked = st.selectbox("义务", duties, format_func=lambda key: f"{key} {titles.get(key, '')}", key="plan_duty")
    tables.show(desk, desk.answer("plan_units", obligation_id=picked), "plan_units")
    st.markdown("**方案没有写明的**")
    for path in plan_files():
        gaps = plan_gaps(path)
        st.caption(plain(f"{rule_file(path.stem)['plan']['title']}：{len(gaps)} 处"))
        tables.browse(
            f"gaps_{path.stem}", ("义务", "类别", "缺什么"),
            [(gap.obligation_id or "方案", gap.kind, gap.said) for gap in gaps],
        )  # fmt: skip
