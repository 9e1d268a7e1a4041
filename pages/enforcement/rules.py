"""办案规则: what each rule found, unit by unit, and what a rule says of itself."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.checks import checks
from fwzf_data.web import filters, frame, provenance, tables
from fwzf_data.web.wording import plain

PARTS = ("各规则", "各单位", "规则说明")
RULES = ("code", "title", "level", "sure_count", "doubtful_count", "unchecked_count", "unit_count")
UNITS = ("unit", "sure_count", "doubtful_count", "unchecked_count", "rule_count")

st.header("办案规则")
st.caption(
    "逐件核对法定的期限、程序、金额和方案的要求。找出的是线索，由人核实；无法核查的写明缺什么，不算合格也不算违规。"
)
desk = frame.desk_with_data()
from_on, to_on = filters.window(desk)
window = {"from_on": from_on, "to_on": to_on}
by_rule = desk.answer("finding_by_rule", **window)
counts = {name: sum(row[name] for row in by_rule.dicts()) for name in RULES[3:6]}
st.subheader(
    f"{len(by_rule.rows)} 条规则：确定的线索 {counts['sure_count']:,} 条，存疑 {counts['doubtful_count']:,} 条，"
    f"无法核查 {counts['unchecked_count']:,} 件次"
)
rules, units, explained = st.tabs(PARTS, key="part", bind="query-params")
if rules.open:
    with rules:
        st.caption("点数字看是哪些；点别处看这条规则的全部线索。")
        if row := tables.show(desk, by_rule, "by_rule", RULES):
            column = tables.clicked_column("by_rule")
            if column == "unchecked_count":
                filters.go(provenance.UNCHECKED_PAGE, code=row["code"])
            provenance.open_figure("finding_by_rule", column, code=row["code"], **window)
if units.open:
    with units:
        picked = filters.choice("规则", "rule", [f"{check.name} {check.title}" for check in checks()])
        code = {"code": picked.split(" ")[0]} if picked else {}
        if row := tables.show(desk, desk.answer("finding_by_unit", **window, **code), "by_unit", UNITS):
            column = tables.clicked_column("by_unit")
            if column == "unchecked_count" and code:
                filters.go(provenance.UNCHECKED_PAGE, unit=row["unit"], **code)
            provenance.open_figure("finding_by_unit", column, unit=row["unit"], **window, **code)
if explained.open:
    with explained:
        names = {f"{check.name} {check.title}": check for check in checks()}
        check = names[st.selectbox("规则", list(names), key="explained", bind="query-params")]
        st.subheader(plain(f"{check.name} {check.title}"))
        lines = [
            {"项目": "依据", "内容": check.source},
            {"项目": "查什么", "内容": check.purpose},
            {"项目": "为什么要紧", "内容": check.extra["why"]},
            {"项目": "重要程度", "内容": check.extra["level"]},
            *({"项目": "可能的正当原因", "内容": text} for text in check.extra["innocent"]),
            *({"项目": "不算的", "内容": text} for text in check.extra["excluded"]),
            {"项目": "怎样处理", "内容": check.extra["advice"]},
        ]
        tables.listing(lines)
