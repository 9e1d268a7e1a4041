"""Lines of a funnel: where a count leaves what chance alone would make of it.

A point is outside its line exactly when the test rejects it, so line and flag come from one rule. With F the
distribution and f its steps, the mid-p rule rejects at G(k) = F(k-1) + f(k)/2, and its line runs between neighbouring
whole counts in proportion (Spiegelhalter 2005 interpolates F itself in the same way).
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats


def score_limits(share: float, of: float, confidence: float) -> tuple[float, float]:
    """Rates a unit of ``of`` cases may have about a common ``share``: Wilson's test turned round, as Public Health
    England draws its funnels."""
    half = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(share * (1 - share) / of)
    return max(0.0, share - half), min(1.0, share + half)


def quantile_line(steps: Floats, tail: float) -> float:
    """Spiegelhalter's interpolated quantile of a count with these step sizes f(0), f(1), …"""
    rising = np.cumsum(steps)
    place = int(np.searchsorted(rising, tail))
    below = rising[place - 1] if place else 0.0
    return place - float((rising[place] - tail) / (rising[place] - below))


def mid_line(steps: Floats, tail: float) -> float | None:
    """The mid-p line: a count k is below it exactly when G(k) < ``tail``; None where no count is."""
    middle = np.cumsum(steps) - steps / 2
    place = int(np.searchsorted(middle, tail))
    if place == 0 or place == len(steps):
        return None
    before, after = middle[place - 1], middle[place]
    return place - 1 + float((tail - before) / (after - before))


def mid_chance(steps: Floats, count: float) -> float:
    """Two-sided mid-p of a count, interpolated like its line."""
    middle = np.cumsum(steps) - steps / 2
    lower = float(np.interp(count, np.arange(len(steps)), middle))
    return min(1.0, 2 * min(lower, 1 - lower))


def moment_line(mean: float, variance: float, skewness: float, tail: float) -> float:
    """The line of a large count by its first three moments (Cornish and Fisher 1938)."""
    z = NormalDist().inv_cdf(tail)
    return mean + sqrt(variance) * (z + skewness * (z * z - 1) / 6)


def moment_chance(mean: float, variance: float, skewness: float, count: float) -> float:
    """Two-sided chance of a large count by its first three moments."""
    z = (count - mean) / sqrt(variance)
    z -= skewness * (z * z - 1) / 6
    return min(1.0, 2 * NormalDist().cdf(-abs(z)))
