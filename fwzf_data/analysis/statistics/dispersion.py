"""More variation between units than chance makes: DerSimonian and Laird's τ², winsorised χ², intraclass ρ."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pooled:
    """A random-effects summary."""

    heterogeneity: float
    """Cochran's Q"""
    between: float
    """τ²"""
    mean: float
    error: float
    share: float
    """I²: which part of the variation lies between"""


def dersimonian_laird(effects: Floats, variances: Floats) -> Pooled:
    """Pool effects that may truly differ (DerSimonian & Laird 1986)."""
    weights = 1 / variances
    centre = float(weights @ effects / weights.sum())
    heterogeneity = float(weights @ (effects - centre) ** 2)
    free = len(effects) - 1
    between = max(0.0, (heterogeneity - free) / float(weights.sum() - (weights**2).sum() / weights.sum()))
    inner = 1 / (variances + between)
    return Pooled(
        heterogeneity,
        between,
        float(inner @ effects / inner.sum()),
        sqrt(1 / float(inner.sum())),
        max(0.0, (heterogeneity - free) / heterogeneity) if heterogeneity else 0.0,
    )


def winsorised(scores: Floats, share: float) -> Floats:
    """The scores with both ends pulled in to their ``share`` quantiles, so that one outlier cannot hide itself."""
    low, high = np.quantile(scores, [share, 1 - share])
    return np.clip(scores, low, high)


def intraclass(scores: Floats, sizes: Floats, winsorise: float, gate: float) -> float:
    """ρ, how alike cases of one unit are beyond their strata, from standardised scores.

    It is 0 unless the dispersion test itself is below ``gate``: among a dozen units a small ρ is noise, and paying for
    it would hide real differences (simulation in ``tests/bench/calibration.py``).
    """
    from scipy.special import chdtrc

    free = len(scores) - 1
    if free < 2 or float(chdtrc(free, float((scores**2).sum()))) >= gate:
        return 0.0
    excess = float((winsorised(scores, winsorise) ** 2).sum()) - free
    room = float(((sizes - 1) * (1 - sizes / sizes.sum())).sum())
    return min(1.0, max(0.0, excess / room)) if room > 0 else 0.0
