"""Amounts as officers set them: inside the grade, heaped at its floor, its middle and its ceiling."""

from __future__ import annotations

from random import Random

from sample_data.generator.catalogue import Clause
from sample_data.generator.parties import COMPANY

USUAL = ((0.40, "floor"), (0.62, "middle"), (0.74, "ceiling"))
HIGH = ((0.06, "floor"), (0.16, "middle"), (0.60, "ceiling"))
"""Cumulative shares; the rest is spread over the range (over its upper half for HIGH)."""


def bounds(clause: Clause, order: int) -> tuple[int, int]:
    """The range of the grade per unit; without a benchmark the statute's range in thirds, as officers do."""
    if clause.grades:
        grade = clause.grade(order)
        return grade.low, grade.high
    third = (clause.high - clause.low) // 3
    step = _step(clause.low, clause.high)
    cut_1, cut_2 = (round((clause.low + third * i) / step) * step for i in (1, 2))
    return ((clause.low, cut_1), (cut_1, cut_2), (cut_2, clause.high))[order - 1]


def draw_fine(
    rng: Random, clause: Clause, order: int, quantity: int | None, habit: tuple[tuple[float, str], ...] = USUAL
) -> int:
    """One amount in yuan; counted clauses multiply and stay under their cap."""
    low, high = bounds(clause, order)
    step = _step(low, high)
    floor = low or max(step, round(high * 0.2 / step) * step)
    draw = rng.random()
    place = next((name for share, name in habit if draw < share), "spread")
    if place == "floor":
        per_unit = floor
    elif place == "middle":
        per_unit = round((floor + high) / 2 / step) * step
    elif place == "ceiling":
        per_unit = high
    else:
        start = (floor + high) // 2 if habit is HIGH else floor
        per_unit = rng.randrange(round(start / step) * step, high + 1, step)
    fine = max(floor, min(high, per_unit)) * (quantity or 1)
    return min(fine, clause.cap) if clause.cap else fine


def simple_limit(party_kind: str) -> int:
    """Limit of a decision on the spot; the operator of a shop counts as a person."""
    return 3000 if party_kind == COMPANY else 200


def hearing_line(party_kind: str) -> int:
    return 50000 if party_kind == COMPANY else 5000


def _step(low: int, high: int) -> int:
    span = high - low
    for limit, step in ((100, 10), (1000, 50), (5000, 500), (20000, 1000)):
        if span <= limit:
            return step
    return 5000
