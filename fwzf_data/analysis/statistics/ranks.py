"""Amounts of one group beside the others within strata: van Elteren's rank test, and the exact permutation of sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import erfc, sqrt

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats

Stratum = tuple[Sequence[float], Sequence[float]]
"""(amounts of the group, amounts of the others)"""


def mid_ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = ((last + last - counts + 1) / 2)[place]
    return ranks


def van_elteren(strata: Sequence[Stratum]) -> tuple[float, float]:
    """(z, two-sided chance): above 0 where the group's amounts rank higher. The variance is the permutation's own."""
    statistic = variance = 0.0
    for own, others in strata:
        size, all_of = len(own), len(own) + len(others)
        if not size or size == all_of:
            continue
        ranks = mid_ranks(np.array([*own, *others], float))
        centred = ranks - (all_of + 1) / 2
        statistic += float(centred[:size].sum()) / (all_of + 1)
        variance += size * (all_of - size) / (all_of * (all_of - 1)) * float((centred**2).sum()) / (all_of + 1) ** 2
    z = statistic / sqrt(variance) if variance else 0.0
    return z, erfc(abs(z) / sqrt(2))


def exact_permutation(strata: Sequence[Stratum]) -> tuple[float, float]:
    """(chance of a sum so low or lower, so high or higher) when within each stratum any cases could be the group's.

    All ways are walked through, so it is for small strata; amounts are taken as exact numbers.
    """
    reachable: dict[float, float] = {0.0: 1.0}
    total = 0.0
    for own, others in strata:
        amounts, sums = [*own, *others], dict[float, float]()
        ways = list(combinations(amounts, len(own)))
        for chosen in ways:
            sums[sum(chosen)] = sums.get(sum(chosen), 0.0) + 1 / len(ways)
        reachable = _joined(reachable, sums)
        total += sum(own)
    return (
        min(1.0, sum(share for reached, share in reachable.items() if reached <= total + 1e-9)),
        min(1.0, sum(share for reached, share in reachable.items() if reached >= total - 1e-9)),
    )


def _joined(one: dict[float, float], other: dict[float, float]) -> dict[float, float]:
    joined: dict[float, float] = {}
    for left, share in one.items():
        for right, part in other.items():
            joined[left + right] = joined.get(left + right, 0.0) + share * part
    return joined
