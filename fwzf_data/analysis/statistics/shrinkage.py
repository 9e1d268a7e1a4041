"""Empirical Bayes: a small unit's rate drawn towards what its cases let expect, by as much as its size allows."""

from __future__ import annotations

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats

_LEAST, _MOST = 0.0, 10.0
"""ln of the prior's size: from one case to about twenty thousand, which means no difference."""


def prior_size(observed: Floats, sizes: Floats, means: Floats) -> float:
    """How many cases the prior is worth: the most likely s of betabinomial(n, m·s, (1-m)·s), by golden section."""
    from scipy.special import betaln

    kept = (sizes > 0) & (means > 0) & (means < 1)
    count, size, mean = observed[kept], sizes[kept], means[kept]
    if not len(count):
        return float(np.exp(_MOST))

    def lack(log_size: float) -> float:
        a, b = mean * np.exp(log_size), (1 - mean) * np.exp(log_size)
        return -float((betaln(count + a, size - count + b) - betaln(a, b)).sum())

    low, high, golden = _LEAST, _MOST, (5**0.5 - 1) / 2
    while high - low > 1e-4:
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if lack(left) < lack(right) else (left, high)
    return float(np.exp((low + high) / 2))


def common_prior(observed: Floats, sizes: Floats) -> tuple[float, float]:
    """The most likely (mean, size) of one prior for all, each in turn until neither moves."""
    from scipy.special import betaln

    mean, size = float(observed.sum() / sizes.sum()), 0.0
    for _ in range(200):
        size = prior_size(observed, sizes, np.full(len(sizes), mean))
        low, high, golden = 1e-9, 1 - 1e-9, (5**0.5 - 1) / 2

        def lack(share: float, size: float = size) -> float:
            a, b = share * size, (1 - share) * size
            return -float((betaln(observed + a, sizes - observed + b) - betaln(a, b)).sum())

        while high - low > 1e-10:
            left, right = high - golden * (high - low), low + golden * (high - low)
            low, high = (low, right) if lack(left) < lack(right) else (left, high)
        if abs(mean - (low + high) / 2) < 1e-7:
            break
        mean = (low + high) / 2
    return mean, size
