"""What this many cases could have shown: the smallest true rate that leaves the line with a given power."""

from __future__ import annotations

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats


def visible_gap(sizes: Floats, expected: Floats, low: Floats, high: Floats, power: float) -> Floats:
    """The least distance from the expected rate, up or down, seen with ``power``; NaN where no rate would be seen.

    P(X ≥ k) of a binomial is the incomplete beta function I_p(k, n-k+1), so the rate is its inverse.
    """
    from scipy.special import betaincinv

    above, below = np.floor(high) + 1, np.ceil(low) - 1
    with np.errstate(all="ignore"):
        up = np.where(above <= sizes, betaincinv(above, np.maximum(sizes - above + 1, 0.5), power), np.nan)
        down = np.where(below >= 0, betaincinv(np.maximum(below + 1, 0.5), sizes - below, 1 - power), np.nan)
        mean = expected / sizes
        return np.fmin(np.where(up >= mean, up - mean, np.nan), np.where(down <= mean, mean - down, np.nan))
