"""A page that is one list: the rows behind a figure by the filters of the address, each leading on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from fwzf_data.analysis.query import Answer
from fwzf_data.web import filters, finder, frame, provenance, tables

Follow = Callable[[dict[str, Any]], Any]


def page(
    name: str,
    title: str,
    upload: str,
    *,
    columns: Sequence[str] | None = None,
    follow: Follow = provenance.open_source,
    leads_to: str = "原始行",
    says: Callable[[Answer], str] | None = None,
    finds: str | None = None,
    made: Callable[..., Answer] | None = None,
) -> None:
    """Draw it. ``name``: the list mart; ``upload``: which ledger to send where there is nothing to list; ``says``: a
    sentence on what is listed; ``finds``: what its words are looked for in, where it can be searched;
    ``made``: what makes more of the mart's answer, as ``Desk.once`` calls it. Both are functions of a module and not of
    a page, for those are new at every rerun."""
    st.header(title)
    unwritten = "（查找的字除外）" if finds else ""
    st.caption(f"点任一行看{leads_to}。条件写在网址里{unwritten}，复制网址即可发给同事。")
    desk = frame.desk_with_data()
    chosen = filters.from_address(name) | (filters.looked_for() if finds else {})
    if finds and desk.answer(name).rows:
        finder.draw(desk, name, chosen, finds)
    filters.chips(name, chosen)
    answer, said = desk.once(_listed, mart=name, made=made, says=says, **chosen)
    if not answer.rows:
        st.info(f"当前条件下没有记录。{'请清除条件后再看。' if chosen else f'请先上传{upload}。'}")
        return
    if said:
        st.text(said)
    if row := tables.show(desk, answer, name, columns):
        follow(row)


def _listed(
    ask: Callable[..., Answer],
    as_of: date,
    *,
    mart: str,
    made: Callable[..., Answer] | None,
    says: Callable[[Answer], str] | None,
    **chosen: str,
) -> tuple[Answer, str]:
    answer = made(ask, as_of, **chosen) if made else ask(mart, **chosen)
    return answer, says(answer) if says and answer.rows else ""
