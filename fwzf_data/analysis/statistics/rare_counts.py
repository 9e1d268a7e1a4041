"""Rare counts: exact limits of a Poisson count (Garwood 1936), Byar's approximation, ratio to what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, fmean

BYAR_FROM = 10
"""Public Health England takes the exact limits below and Byar's from this count on."""


def poisson_limits(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """The means whose exact Poisson test just does not reject ``count``."""
    from scipy.special import gammaincinv

    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else float(gammaincinv(count, tail))
    return low, float(gammaincinv(count + 1, 1 - tail))


def byar_limits(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """Byar's approximation to the exact limits, within 0.1 % from a count of 10 on."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)

    def limit(of: float, sign: int) -> float:
        return float(of * (1 - 1 / (9 * of) + sign * z / (3 * sqrt(of))) ** 3)

    return (limit(count, -1) if count else 0.0), limit(count + 1, 1)


def standardised_ratio(observed: float, expected: float, confidence: float = 0.95) -> tuple[float, float, float]:
    """Observed to expected with its limits, by the rule of Public Health England."""
    low, high = (poisson_limits if observed < BYAR_FROM else byar_limits)(observed, confidence)
    return observed / expected, low / expected, high / expected


def dispersion_test(counts: Sequence[int]) -> tuple[float, float]:
    """Fisher's index of dispersion: Σ(x - x̄)²/x̄ and the chance of so much or more among steady Poisson counts."""
    from scipy.special import chdtrc

    mean = fmean(counts)
    if not mean:
        return 0.0, 1.0
    statistic = sum((count - mean) ** 2 for count in counts) / mean
    return statistic, float(chdtrc(len(counts) - 1, statistic))
