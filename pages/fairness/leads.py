"""选择性执法线索: lists where a test would lie, fines under a line, and how much goes with who came."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.bunching import NO_BENFORD, bunching
from fwzf_data.analysis.officers import of_officers
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

for place, (part, code) in enumerate(
    zip(st.tabs(PARTS, key="part", bind="query-params"), [*LISTED, *[None] * 5], strict=True)
):
    if not part.open:
        continue
    with part:
        if code:
            st.caption(leads.explained(code))
            if not found[code].rows:
                st.info("当前时段没有这样的记录。")
            elif row := tables.show(desk, found[code], code, COLUMNS):
                provenance.open_source(row)
        elif PARTS[place] == "一天几件决定":
            leads.listed(desk, "same_day_decisions", window)
        elif PARTS[place] == "几个单位办案":
            leads.listed(desk, "parties_of_several_units", window)
        elif PARTS[place] == "从来没有查过":
            leads.listed(desk, "never_inspected", window)
        elif PARTS[place] == "压线的罚款":
            st.caption(NO_BENFORD)
            lines = desk.once(bunching, **window)
            if lines:
                tables.listing(leads.line_rows(lines, filters.in_order(desk, {line.unit for line in lines})))
            else:
                st.info("这段时间没有接近程序界线的罚款。")
        else:
            st.caption(
                "只说全局有多少差异与承办人有关，不列姓名；姓名只有监督岗位在命令行 fairness --role supervisor 里能看。"
            )
            for indicator, title in (("punished", "处罚率"), ("position", "裁量位置")):
                share = desk.once(of_officers, indicator=indicator, **window)
                st.text(f"{title}：{share.sentence if share else '承办人不足三组有二十件可比案件，数据不足。'}")
