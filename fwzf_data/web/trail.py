"""The way back: from a page that a click opened to the one it was opened on, with its filters and its page of rows."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, NamedTuple

import streamlit as st

from fwzf_data.web.desk import AS_OF_KEY

_TRAIL, _HERE = "trail", "here"
_KEPT = 200


class Stop(NamedTuple):
    """An address of this session; the as-of day is not of it, for the sidebar carries that from page to page."""

    page: str
    params: tuple[tuple[str, str], ...]


class _Origin(NamedTuple):
    stop: Stop
    opened: st.Page


def arrive(page: st.Page) -> None:
    """Note where this rerun is. A list whose filters change on the spot still leads back to where it was opened."""
    here = Stop(page.url_path, _params(st.query_params))
    known: _Origin | None = st.session_state.get(_HERE)
    trail: dict[Stop, _Origin] = st.session_state.setdefault(_TRAIL, {})
    if known and known.stop.page == here.page and known.stop in trail:
        trail.setdefault(here, trail[known.stop])
    st.session_state[_HERE] = _Origin(here, page)


def follow(page: str, params: dict[str, str]) -> None:
    """Note that the page of this rerun opens another one; a page that lies on the way here keeps its own way back."""
    here: _Origin = st.session_state[_HERE]
    trail: dict[Stop, _Origin] = st.session_state[_TRAIL]
    there = Stop(PurePosixPath(page).stem, _params(params))
    behind: Stop | None = here.stop
    while behind in trail and behind != there:
        behind = trail[behind].stop
    if behind != there:
        trail.pop(there, None)
        trail[there] = here
    for oldest in list(trail)[:-_KEPT]:
        del trail[oldest]


def here() -> str:
    """The page of this rerun, as its address names it."""
    known: _Origin = st.session_state[_HERE]
    return known.stop.page


def draw() -> None:
    """The link back, where there is one."""
    here: _Origin = st.session_state[_HERE]
    origin: _Origin | None = st.session_state[_TRAIL].get(here.stop)
    if origin:
        st.page_link(
            origin.opened,
            label=f"← 返回{origin.opened.title}",
            query_params=dict(origin.stop.params),
        )


def _params(given: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, given[key]) for key in given if key != AS_OF_KEY))
