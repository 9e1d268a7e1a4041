"""风险分级: the matrix, the graded list with its reasons, rise or more patrols, and the level a person confirms."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fwzf_data.analysis.risk_decision import confirm
from fwzf_data.analysis.violation_change import violation_change
from fwzf_data.errors import BadRequest
from fwzf_data.web import charts, filters, frame, risk_matrix, tables
from fwzf_data.web.desk import ACTOR
from fwzf_data.web.wording import plain

WAYS = {"矩阵评分": "matrix", "巩义（高的先看）": "gongyi-high", "巩义（低的先看）": "gongyi-low"}
SHOWN = (
    "violation_name", "proposed_level", "confirmed_level", "level_difference", "frequency", "harm", "form", "score",
    "rule", "weighted_count", "per_inspection", "unstable",
)  # fmt: skip
PARTS = ("分级", "升降", "敏感性")
CONFIRMED = ("高", "中", "低", "撤销确定")

st.header("风险分级")
st.caption("规则按频率、危害、形式给出建议等级，由人确定等级并写明理由；数据变化不改确定等级，差别会标出来。")
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption("「风险」里的高、中、低只看频次，所以两页的高、中、低数目不同。", width="content")
    st.page_link("pages/enforcement/risk.py", label="看风险")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
way = st.selectbox("评级方式", list(WAYS), key="way", bind="query-params")
window = {"from_on": from_on, "to_on": to_on}
answer = risk_matrix.graded(desk, WAYS[way], **window)
rows = answer.dicts()
st.subheader(risk_matrix.verdict(rows))
listed, changed, leaning = st.tabs(PARTS, key="part", bind="query-params")
if listed.open:
    with listed:
        title = f"{sum(row['score'] is not None for row in rows)} 种违法行为的频率和危害，点格子看清单"
        cell = charts.show(risk_matrix.matrix(rows, title), "matrix", title)
        kept = [place for place, row in enumerate(rows) if cell in (None, risk_matrix.cell(row))]
        if row := tables.show(desk, replace(answer, rows=tuple(answer.rows[place] for place in kept)), "grades", SHOWN):
            st.markdown(f"**{plain(row['violation_name'])}**　{plain(row['reason'])}")
            with st.form("confirm", border=True):
                level = st.selectbox("确定等级", CONFIRMED)
                why = st.text_input("理由")
                if st.form_submit_button("确定"):
                    try:
                        said = None if level == CONFIRMED[-1] else level
                        confirm(desk.home.journal, row, said, why, ACTOR, WAYS[way])
                        st.rerun()
                    except BadRequest as error:
                        st.error(plain(str(error)))
if changed.open:
    with changed:
        st.caption(
            "检查翻一番，发现的也会翻一番：查这种行为的检查每次发现的多了才算上升；投诉按天算，其他案件两样都算。"
        )
        tables.show(desk, desk.once(violation_change, **window), "changes")
if leaning.open:
    with leaning:
        if WAYS[way] == "matrix":
            st.text(risk_matrix.leaning(rows))
        else:
            st.info("巩义的办法不用权重，没有敏感性可看。请把评级方式换成矩阵评分。")
