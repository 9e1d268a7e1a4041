"""The indicators of unequal enforcement, each declared once in ``rules/indicators.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fwzf_data.rulebook import rule_file

DIMENSIONS = {
    "unit": "单位",
    "above_unit": "单位（中队并入大队）",
    "street": "街道",
    "party_kind": "当事人类型",
    "source": "案件来源",
    "officer_pair": "承办人",
}
OFFICERS = "officer_pair"
SQUADS_JOINED = "above_unit"
"""Units with their squads counted in: the same page as that of the units where no squad is registered below one."""
STRATA = {"violation": "违法行为", "grade": "裁量档次", "procedure": "程序", "scope": "个人或单位"}


@dataclass(frozen=True)
class Indicator:
    """What is counted, for whom, within which kinds of case."""

    name: str
    title: str
    definition: str
    numerator: str
    denominator: str
    direction: str
    source: str
    minimum: str
    innocent: tuple[str, ...]
    cells: str
    """The query that counts"""
    size: str
    count: str | None
    amount: str | None
    """Prefix of the columns with sum, squares and cubes, where amounts are compared instead of counts"""
    strata: tuple[tuple[str, ...], ...]
    """From fine to coarse"""
    dimensions: tuple[str, ...]


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by name, in the order of the file."""
    return {
        name: Indicator(
            name=name,
            count=spec.get("count"),
            amount=spec.get("amount"),
            innocent=tuple(spec["innocent"]),
            strata=tuple(tuple(level) for level in spec["strata"]),
            dimensions=tuple(spec["dimensions"]),
            **{
                key: spec[key]
                for key in (
                    "title",
                    "definition",
                    "numerator",
                    "denominator",
                    "direction",
                    "source",
                    "minimum",
                    "cells",
                    "size",
                )
            },
        )
        for name, spec in rule_file("indicators").items()
    }
