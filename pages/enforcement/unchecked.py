"""无法核查清单: the records one rule could not judge, and what each of them lacks."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.finding import unchecked_records
from fwzf_data.web import frame, provenance, tables
from fwzf_data.web.wording import plain

MOST = 1_000
SHOWN = ("doubt", "unit", "record_key", "occurred_on", "evidence", "file", "sheet", "row")

st.header("无法核查清单")
st.caption("缺的是哪一列、哪一格。补填以后重新上传，就能核查。点任一行看案件或原始行。")
desk = frame.desk_with_data()
code, unit = st.query_params.get("code"), st.query_params.get("unit")
if not code:
    st.info("请从「办案规则」点开一条规则的无法核查数。")
    st.page_link(provenance.RULES_PAGE, label="去办案规则")
    st.stop()

assert desk.generation is not None
answer = desk.as_seen(unchecked_records(desk.generation.connect(), desk.as_of, code, unit, MOST))
if not answer.rows:
    st.info("当前条件下没有无法核查的记录。")
    st.stop()
st.subheader(plain(f"{code} {answer.dicts()[0]['title']}{'　' + unit if unit else ''}"))
if len(answer.rows) == MOST:
    st.caption(f"只列前 {MOST:,} 件；全部见命令行 findings --code {code}。")
if row := tables.show(desk, answer, "unchecked", SHOWN):
    provenance.open_record(row)
