"""Who is behind, and the form by which a person decides about 通报."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fwzf_data.analysis.notice_decision import DECISIONS, Decided, decide, decisions
from fwzf_data.analysis.progress import UnitLine
from fwzf_data.errors import BadRequest
from fwzf_data.web import tables
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.wording import plain


def draw(desk: Desk, lines: Sequence[UnitLine]) -> None:
    """Who is behind and why, the decisions so far, and the form for the next one."""
    st.caption(
        "建议通报的标准见「口径说明」里进展缓慢的各项；通报不通报由人定，决定记入日志。"
        "百分数只说有期限的义务（包括要办满次数的、要建立起来的），括号里是有几项；持续的义务不在其中，看「各状态」。"
        "报称完成而没有佐证的不算做到。"
    )
    decided = decisions(desk.home.journal, desk.as_of.year)
    tables.listing([_shown(line, decided.get(line.unit)) for line in lines])
    if any(line.is_slow for line in lines):
        _form(desk, lines)


def _shown(line: UnitLine, decided: Decided | None) -> dict[str, str]:
    return {
        "单位": line.unit,
        "有期限的义务做到": f"{line.progress:.0%}（{line.hard} 项）" if line.hard else "没有",
        "时间已过": f"{line.time:.0%}" if line.hard else "—",
        "各状态": "　".join(f"{state} {count}" for state, count in line.counts.items()),
        "建议": f"建议通报：{'；'.join(line.reasons)}" if line.is_slow else "—",
        "决定": f"{decided.decision}（{decided.as_of}，{decided.actor}）：{decided.why}" if decided else "—",
    }


def _form(desk: Desk, lines: Sequence[UnitLine]) -> None:
    with st.form("notice", clear_on_submit=True):
        unit = st.selectbox("单位", [line.unit for line in lines if line.is_slow], key="notice_unit")
        decision = st.radio("决定", DECISIONS, key="notice_decision", horizontal=True)
        why = st.text_input("理由（必填）", key="notice_why", max_chars=200)
        if st.form_submit_button("记下决定"):
            try:
                decide(desk.home.journal, lines, unit, decision, why, ACTOR, desk.as_of)
            except BadRequest as error:
                st.error(plain(str(error)))
                return
            st.session_state["notice_said"] = f"已记下：{unit} {decision}。"
            st.rerun()
    if said := st.session_state.pop("notice_said", None):
        st.success(plain(said))
