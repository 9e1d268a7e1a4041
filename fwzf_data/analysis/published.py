"""Every name that may be asked: the files of ``queries/`` and what ``analysis/`` makes of their answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import duckdb

from fwzf_data.analysis.effect import PREVENTION_EFFECT, prevention_effect
from fwzf_data.analysis.fairness import UNIT_COMPARISON, unit_comparison
from fwzf_data.analysis.query import Answer, Query, ask, default_as_of, queries
from fwzf_data.analysis.repeats import REPEAT_AFTER, repeat_after_treatment
from fwzf_data.analysis.text_proposals import TEXT_PROPOSALS, text_proposals
from fwzf_data.analysis.violation_change import VIOLATION_CHANGE, violation_change

COMPUTED: dict[str, tuple[Query, Callable[..., Answer]]] = {
    UNIT_COMPARISON.name: (UNIT_COMPARISON, unit_comparison),
    PREVENTION_EFFECT.name: (PREVENTION_EFFECT, prevention_effect),
    REPEAT_AFTER.name: (REPEAT_AFTER, repeat_after_treatment),
    TEXT_PROPOSALS.name: (TEXT_PROPOSALS, text_proposals),
    VIOLATION_CHANGE.name: (VIOLATION_CHANGE, violation_change),
}


def published() -> dict[str, Query]:
    """What may be asked by name, with what it means."""
    askable = {name: found for name, found in queries().items() if found.room != "facts"}
    return dict(sorted((askable | {name: asked for name, (asked, _) in COMPUTED.items()}).items()))


def answer(connection: duckdb.DuckDBPyConnection, name: str, *, as_of: date | None = None, **given: Any) -> Answer:
    """Ask any published name; raises BadRequest where it, a parameter or a value is unknown."""
    if name not in COMPUTED:
        return ask(connection, name, as_of=as_of, **given)
    day = as_of or default_as_of(connection)
    _, work = COMPUTED[name]
    return work(partial(ask, connection, as_of=day), day, **given)
