"""The desk where a person says which violation a text means; what is alike is offered first, never taken by itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from fwzf_data.analysis.text_likeness import proposals
from fwzf_data.intake.ledger import ledgers
from fwzf_data.intake.load import blueprint
from fwzf_data.intake.text_decision import TextDecision, decide_text
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.wording import plain

TEXTS = ("ledger", "written", "lacking", "record_count", "first_on", "last_on")
DECISIONS = (
    "decision_no", "ledger", "written", "violation_code", "violation_name", "clause_no", "is_in_force", "why", "actor",
    "decided_at",
)  # fmt: skip
_DONE = "decided_text"


def said() -> None:
    """What came of the decision just taken."""
    if _DONE in st.session_state:
        st.success(plain(st.session_state.pop(_DONE)))


def choices(written: str, clauses: list[dict[str, Any]]) -> list[str]:
    """Every clause as a person picks it: the likeliest first, each once."""
    alike = [(one.violation_code, one.clause_no) for one in proposals(written, clauses)]
    rest = sorted(((row["violation_code"], row["clause_no"]) for row in clauses), key=lambda pair: pair not in alike)
    names = {(row["violation_code"], row["clause_no"]): _label(row) for row in clauses}
    return [names[pair] for pair in dict.fromkeys([*alike, *rest])]


def ask(desk: Desk, row: dict[str, Any]) -> None:
    """The form for one text."""
    label = ledgers()[row["ledger"]].label
    st.subheader(plain(f"「{row['written']}」指什么"))
    st.caption(
        plain(f"{label}，{row['record_count']:,} 条记录这样写。相似的排在前面，只供参考；确认后写法相同的一并照此认。")
    )
    clauses = desk.answer("violation_list", is_local=True).dicts()
    with st.form("decide"):
        picked = st.selectbox(
            "违法行为和条款", choices(row["written"], clauses), index=None, placeholder="请选择", key="meaning"
        )
        whole = st.checkbox("只确认违法行为，条款仍由系统按当事人等认定", value=True, key="without_clause")
        why = st.text_input("理由（必填）", placeholder="如：与目录所列行为相同，只是简称", key="decide_why")
        if st.form_submit_button("确认", key="decide_it"):
            if picked is None:
                st.error("请选择违法行为。")
            else:
                code, clause = picked.split(" ")[0].split("/")
                _decide(desk, TextDecision(row["ledger"], row["written"], code, None if whole else int(clause), why))


def take_back(desk: Desk, row: dict[str, Any]) -> None:
    """The form that withdraws a decision."""
    st.subheader(plain(f"撤销对「{row['written']}」的确认"))
    with st.form("undecide"):
        why = st.text_input("理由（必填）", key="undecide_why")
        if st.form_submit_button("撤销确认", key="undecide_it"):
            _decide(desk, TextDecision(row["ledger"], row["written"], None, None, why))


def _decide(desk: Desk, decision: TextDecision) -> None:
    with st.status("正在记入日志、重新计算各项指标…"):
        number = decide_text(desk.home, decision, ACTOR, blueprint())
    done = f"已确认为 {decision.violation_code}" if decision.violation_code else "的确认已撤销"
    for name in ("text", "decision"):
        st.query_params.pop(name, None)
    st.session_state[_DONE] = f"「{decision.written}」{done}，数据现为第 {number} 版。"
    st.rerun()


def _label(row: dict[str, Any]) -> str:
    scope = "" if row["party_scope"] == "全部" else f"（{row['party_scope']}）"
    return f"{row['violation_code']}/{row['clause_no']} {row['violation_name']}{scope}"
