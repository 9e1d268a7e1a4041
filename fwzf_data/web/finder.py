"""The row over a list that narrows it: words, unit, violation and days. What is chosen stands in the address,
but for the words: they may be somebody's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from fwzf_data.analysis.checks import NO_UNIT
from fwzf_data.analysis.query import query
from fwzf_data.web.desk import Desk
from fwzf_data.web.filters import ALL, WORDS, look_for

NO_VIOLATION = "未对应"


def draw(desk: Desk, name: str, chosen: dict[str, str], finds: str) -> None:
    """The boxes of this list as its address has them; ``finds`` says what the words are looked for in."""
    units, violations = desk.once(_offered, mart=name)
    titles = {key: spec.get("title", key) for key, spec in query(name).params.items()}
    # What is chosen stands below in words, which is what a printed list shows.
    with st.container(key=f"no_print_{name}"):
        words, unit, violation, first, last = st.columns([3, 2, 3, 2, 2])
    key = f"{name}_{WORDS}"
    st.session_state[key] = chosen.get(WORDS, "")
    words.text_input(titles[WORDS], placeholder=finds, key=key, on_change=_look, args=(name,))
    box = _kept(name, "unit", chosen.get("unit"))
    unit.selectbox(titles["unit"], _with(units, chosen.get("unit")), index=None, placeholder=ALL, **box)
    box = _kept(name, "violation_code", chosen.get("violation_code"))
    violation.selectbox(
        "违法行为",
        _with(list(violations), chosen.get("violation_code")),
        index=None,
        placeholder=ALL,
        format_func=lambda code: violations.get(code, code),
        **box,
    )
    for column, key, label in ((first, "from_on", "从"), (last, "to_on", "到")):
        column.date_input(label, format="YYYY-MM-DD", **_kept(name, key, _day(chosen.get(key))))


def _kept(name: str, param: str, value: Any) -> dict[str, Any]:
    """Key and callback of a box that shows a parameter of the address. It is not bound to it: a bound name could not be
    passed on to the next page."""
    key = f"{name}_{param}"
    st.session_state[key] = value

    def keep() -> None:
        picked = st.session_state[key]
        _from_the_first_page(name)
        if picked:
            st.query_params[param] = str(picked)
        else:
            st.query_params.pop(param, None)

    return {"key": key, "on_change": keep}


def _look(name: str) -> None:
    _from_the_first_page(name)
    look_for(st.session_state[f"{name}_{WORDS}"])


def _from_the_first_page(name: str) -> None:
    """Other rows are listed from their first page."""
    if f"{name}_page" in st.session_state:
        st.session_state[f"{name}_page"] = 1


def _with(options: Sequence[str], picked: str | None) -> list[str]:
    """What the list has; an address may name one that it does not have."""
    return list(dict.fromkeys([*options, *([picked] if picked else [])]))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _offered(ask: Callable[..., Any], _: date, *, mart: str) -> tuple[list[str], dict[str, str]]:
    """The units of the list in the bureau's order and its violations by code."""
    answer = ask(mart)
    unit, code, title = (answer.names.index(name) for name in ("unit", "violation_code", "violation_name"))
    there = {row[unit] or NO_UNIT for row in answer.rows}
    units = [row["unit"] for row in ask("unit_list").dicts() if row["unit"] in there]
    found = {row[code]: f"{row[code]} {row[title]}" for row in answer.rows if row[code]}
    missing = {NO_VIOLATION: NO_VIOLATION} if any(not row[code] for row in answer.rows) else {}
    return [*units, *([NO_UNIT] if NO_UNIT in there else [])], dict(sorted(found.items())) | missing
