"""选择性执法线索: lists where a test would lie, fines under a line, and how much goes with who came."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.bunching import NO_BENFORD, bunching
from fwzf_data.analysis.officers import of_officers
from fwzf_data.rulebook import rule_value
from fwzf_data.web import filters, frame, leads, provenance, tables

LISTED = {"F04": "再犯反而轻", "F05": "不是首次却免罚", "F06": "投诉没有人办", "F07": "一再劝导没有立案"}
PARTS = (*LISTED.values(), "一天几件决定", "几个单位办案", "从来没有查过", "压线的罚款", "承办人")
COLUMNS = ("finding", "unit", "certainty", "doubt", "occurred_on", "evidence", "file", "row")

st.header("选择性执法线索")
st.caption("这里是清单，不是统计：每一行都要人看案卷。名字相同不一定是同一个人，情节不同处理就该不同。")
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
found = {code: desk.answer("finding_list", code=code, **window) for code in LISTED}
st.subheader("，".join(f"{LISTED[code]} {len(answer.rows):,} 条" for code, answer in found.items()))

*by_rule, same_day, several_units, never_checked, near_lines, who_came = st.tabs(PARTS, key="part", bind="query-params")
for part, code in zip(by_rule, LISTED, strict=True):
    if part.open:
        with part:
            st.caption(leads.explained(code))
            if not found[code].rows:
                st.info("当前时段没有这样的记录。")
            elif row := tables.show(desk, found[code], code, COLUMNS):
                provenance.open_source(row)
for part, mart in (
    (same_day, "same_day_decisions"),
    (several_units, "parties_of_several_units"),
    (never_checked, "never_inspected"),
):
    if part.open:
        with part:
            leads.listed(desk, mart, window)
if near_lines.open:
    with near_lines:
        st.caption(NO_BENFORD)
        lines = desk.once(bunching, **window)
        if lines:
            tables.listing(leads.line_rows(lines, filters.in_order(desk, {line.unit for line in lines})))
        else:
            st.info("这段时间没有接近程序界线的罚款。")
if who_came.open:
    with who_came:
        st.caption(
            "只说全局有多少差异与承办人有关，不列姓名；姓名只有监督岗位在命令行 fairness --role supervisor 里能看。"
        )
        least = rule_value("fairness.least_officer_cases")
        for indicator, title in (("punished", "处罚率"), ("position", "裁量位置")):
            share = desk.once(of_officers, indicator=indicator, **window)
            said = share.sentence if share else f"承办人不足三组有 {least} 件可比案件，数据不足。"
            st.text(f"{title}：{said}")
