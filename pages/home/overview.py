"""首页: what needs attention now, in at most five sentences, and where each unit stands."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.attention import year_to
from fwzf_data.analysis.captions import cases_and_filings
from fwzf_data.web import charts, filters, findings, frame, matrix, provenance, tables
from fwzf_data.web.wording import plain

FIGURES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("行政处罚案件（件）", "case_count", "case_list", {}),
    ("罚款合计（万元）", "fine_fen", "case_list", {"outcome": "处罚"}),
    ("巡查检查（次）", "inspection_count", "inspection_list", {}),
    ("投诉举报（件）", "complaint_count", "complaint_list", {}),
)

desk = frame.desk_with_data()
st.header("当前要紧的事")
st.caption(f"截至 {desk.as_of:%Y-%m-%d}，按已入库的台账计算。急的在前；点一句话，看它数的每一条。")
found = findings.sentences(desk)
for place, entry in enumerate(found):
    said = f"**{place + 1}.** {plain(entry.sentence)}　:blue[去「{entry.page}」看 {entry.count:,} 条]"
    if st.button(said, key=f"attention_{place}", type="tertiary"):
        if entry.mart is None:
            filters.go(provenance.DISPOSITIONS_PAGE, **entry.filters)
        provenance.open_rows(entry.mart, **entry.filters)
if not found:
    st.success(
        "没有需要立即处理的事：没有超期、没有报的义务，培训已达标，线索都已核实，没有缺理由的裁量偏离，没有退回的行。"
    )

st.subheader(f"{desk.as_of.year} 年概况")
window = year_to(desk.as_of)
(figures,) = desk.answer("data_overview").dicts()
for box, (label, name, mart, given) in zip(st.columns(len(FIGURES), border=True), FIGURES, strict=True):
    count = figures[name]
    box.metric(label, f"{count / 1_000_000:,.2f}" if name.endswith("_fen") else f"{count:,}")
    if box.button("看清单", key=f"list_{name}"):
        provenance.open_rows(mart, **given, **window)
st.caption(f"{window['from_on']} 至 {window['to_on']}。")
undated = figures["undated_case_count"]
if undated and st.button(f"没有日期的案件不在其中：:blue[{undated:,} 件]", key="list_undated", type="tertiary"):
    provenance.open_rows("case_list", month="日期不明")

plan, flow = st.tabs(("方案进度", "案件走到哪一步"), key="part", bind="query-params")
if plan.open:
    with plan:
        picture, title, legend = desk.once(matrix.of_plan)
        if cell := charts.show(picture, "home_matrix", title):
            unit, obligation_id = cell.split("|")
            provenance.open_rows("obligation_evidence", unit=unit, obligation_id=obligation_id)
        st.caption(legend)
if flow.open:
    with flow:
        answer = desk.answer("case_flow")
        if not answer.rows:
            st.info(f"{desk.as_of.year} 年还没有立案的案件。")
        if answer.rows and (said := cases_and_filings(figures)):
            st.caption(said)
        if answer.rows and (row := tables.show(desk, answer, "flow")):
            filed = {"filed_from": window["from_on"], "filed_to": window["to_on"]}
            provenance.open_rows("case_list", step=row["step"], step_until=desk.as_of, **filed)
