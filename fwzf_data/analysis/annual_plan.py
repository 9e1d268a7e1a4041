"""The plans of the years and the names of units they fix, as rows of their base tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fwzf_data.errors import BadRequest
from fwzf_data.rulebook import rule_file
from fwzf_data.settings import RULES

PLAN_COLUMNS = {"plan_year": "year", "plan_from": "first_on", "plan_to": "last_on", "issued_on": "issued_on"}
"""Columns of ``obligation`` that a plan says once for all its obligations → the key of ``[plan]``."""


def plan_files() -> list[Path]:
    """Every ``rules/plan_*.toml``."""
    return sorted(RULES.glob("plan_*.toml"))


def obligation_rows(columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Every obligation of every plan in the order of ``columns``; refuses a key that is no column."""
    rows: list[tuple[Any, ...]] = []
    for path in plan_files():
        body = rule_file(path.stem)
        plan = {column: body["plan"].get(key) for column, key in PLAN_COLUMNS.items()}
        for obligation in body["obligation"]:
            unknown = sorted(set(obligation) - (set(columns) - set(PLAN_COLUMNS)))
            if unknown:
                which = obligation.get("obligation_id", "?")
                raise BadRequest(f"规则文件 {path.name} 的义务 {which} 有不认识的键：{'、'.join(unknown)}。")
            said = plan | obligation
            rows.append(tuple(said.get(column) for column in columns))
    return rows


def alias_rows() -> list[tuple[str, str]]:
    """(alias, unit) of ``rules/units.toml``."""
    return [(alias, unit) for unit, aliases in rule_file("units")["aliases"].items() for alias in aliases]
