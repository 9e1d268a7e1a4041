"""Filters live in the address, so that a view can be sent to somebody; what they may be, the query says.

A widget bound to the address owns its name there: a page that has one cannot pass that name on to the next. So
widgets have names that no list takes as a filter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NoReturn

import streamlit as st

from fwzf_data.analysis.indicators import indicators
from fwzf_data.analysis.query import query
from fwzf_data.web import trail
from fwzf_data.web.desk import AS_OF_KEY, Desk
from fwzf_data.web.wording import written

ALL = "全部"
_WINDOW = ("since", "until")
WORDS = "words"
"""The filter that is never in the address, for what is looked for may be somebody's name: the session keeps it."""


def from_address(name: str) -> dict[str, str]:
    """The filters of the address that this query has."""
    asked = [key for key in query(name).params if key not in (AS_OF_KEY, WORDS)]
    return {key: st.query_params[key] for key in asked if st.query_params.get(key)}


def looked_for() -> dict[str, str]:
    """What this session looks for on this page, as a filter; none where it looks for nothing."""
    words = st.session_state.get(_words_of(trail.here()))
    return {WORDS: words} if words else {}


def look_for(words: str) -> None:
    """Look for these words on this page until another figure opens it."""
    st.session_state[_words_of(trail.here())] = words.strip()


def _words_of(page: str) -> str:
    return f"{page}_{WORDS}_kept"


def chips(name: str, chosen: Mapping[str, str]) -> None:
    """Say which filters hold, with one button that clears them."""
    if not chosen:
        return
    titles = {key: spec.get("title", key) for key, spec in query(name).params.items()}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(
            "已选：" + "　".join(f"{titles[key]}＝{_said(name, key, chosen[key])}" for key in chosen), width="content"
        )
        if st.button("清除条件", key="clear_filters", type="tertiary"):
            look_for("")
            for key in chosen:
                st.query_params.pop(key, None)
            st.rerun()


def _said(name: str, key: str, value: str) -> str:
    """A filter as people write it: money of the address is in fen, an indicator goes by its name."""
    if key == "indicator" and value in indicators():
        return indicators()[value].title
    is_money = query(name).params[key].get("unit") == "分" and value.isdecimal()
    return written(int(value), "分") if is_money else value


def choice(label: str, key: str, options: Sequence[str]) -> str | None:
    """One of the options or all of them; an address that names something else counts as all."""
    picked = st.selectbox(label, [ALL, *options], key=key, bind="query-params")
    return None if picked == ALL else picked


def window(desk: Desk) -> tuple[date, date]:
    """The days a page looks at: by default the year of the as-of day up to it."""
    first, last = st.columns(2)
    from_on = first.date_input(
        "从", date(desk.as_of.year, 1, 1), key=_WINDOW[0], format="YYYY-MM-DD", bind="query-params"
    )
    to_on = last.date_input("到", desk.as_of, key=_WINDOW[1], format="YYYY-MM-DD", bind="query-params")
    if from_on > to_on:
        st.info("开始日期晚于结束日期，这样的一段时间不存在。请改“从”或“到”。")
        st.stop()
    return from_on, to_on


def follow_as_of() -> None:
    """A window nobody chose goes with the as-of day; one that was chosen is in the address and comes back from it."""
    for key in _WINDOW:
        st.session_state.pop(key, None)


def violation(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """One of the violations of these rows, as a filter; none for all of them."""
    picked = choice("违法行为", "violation", [f"{row['violation_code']} {row['violation_name']}" for row in rows])
    return {"violation_code": picked.split(" ")[0]} if picked else {}


def units(desk: Desk) -> list[str]:
    """The bureau's units in its own order."""
    return [row["unit"] for row in desk.answer("unit_list").dicts()]


def in_order(desk: Desk, names: Collection[str]) -> list[str]:
    """These units in the bureau's order; what is no unit of it comes last."""
    known = [unit for unit in units(desk) if unit in names]
    return known + sorted(set(names) - set(known))


def go(page: str, **given: Any) -> NoReturn:
    """Open another page with filters, and let it lead back here; what is None is left out."""
    params = {key: str(value) for key, value in given.items() if value is not None}
    st.session_state.pop(_words_of(PurePosixPath(page).stem), None)
    trail.follow(page, params)
    st.switch_page(page, query_params=params)
