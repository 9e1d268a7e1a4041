"""Intervals beside a rate: Wilson's score interval and the exact one of Clopper and Pearson (Newcombe 1998)."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def wilson(count: float, of: float, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of ``count / of``; it never leaves 0–1 and is not empty at 0 or at ``of``."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, half = count / of, z * sqrt(count * (of - count) / of + z * z / 4) / (of + z * z)
    centre = (of * share + z * z / 2) / (of + z * z)
    return max(0.0, centre - half), min(1.0, centre + half)


def clopper_pearson(count: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """The interval whose ends the exact binomial test just does not reject."""
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else float(betaincinv(count, of - count + 1, tail))
    high = 1.0 if count == of else float(betaincinv(count + 1, of - count, 1 - tail))
    return low, high
