"""Parts of the page of one case: its clocks, what the rules found, the benchmark row that applied, its like cases."""

from __future__ import annotations

import streamlit as st

from fwzf_data.web import filters, provenance, tables
from fwzf_data.web.desk import Desk
from fwzf_data.web.wording import written

FOUND = ("code", "title", "finding", "certainty", "doubt", "level", "article")
LIKE_PAGE = "pages/enforcement/like_cases.py"


def clocks(desk: Desk, record_key: str) -> None:
    """Every statutory clock that ran for the case; one leads to what its rule found."""
    st.subheader("法定期限")
    answer = desk.answer("case_clocks", record_key=record_key)
    if not answer.rows:
        st.info("这件案件没有可以起算的期限。")
    elif row := tables.show(desk, answer, "clocks"):
        filters.go(provenance.RULES_PAGE, explained=_rule(desk, row["code"]), part="规则说明")


def findings(desk: Desk, record_key: str) -> None:
    """What the rules found in the case; nothing is said where they found nothing, for that proves nothing."""
    answer = desk.answer("finding_list", record_key=record_key, record_kind="penalty_case")
    if answer.rows:
        st.subheader(f"规则线索 {len(answer.rows)} 条")
        if row := tables.show(desk, answer, "found", FOUND):
            filters.go(provenance.RULES_PAGE, explained=f"{row['code']} {row['title']}", part="规则说明")


def discretion(desk: Desk, record_key: str) -> None:
    """The benchmark row that applied and why, and how the fine stands among its like."""
    answer = desk.answer("case_range", record_key=record_key)
    if not answer.rows:
        return
    st.subheader("适用的裁量基准")
    titles = {column.name: column for column in answer.query.columns}
    tables.listing(
        [
            {"项目": titles[name].title, "内容": written(value, titles[name].unit)}
            for name, value in answer.dicts()[0].items()
            if value is not None
        ]
    )
    like = desk.one("like_cases_of", record_key=record_key)
    if like:
        place = f"，处在第 {written(like['percentile'])} 百分位" if like["percentile"] is not None else ""
        st.text(
            f"同组类案 {like['case_count']:,} 件：比它轻的 {like['lighter_count']:,} 件，"
            f"一样的 {like['same_count']:,} 件，比它重的 {like['heavier_count']:,} 件{place}。"
        )
        if st.button("看同组类案", key="like_cases"):
            filters.go(LIKE_PAGE, group=like["benchmark_no"], party=like["party_scope"] or "")


def _rule(desk: Desk, code: str) -> str:
    titles = {row["code"]: row["title"] for row in desk.answer("finding_by_rule").dicts()}
    return f"{code} {titles.get(code, '')}"
