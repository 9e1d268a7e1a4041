"""The beta-binomial prediction: how many of a unit's cases an event may hit, when the others are all that is known.

A stratum in which the others had y of N gives this unit's n cases betabinomial(n, y + m·k, N - y + (1 - m)·k): the
prior is worth ``k`` cases at the rate m of all others, so that an empty record is not taken for certainty. The strata
are independent, so the steps of the sum are the convolution of theirs.
"""

from __future__ import annotations

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats


def betabinomial_steps(size: int, a: float, b: float) -> Floats:
    """f(0) … f(size)."""
    from scipy.special import betaln, gammaln

    count = np.arange(size + 1.0)
    choose = gammaln(size + 1) - gammaln(count + 1) - gammaln(size - count + 1)
    steps: Floats = np.exp(choose + betaln(count + a, size - count + b) - betaln(a, b))
    return steps


def predicted_steps(size: Floats, others: Floats, others_total: Floats, prior: float) -> Floats:
    """The steps of a unit's count over its strata; one entry per stratum each."""
    mean = float(np.clip(others_total.sum() / others.sum(), 1e-6, 1 - 1e-6))
    steps = np.ones(1)
    for cases, count, events in zip(size, others, others_total, strict=True):
        steps = np.convolve(
            steps, betabinomial_steps(int(cases), events + mean * prior, count - events + (1 - mean) * prior)
        )
    return steps


def rare_steps(mean: float, variance: float, size: int) -> Floats:
    """A rare count: Poisson, or where its mean is itself uncertain the gamma-Poisson of the same mean and variance."""
    from scipy.special import gammaln

    top = min(size, int(mean + 12 * max(variance, 1.0) ** 0.5 + 20))
    count = np.arange(top + 1.0)
    if variance <= mean * (1 + 1e-9):
        logs = count * np.log(mean) - mean - gammaln(count + 1)
    else:
        shape, odds = mean**2 / (variance - mean), mean / variance
        logs = gammaln(count + shape) - gammaln(shape) - gammaln(count + 1)
        logs += shape * np.log(odds) + count * np.log1p(-odds)
    steps: Floats = np.exp(logs)
    return steps
