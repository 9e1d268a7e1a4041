"""Before and after a day: the ratio of two rates out of periods of equal length, with what periods differ anyway.

Counts of offences come in bursts, so the variance is that of a quasi-Poisson model (McCullagh & Nelder 1989, 4.5): the
periods' own scatter on either side says how much more than chance they vary. Where the same periods a year before are
known, the ratio is taken against theirs: a season, or a slow rise or fall, does to them what it does to this year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt

from fwzf_data.analysis.statistics.two_rates import rate_ratio

Period = tuple[int, float]
"""A count, and what it is counted over."""

_HALF = 0.5
"""Added to every count, so that none is a rate of zero (Haldane 1956)."""


@dataclass(frozen=True)
class Step:
    """What changed between the periods before and those after."""

    ratio: float
    """The rate after ÷ the rate before; against last year's where it is known."""
    low: float
    high: float
    dispersion: float
    """How much more the periods vary than chance would have them; at least 1."""
    error: float
    """Standard error of the logarithm of the ratio."""
    freedom: int


def step(before: Sequence[Period], after: Sequence[Period], confidence: float) -> Step:
    """The change from the periods before to those after; each side must have something it is counted over."""
    (count, over), (later, later_over) = _total(before), _total(after)
    dispersion, freedom = _dispersion([before, after])
    error = sqrt(dispersion * (1 / (count + _HALF) + 1 / (later + _HALF)))
    ratio = (later + _HALF) / later_over * over / (count + _HALF)
    half = _quantile(freedom, confidence) * error
    # Few counts are worse than their logarithm says: the exact limits hold where they are the wider ones.
    exact_low, exact_high = (
        rate_ratio(later, later_over, count, over, confidence) if count + later else (0.0, float("inf"))
    )
    return Step(
        ratio, min(ratio * exp(-half), exact_low), max(ratio * exp(half), exact_high), dispersion, error, freedom
    )


def step_against(
    before: Sequence[Period],
    after: Sequence[Period],
    former_before: Sequence[Period],
    former_after: Sequence[Period],
    confidence: float,
) -> Step:
    """The same, against the change between the same periods a year before."""
    parts = (before, after, former_before, former_after)
    totals = [_total(part) for part in parts]
    dispersion, freedom = _dispersion(parts)
    error = sqrt(dispersion * sum(1 / (count + _HALF) for count, _ in totals))
    rates = [log((count + _HALF) / over) for count, over in totals]
    change = rates[1] - rates[0] - (rates[3] - rates[2])
    half = _quantile(freedom, confidence) * error
    return Step(exp(change), exp(change - half), exp(change + half), dispersion, error, freedom)


def visible_ratio(found: Step, confidence: float, power: float, allowance: float = 1.0) -> float:
    """The largest ratio below 1 that data like these would call a fall with this chance."""
    from statistics import NormalDist

    needed = (_quantile(found.freedom, confidence) + NormalDist().inv_cdf(power)) * found.error
    return exp(-needed) / allowance


def _total(periods: Sequence[Period]) -> Period:
    return sum(count for count, _ in periods), sum(over for _, over in periods)


def _dispersion(parts: Sequence[Sequence[Period]]) -> tuple[float, int]:
    """Pearson's statistic over its degrees of freedom, each part about its own rate."""
    squares, freedom = 0.0, 0
    for part in parts:
        count, over = _total(part)
        freedom += len(part) - 1
        if count:
            squares += sum((one - count * share / over) ** 2 / (count * share / over) for one, share in part if share)
    return max(1.0, squares / freedom) if freedom > 0 else 1.0, max(freedom, 1)


@lru_cache(maxsize=256)
def _quantile(freedom: int, confidence: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + confidence) / 2))
