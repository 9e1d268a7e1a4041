"""Two ways of looking at a past day: by what is known now of that day, or by what had been loaded by then.

The choice holds for the session, so that whatever is opened from a page stands on the same data; every page says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

from fwzf_data.past import known_by
from fwzf_data.store.generation import Generation
from fwzf_data.store.home import Home
from fwzf_data.web.desk import AS_OF_KEY, Desk
from fwzf_data.web.filters import follow_as_of

NOW, THEN = "按业务日期", "按当时已报"
_STANDING, _CHOICE, _DAY = "basis", "basis_choice", "plan_day"


def chosen(desk: Desk) -> Desk:
    """The desk on the data this session asks for, with a line that says so."""
    if st.session_state.get(_STANDING) != THEN:
        return desk
    with st.spinner(f"正在还原 {desk.as_of:%Y-%m-%d} 当时的数据"):
        generation = _known_by(desk.home, desk.as_of, desk.home.journal.mark())
    st.caption(
        f"{THEN}：只用到 {desk.as_of:%Y-%m-%d} 为止已经载入、没有撤回的台账，以后补报的不算；在「年度进度」页可以改回。"
    )
    return replace(desk, generation=generation)


def switches(desk: Desk) -> None:
    """The slider over the days of the year, another handle of the as-of day, and the choice of the two ways."""
    first, last = date(desk.as_of.year, 1, 1), date(desk.as_of.year, 12, 31)
    st.session_state[_DAY] = desk.as_of
    st.session_state[_CHOICE] = st.session_state.get(_STANDING, NOW)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.slider("看哪一天", first, last, key=_DAY, format="M月D日", on_change=_move)
        st.radio(
            "口径",
            (NOW, THEN),
            key=_CHOICE,
            horizontal=True,
            on_change=_choose,
            help=f"{NOW}：现在知道的、到那一天为止发生的事。{THEN}：只用那一天以前已经载入的台账，看当时掌握的情况。",
        )


def _move() -> None:
    st.session_state[AS_OF_KEY] = st.session_state[_DAY]
    follow_as_of()


def _choose() -> None:
    st.session_state[_STANDING] = st.session_state[_CHOICE]


@lru_cache(maxsize=8)
def _known_by(home: Home, day: date, mark: tuple[int, int]) -> Generation:
    """An unchanged journal gives the same answer."""
    return known_by(home, day)
