"""A county year in, verdicts out: which units differ from the others by more than their cases and chance explain.

``compare`` takes the counts of one indicator over one dimension and gives one ``Comparison`` per unit. No difference
means: the same rate for the same recorded kind of case, with chance, and with clusters in time that touch all units
alike; lasting differences that nobody recorded are what the over-dispersion term is for. A unit that is flagged no
longer speaks for the others, so that one deviant does not make the innocent look deviant. False alarms and power are
measured by ``tests/bench/calibration.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan, sqrt

import numpy as np
from numpy.typing import NDArray

from fwzf_data.analysis.null_law import Law, Line
from fwzf_data.analysis.statistics.dispersion import Floats, intraclass
from fwzf_data.analysis.statistics.multiplicity import benjamini_hochberg
from fwzf_data.analysis.statistics.predictive import predicted_steps, rare_steps
from fwzf_data.analysis.statistics.shrinkage import prior_size
from fwzf_data.analysis.statistics.standardisation import Cells, Standardised, standardise, sums_by
from fwzf_data.analysis.statistics.visible_gap import visible_gap
from fwzf_data.analysis.strata import Strata, comparable

NORMAL, HIGH, LOW, UNKNOWN = "正常波动", "值得复核（偏高）", "值得复核（偏低）", "数据不足"
VERDICTS = (HIGH, LOW, NORMAL, UNKNOWN)


@dataclass(frozen=True)
class Limits:
    """What ``rules/fairness.toml`` fixes, with what each means."""

    alpha: float
    page_alarm: float
    shade: float
    power: float
    least_cases: int
    least_expected: float
    least_units: int
    least_stratum: int
    least_others: int
    least_alike: int
    prior_cases: float
    rare_share: float
    exact_until: int
    winsorise: float
    gate: float
    least_rho: float
    most_removed: int


@dataclass(frozen=True)
class CountyYear:
    """Counts of one indicator: one entry per unit and kind of case, in any order."""

    units: Sequence[str]
    """Name of each unit, by number."""
    unit: NDArray[np.int64]
    keys: NDArray[np.int64]
    """Numbers of the strata from fine to coarse, one column a level (see ``strata``)."""
    size: Floats
    """Cases that could have shown the event."""
    total: Floats
    """Cases that did; of amounts between 0 and 1 their sum."""
    squares: Floats | None = None
    cubes: Floats | None = None
    """Only of amounts: the sums of squares and cubes."""


@dataclass(frozen=True)
class Comparison:
    """One unit beside all others. Picture, sentence and finding are all made of this one object."""

    unit: str
    size: int
    observed: float
    expected: float
    alert: Line | None
    """None where the unit cannot be judged."""
    shade: Line | None
    prior: float
    """How many cases at the expected rate the empirical-Bayes estimate adds to the unit's own."""
    visible_gap: float | None
    """The least difference of rates this many cases would have shown; None where none would show."""
    score: float
    """(observed - expected) in standard deviations, over-dispersion apart"""
    chance: float | None
    """Two-sided mid-p; only the 「怎么算的」 drawer shows it."""
    screened: float | None
    """The same adjusted by Benjamini and Hochberg over this page."""
    verdict: str
    left_out: int
    """Cases of this unit that were comparable with nobody's."""

    @property
    def is_flagged(self) -> bool:
        return self.verdict in (HIGH, LOW)

    @property
    def shrunk(self) -> tuple[float, float] | None:
        """The empirical-Bayes rate as numerator and denominator."""
        if not self.size:
            return None
        return self.observed + self.prior * self.expected / self.size, self.size + self.prior


@dataclass(frozen=True)
class Report:
    """One page: one indicator over one dimension."""

    comparisons: tuple[Comparison, ...]
    alpha: float
    """The chance the lines were drawn at"""
    rho: float
    """Intraclass correlation put into the lines"""
    steady: bool
    """Whether the units, whoever is flagged apart, differ by no more than chance"""
    coarsened: tuple[int, ...]
    """Cases compared at each level, from the finest."""
    left_out: int
    is_compared: NDArray[np.bool_] = field(compare=False, repr=False)
    """Per entry of the county year: whether its cases count, or were comparable with nobody's."""


def compare(year: CountyYear, limits: Limits) -> Report:
    """The verdicts of one county year. Neither the order of the entries nor repetition changes anything."""
    strata = comparable(year.unit, year.keys, year.size, limits.least_stratum, limits.least_others, limits.least_alike)
    cells = _cells(year, strata)
    speaks = np.ones(len(year.units), bool)
    found = standardise(cells, len(year.units), speaks)
    rho = _rho(found, speaks, limits)
    while (~speaks).sum() < limits.most_removed and speaks.sum() > limits.least_units:
        suspect = _most_extreme(year, cells, found, speaks, limits)
        if suspect is None:
            break
        without = speaks.copy()
        without[suspect] = False
        alone = standardise(cells, len(year.units), without)
        rho = _rho(alone, without, limits)
        law = _laws(year, cells, alone, rho, limits, [suspect]).get(suspect)
        if law is None or not law.rejects(alone.observed[suspect], _alpha(int(_judged(alone, limits).sum()), limits)):
            rho = max(rho, _rho(found, speaks, limits))
            break
        speaks, found = without, alone
    return _report(year, strata, cells, found, rho, _laws(year, cells, found, rho, limits), limits)


def _alpha(judged: int, limits: Limits) -> float:
    """The chance of one unit to be flagged by luck: with many units on a page less, so that the page stays quiet."""
    return min(limits.alpha, limits.page_alarm / max(1, judged))


def _rho(found: Standardised, speaks: NDArray[np.bool_], limits: Limits) -> float:
    """How alike the cases of one unit are beyond their strata, told by the units that speak."""
    judged = _judged(found, limits) & speaks
    rho = intraclass(_scores(found)[judged], found.size[judged], limits.winsorise, limits.gate)
    return max(limits.least_rho, rho)


def _most_extreme(
    year: CountyYear, cells: Cells, found: Standardised, speaks: NDArray[np.bool_], limits: Limits
) -> int | None:
    """The unit farthest outside its line were units not over-dispersed: whether they are, the others must tell."""
    laws = _laws(year, cells, found, limits.least_rho, limits)
    alpha = _alpha(len(laws), limits)
    outside = [place for place, law in laws.items() if speaks[place] and law.rejects(found.observed[place], alpha)]
    scores = np.abs(_scores(found))
    return max(outside, key=lambda place: (scores[place], -place)) if outside else None


def _cells(year: CountyYear, strata: Strata) -> Cells:
    kept = np.flatnonzero(strata.stratum >= 0)
    count = int(strata.stratum.max()) + 1 if len(kept) else 1
    names, place = np.unique(year.unit[kept] * count + strata.stratum[kept], return_inverse=True)

    def summed(values: Floats | None) -> Floats:
        given = year.total if values is None else values
        # In a fixed order, so that no sum depends on the order of the rows.
        order = np.lexsort((given[kept], place))
        return sums_by(place[order], given[kept][order], len(names))

    return Cells(
        names // count, names % count, summed(year.size), summed(year.total), summed(year.squares), summed(year.cubes)
    )


def _judged(found: Standardised, limits: Limits) -> NDArray[np.bool_]:
    """Which units can be judged: enough cases, something expected either way, and enough of them to compare."""
    least = np.minimum(found.expected, found.size - found.expected)
    enough: NDArray[np.bool_] = (
        (found.size >= limits.least_cases) & (least >= limits.least_expected) & (found.variance > 0)
    )
    return enough if enough.sum() >= limits.least_units else np.zeros(len(enough), bool)


def _scores(found: Standardised) -> Floats:
    with np.errstate(all="ignore"):
        scores: Floats = np.where(found.variance > 0, (found.observed - found.expected) / np.sqrt(found.variance), 0.0)
    return scores


def _laws(
    year: CountyYear,
    cells: Cells,
    found: Standardised,
    rho: float,
    limits: Limits,
    only: Sequence[int] | None = None,
) -> dict[int, Law]:
    """What chance makes of each unit that can be judged."""
    judged = _judged(found, limits)
    edges = np.searchsorted(cells.unit, np.arange(len(year.units) + 1))
    laws = {}
    for place in np.flatnonzero(judged) if only is None else [place for place in only if judged[place]]:
        size, expected = float(found.size[place]), float(found.expected[place])
        own, variance = float(found.own_variance[place]), float(found.variance[place])
        stretch = sqrt(1 + rho * own * (size - 1) / variance)
        steps = None
        if year.squares is None and expected <= limits.rare_share * size:
            steps = rare_steps(expected, max(expected, expected + float(found.reference_variance[place])), int(size))
        elif year.squares is None and size <= limits.exact_until:
            inside = slice(edges[place], edges[place + 1])
            known = found.others[inside] > 0
            steps = predicted_steps(
                cells.size[inside][known], found.others[inside][known], found.others_total[inside][known],
                limits.prior_cases,
            )  # fmt: skip
        laws[int(place)] = Law(size, expected, variance, float(found.skewness[place]), stretch, steps)
    return laws


def _report(
    year: CountyYear,
    strata: Strata,
    cells: Cells,
    found: Standardised,
    rho: float,
    laws: dict[int, Law],
    limits: Limits,
) -> Report:
    with np.errstate(all="ignore"):
        means = np.where(found.size > 0, found.expected / found.size, 0.0)
    prior = prior_size(found.observed, found.size, means) if len(laws) else 0.0
    alpha = _alpha(len(laws), limits)
    lines = {place: law.line(alpha) for place, law in laws.items()}
    places = np.array(sorted(laws), np.int64)
    gaps = visible_gap(
        found.size[places],
        found.expected[places],
        np.array([lines[place].low for place in places]),
        np.array([lines[place].high for place in places]),
        limits.power,
    )
    gap_of = dict(zip(places.tolist(), gaps.tolist(), strict=True))
    chances = {place: law.chance(float(found.observed[place])) for place, law in laws.items()}
    screened = dict(zip(chances, benjamini_hochberg(list(chances.values())), strict=True))
    scores = _scores(found)
    every = sums_by(year.unit, year.size, len(year.units))
    made = []
    for place, unit in enumerate(year.units):
        size, observed, expected = (float(part[place]) for part in (found.size, found.observed, found.expected))
        law = laws.get(place)
        gap = gap_of.get(place)
        verdict = UNKNOWN
        if law:
            line = lines[place]
            verdict = HIGH if observed > line.high else LOW if observed < line.low else NORMAL
            if verdict == NORMAL and (gap is None or isnan(gap)):
                verdict = UNKNOWN
        made.append(
            Comparison(
                unit,
                int(size),
                observed,
                expected,
                lines[place] if law else None,
                law.line(limits.shade) if law else None,
                prior,
                None if gap is None or isnan(gap) else gap,
                round(float(scores[place]), 6),
                chances.get(place),
                screened.get(place),
                verdict,
                int(every[place] - size),
            )
        )
    compared = [int(year.size[strata.level == level].sum()) for level in range(year.keys.shape[1])]
    left_out = int(year.size[strata.stratum < 0].sum())
    return Report(
        tuple(made),
        alpha,
        rho,
        rho <= limits.least_rho,
        tuple(compared),
        left_out,
        _compared(year, strata, cells, found),
    )


def _compared(year: CountyYear, strata: Strata, cells: Cells, found: Standardised) -> NDArray[np.bool_]:
    """Whether each entry has a stratum, and somebody else who speaks for it there."""
    count = int(strata.stratum.max(initial=0)) + 1
    known = (cells.unit * count + cells.stratum)[found.others > 0]
    compared: NDArray[np.bool_] = (strata.stratum >= 0) & np.isin(year.unit * count + strata.stratum, known)
    return compared
