"""What law, plan and bureau fix, read from ``rules/*.toml``: each value with its source and the days it holds.

A rule file is a set of tables ``[name]`` with ``title``, ``source``, ``unit`` and either ``value`` or a list ``values``
of ``{value, from, to}`` (both days included; a missing one is open).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from fwzf_data.errors import BadRequest
from fwzf_data.settings import RULES


@dataclass(frozen=True)
class Rule:
    """One value of one rule with the days it holds."""

    name: str
    """``<file>.<table>``"""
    title: str
    value: Any
    valid_from: date | None
    valid_to: date | None
    unit: str
    source: str
    says: str
    """What a pattern matches, in words; blank where the value speaks for itself."""


@cache
def rule_file(stem: str) -> dict[str, Any]:
    """One TOML of ``rules/`` as it is."""
    path = RULES / f"{stem}.toml"
    if not path.exists():
        raise BadRequest(f"没有名为 {stem}.toml 的规则文件。")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def rules() -> tuple[Rule, ...]:
    """Every dated or plain value of every rule file; tables without ``value`` or ``values`` are data, not rules."""
    found: list[Rule] = []
    for path in sorted(RULES.glob("*.toml")):
        for table, spec in rule_file(path.stem).items():
            if isinstance(spec, dict) and ("value" in spec or "values" in spec):
                for entry in spec.get("values", [spec]):
                    found.append(
                        Rule(
                            name=f"{path.stem}.{table}",
                            title=spec["title"],
                            value=entry["value"],
                            valid_from=entry.get("from"),
                            valid_to=entry.get("to"),
                            unit=spec.get("unit", ""),
                            source=entry.get("source", spec["source"]),
                            says=spec.get("says", ""),
                        )
                    )
    return tuple(found)


def rule_value(name: str, on: date | None = None) -> Any:
    """The value of ``<file>.<table>`` in force on a day (no day: the newest); raises BadRequest where there is none."""
    values = [rule for rule in rules() if rule.name == name]
    if not values:
        raise BadRequest(f"没有名为 {name} 的规则。")
    for rule in reversed(values):
        if on is None or ((rule.valid_from or on) <= on <= (rule.valid_to or on)):
            return rule.value
    raise BadRequest(f"规则「{values[0].title}」在 {on} 没有生效的值。")
