"""The year's plan and the names of units it fixes, as rows of their base tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_file
from fwzf_data.settings import RULES


def obligation_rows(columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Every obligation of every ``rules/plan_*.toml`` in the order of ``columns``; refuses a key that is no column."""
    rows: list[tuple[Any, ...]] = []
    for name, obligation in _obligations():
        unknown = sorted(set(obligation) - set(columns))
        if unknown:
            which = obligation.get("obligation_id", "?")
            raise BadRequest(f"规则文件 {name} 的义务 {which} 有不认识的键：{'、'.join(unknown)}。")
        rows.append(tuple(obligation.get(column) for column in columns))
    return rows


def alias_rows() -> list[tuple[str, str]]:
    """(alias, unit) of ``rules/units.toml``."""
    return [(alias, unit) for unit, aliases in rule_file("units")["aliases"].items() for alias in aliases]


def _obligations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(RULES.glob("plan_*.toml")):
        for obligation in rule_file(path.stem)["obligation"]:
            yield path.name, obligation
