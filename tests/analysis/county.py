"""County years drawn by chance, with and without planted differences. Only the tests and the bench know them.

A year has units of uneven size with mixes of cases of their own, kinds of case (violation × grade) with rates of their
own, and weeks that push all units' rates up or down together. To try a rule on a thousand years::

    limits = fairness.limits("unit")
    for seed in range(1000):
        cases = cases_of(Plan(cases=300), np.random.default_rng(seed))
        verdicts = [one.verdict for one in compare(county_year(cases), limits).comparisons]
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwzf_data.analysis.comparison import CountyYear

WEEKS = 52
FINES = np.array([0.0, 0.0, 0.2, 0.3, 0.5, 0.8, 1.0])
"""The customary places in a range"""


@dataclass(frozen=True)
class Plan:
    """What kind of year is drawn."""

    cases: int = 300
    units: int = 12
    violations: int = 6
    grades: int = 3
    splits: int = 1
    """Kinds within each grade (procedure, party scope), with rates of their own"""
    rate: float = 0.3
    rate_spread: float = 0.6
    """Standard deviation of the kinds' log odds"""
    likeness: float = 1.0
    """How alike the units' mixes of kinds are; at 0.1 most units have a few kinds nearly to themselves"""
    week_spread: float = 0.3
    unit_spread: float = 0.0
    """Of lasting differences nobody recorded"""
    planted_cases: int = 0
    """A first unit with so many cases comes on top …"""
    planted_rate: float = 0.6
    """… whose rate is this where the others' is ``rate`` …"""
    planted_grade: int | None = None
    """… or, where a grade is named, that gets cases of this grave grade only and treats them like everybody"""


@dataclass(frozen=True)
class Cases:
    """One entry per case."""

    unit: NDArray[np.int64]
    violation: NDArray[np.int64]
    grade: NDArray[np.int64]
    split: NDArray[np.int64]
    week: NDArray[np.int64]
    event: NDArray[np.bool_]
    position: NDArray[np.float64]
    units: int


def logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def cases_of(plan: Plan, chance: np.random.Generator) -> Cases:
    """The cases of one year."""
    kinds = plan.violations * plan.grades * plan.splits
    grade_of = np.arange(kinds) // plan.splits % plan.grades
    unit = chance.choice(plan.units, plan.cases, p=chance.dirichlet(np.full(plan.units, 3.0)))
    mixes = chance.dirichlet(np.full(kinds, plan.likeness), plan.units).cumsum(axis=1)
    kind = np.minimum((chance.random(plan.cases)[:, None] > mixes[unit]).sum(axis=1), kinds - 1)
    if plan.planted_cases:
        allowed = np.arange(kinds) if plan.planted_grade is None else np.flatnonzero(grade_of == plan.planted_grade)
        unit = np.concatenate([np.zeros(plan.planted_cases, int), unit + 1])
        kind = np.concatenate([chance.choice(allowed, plan.planted_cases), kind])
    units = plan.units + bool(plan.planted_cases)
    week = chance.integers(0, WEEKS, len(unit))
    odds = logit(plan.rate) + chance.normal(0, plan.rate_spread, kinds)
    if plan.planted_grade is not None:
        odds += np.where(grade_of == plan.planted_grade, 1.5, -0.5)
    line = (
        odds[kind] + chance.normal(0, plan.week_spread, WEEKS)[week] + chance.normal(0, plan.unit_spread, units)[unit]
    )
    if plan.planted_cases and plan.planted_grade is None:
        line[unit == 0] += logit(plan.planted_rate) - logit(plan.rate)
    event = chance.random(len(unit)) < 1 / (1 + np.exp(-line))
    # A fine leans towards one end of its range as the event's odds do.
    lean = chance.random(len(unit)) < 1 / (1 + np.exp(-line))
    drawn = chance.choice(FINES, (2, len(unit)))
    return Cases(
        unit,
        kind // (plan.grades * plan.splits),
        grade_of[kind],
        kind % plan.splits,
        week,
        event,
        np.where(lean, drawn.max(0), drawn.min(0)),
        units,
    )


def county_year(cases: Cases, of_amounts: bool = False) -> CountyYear:
    """The counts of a year, as ``queries/marts/comparison_case_cells`` makes them of the ledgers."""
    fine = (cases.violation * 100 + cases.grade) * 100 + cases.split
    cells, place = np.unique(np.stack([cases.unit, fine]), axis=1, return_inverse=True)
    score = cases.position if of_amounts else cases.event.astype(float)
    sums = [np.bincount(place.reshape(-1), score**power) for power in (1, 2, 3)]
    return CountyYear(
        [f"{number + 1}中队" for number in range(cases.units)],
        cells[0],
        np.stack([cells[1], cells[1] // 100, cells[1] // 10_000], axis=1),
        np.bincount(place.reshape(-1)).astype(float),
        sums[0],
        *(sums[1:] if of_amounts else ()),
    )


def weekly_counts(cases_a_week: float, spread: float, chance: np.random.Generator, campaign: float = 1.0) -> list[int]:
    """Cases a week of one violation over a year; a campaign of three weeks multiplies them."""
    rate = np.full(WEEKS, cases_a_week) * np.exp(chance.normal(0, spread, WEEKS) if spread else 0.0)
    first = int(chance.integers(0, WEEKS - 3))
    rate[first : first + 3] *= campaign
    return [int(count) for count in chance.poisson(rate)]
