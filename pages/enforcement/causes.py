"""案由归并: how much of what is written is matched to the catalogue, and the texts that wait for a person."""

from __future__ import annotations

import streamlit as st

from fwzf_data.analysis.text_proposals import SHOWN, text_proposals
from fwzf_data.web import filters, frame, matching, meaning, provenance, tables

PARTS = ("待确认的写法", "已认出的写法", "确认记录")

st.header("案由归并")
st.caption(
    "案由、检查发现、投诉和指导写的话，各指目录里的哪一种违法行为。只有确定的才计入，其余由人确认；确认过的以后照认。"
)
desk = frame.desk_with_data()
meaning.said()
assert desk.generation is not None
# In the keys of tables: a decision makes a new one, and the row that was picked is no longer picked.
number = desk.generation.number
shares = desk.answer("matching_by_source")
st.subheader(matching.verdict(shares.dicts()))
if row := tables.show(desk, shares, "shares"):
    provenance.open_figure("matching_by_source", tables.clicked_column("shares"), event_kind=row["event_kind"])
waiting, known, decided = st.tabs(PARTS, key="part", bind="query-params")
if waiting.open:
    with waiting:
        column = filters.choice("哪一列", "column", list(matching.COLUMNS))
        answer = desk.once(text_proposals, **matching.COLUMNS.get(column or "", {}))
        rows = answer.dicts()
        if not rows:
            st.info("没有等待确认的写法：写出的案由、检查事项、投诉和指导事项都对应得上。")
        elif len(rows) == SHOWN:
            st.caption(f"这里是次数最多的 {SHOWN} 种，确认了再列后面的。")
        place = provenance.number_from_address("text")
        if rows and (row := tables.show(desk, answer, f"texts{number}", meaning.TEXTS)):
            place = rows.index(row)
            st.query_params["text"] = str(place)
        if place is not None and place < len(rows):
            meaning.ask(desk, rows[place], "undecided_texts")
        elif rows:
            st.caption("点任一行，看哪些字样说明了什么，确认它指哪一种违法行为，或者哪一种都不是。")
if known.open:
    with known:
        st.caption("凭名称、说法、条文或人的确认认出的。认得不对，点开改为另一种或者不属于目录。")
        answer = desk.answer("matched_texts")
        if not answer.rows:
            st.info("没有凭文字认出的写法：台账里都写着代码，或者还没有认出。")
        elif row := tables.show(desk, answer, f"read{number}", meaning.READ):
            meaning.ask(desk, row, "matched_texts")
if decided.open:
    with decided:
        answer = desk.answer("text_decision_list")
        if not answer.rows:
            st.info("还没有人确认过写法。")
        elif row := tables.show(desk, answer, f"decisions{number}", meaning.DECISIONS):
            st.query_params["decision"] = str(row["decision_no"])
        picked = provenance.number_from_address("decision")
        for decision in answer.dicts():
            if decision["decision_no"] == picked and decision["is_in_force"]:
                meaning.take_back(desk, decision)
