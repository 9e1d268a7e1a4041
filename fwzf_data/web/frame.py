"""What every page has around it: the day figures stand on, the switch for private columns, the sample data's band."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from fwzf_data.web import basis, filters, trail, wording
from fwzf_data.web.desk import AS_OF_KEY, UNMASK_KEY, Desk, open_desk, usual_as_of
from fwzf_data.web.provenance import UPLOAD_PAGE

_DESK = "desk"


def draw(page: st.Page) -> None:
    """The sidebar's switches, the band and the way back over the page; the page works on the same desk."""
    trail.arrive(page)
    desk = st.session_state[_DESK] = open_desk()
    with st.sidebar:
        generation = desk.generation
        if generation is None:
            return
        as_of = st.date_input(
            "数据截止日",
            value=usual_as_of(generation),
            min_value=date(2000, 1, 1),
            max_value=date(2099, 12, 31),
            key=AS_OF_KEY,
            format="YYYY-MM-DD",
            bind="query-params",
            on_change=filters.follow_as_of,
            help="所有页面的期限、时段和比率都算到这一天。默认为今天；数据所在年度已结束的，为该年最后一天。",
        )
        # In the first run of an address only the widget knows the day it names.
        desk = st.session_state[_DESK] = replace(desk, as_of=as_of)
        st.toggle(
            "显示完整信息",
            key=UNMASK_KEY,
            on_change=_record_unmasking,
            help="默认隐去自然人姓名、证件号码和电话的一部分。打开后显示完整内容，并记入日志。",
        )
        st.caption(f"{wording.TITLE} · 数据第 {generation.number} 版")
    with st.container(key="print_head"):
        st.caption(f"{wording.TITLE} · 数据截止日 {desk.as_of:%Y-%m-%d} · 数据第 {generation.number} 版")
    if desk.sample_batches():
        st.warning("示例数据：以下内容均为虚构，仅供熟悉系统。正式使用前请在「批次」页清除示例数据，或另选数据文件夹。")
    trail.draw()


def current_desk() -> Desk:
    """The desk of this rerun."""
    desk: Desk = st.session_state[_DESK]
    return desk


def desk_with_data() -> Desk:
    """The desk of this rerun, or the empty state that says what to do first."""
    desk = current_desk()
    if desk.generation is None:
        st.info("还没有数据。请先上传一份台账；表头不必和模板一样，系统会逐列请您确认。")
        st.page_link(UPLOAD_PAGE, label="去上传台账")
        st.stop()
    return basis.chosen(desk)


def _record_unmasking() -> None:
    if st.session_state[UNMASK_KEY]:
        open_desk().record("unmask", {"shown": "private columns"})
