"""The desk where a person says which violation a text means; what is alike is offered first, never taken by itself."""

from __future__ import annotations

from typing import Any

import streamlit as st

from fwzf_data.analysis.query import ask as ask_generation
from fwzf_data.analysis.text_likeness import proposals
from fwzf_data.analysis.violation_words import read
from fwzf_data.errors import BadRequest
from fwzf_data.intake.ledger import ledgers
from fwzf_data.loading.load import blueprint
from fwzf_data.loading.text_decision import NOTHING, TextDecision, decide_text
from fwzf_data.web.desk import ACTOR, Desk
from fwzf_data.web.wording import covered, plain

TEXTS = ("field_label", "written", "record_count", "proposed_name", "why", "lacking", "first_on", "last_on")
READ = (
    "field_label",
    "written",
    "match_how",
    "violation_code",
    "violation_name",
    "record_count",
    "first_on",
    "last_on",
)
DECISIONS = (
    "decision_no", "ledger", "written", "violation_code", "violation_name", "clause_no", "is_in_force", "why", "actor",
    "decided_at",
)  # fmt: skip
NONE = "不属于目录中的任何一种"
_DONE = "decided_text"


def said() -> None:
    """What came of the decision just taken."""
    if _DONE in st.session_state:
        st.success(plain(st.session_state.pop(_DONE)))


def choices(written: str, clauses: list[dict[str, Any]]) -> list[str]:
    """Every clause as a person picks it: the likeliest first, each once; last that it is none of them."""
    alike = [(one.violation_code, one.clause_no) for one in proposals(written, clauses)]
    rest = sorted(((row["violation_code"], row["clause_no"]) for row in clauses), key=lambda pair: pair not in alike)
    names = {(row["violation_code"], row["clause_no"]): _label(row) for row in clauses}
    return [*(names[pair] for pair in dict.fromkeys([*alike, *rest])), NONE]


def highlighted(written: str) -> str:
    """A text as Markdown with its deciding words marked; identity and telephone numbers stay as covered as they are."""
    marked, place = [], 0
    for start, end in read(written).spans:
        if start >= place:
            marked += [plain(written[place:start]), f":orange-background[{plain(written[start:end])}]"]
            place = end
    return "".join([*marked, plain(written[place:])])


def ask(desk: Desk, row: dict[str, Any], mart: str) -> None:
    """The form for one text; ``mart``: where the row comes from, and where the text stands unmasked."""
    kind = ledgers()[row["ledger"]]
    st.subheader(plain(f"「{_short(row['written'])}」指什么"))
    st.markdown(highlighted(row["written"]))
    reading, clauses = read(row["written"]), desk.answer("violation_list", is_local=True).dicts()
    near = "；".join(f"{one.violation_name}（{one.why}）" for one in _each_once(row["written"], clauses))
    st.caption(
        plain(
            f"{kind.label}的「{row['field_label']}」，{row['record_count']:,} 条记录这样写。{reading.why}。"
            f"相近的：{near or '没有'}。确认后写法相同的一并照此认。"
        )
    )
    with st.form("decide"):
        picked = st.selectbox(
            "违法行为和条款", choices(row["written"], clauses), index=None, placeholder="请选择", key="meaning"
        )
        whole = st.checkbox("只确认违法行为，条款仍由系统按当事人等认定", value=True, key="without_clause")
        why = st.text_input("理由（必填）", placeholder="如：与目录所列行为相同，只是简称", key="decide_why")
        if st.form_submit_button("确认", key="decide_it"):
            if picked is None:
                st.error("请选择违法行为。")
                return
            code, clause = (NOTHING, "") if picked == NONE else picked.split(" ")[0].split("/")
            number = int(clause) if clause and not whole else None
            _decide(desk, TextDecision(row["ledger"], _as_written(desk, row, mart), code, number, why))


def take_back(desk: Desk, row: dict[str, Any]) -> None:
    """The form that withdraws a decision."""
    st.subheader(plain(f"撤销对「{_short(row['written'])}」的确认"))
    with st.form("undecide"):
        why = st.text_input("理由（必填）", key="undecide_why")
        if st.form_submit_button("撤销确认", key="undecide_it"):
            assert desk.generation is not None
            decisions = ask_generation(desk.generation.connect(), "text_decision_list").dicts()
            written = next(one["written"] for one in decisions if one["decision_no"] == row["decision_no"])
            _decide(desk, TextDecision(row["ledger"], written, None, None, why))


def _as_written(desk: Desk, row: dict[str, Any], mart: str) -> str:
    """The text as the ledger has it: what the screen shows may be covered, and a decision is on the text itself."""
    assert desk.generation is not None
    found = ask_generation(desk.generation.connect(), mart, text_key=row["text_key"]).dicts()
    return str(found[0]["written"])


def _each_once(written: str, clauses: list[dict[str, Any]]) -> list[Any]:
    """The proposals with each violation once."""
    return list({one.violation_code: one for one in reversed(proposals(written, clauses))}.values())[::-1]


def _decide(desk: Desk, decision: TextDecision) -> None:
    with st.status("正在记入日志、重新计算各项指标…"):
        try:
            number = decide_text(desk.home, decision, ACTOR, blueprint())
        except BadRequest as error:
            st.error(plain(str(error)))
            return
    code = decision.violation_code
    done = "的确认已撤销" if code is None else f"已确认为{NOTHING if code == NOTHING else f' {code}'}"
    for name in ("text", "decision"):
        st.query_params.pop(name, None)
    st.session_state[_DONE] = f"「{_short(decision.written)}」{done}，数据现为第 {number} 版。"
    st.rerun()


def _short(written: str) -> str:
    """A text for a heading."""
    shown = covered(written)
    return shown if len(shown) <= 24 else f"{shown[:24]}…"


def _label(row: dict[str, Any]) -> str:
    scope = "" if row["party_scope"] == "全部" else f"（{row['party_scope']}）"
    return f"{row['violation_code']}/{row['clause_no']} {row['violation_name']}{scope}"
