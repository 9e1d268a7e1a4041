"""Two Poisson rates: the exact interval of their ratio, given the sum of the counts (Przyborowski & Wilenski 1940)."""

from __future__ import annotations

from math import inf

from fwzf_data.analysis.statistics.intervals import clopper_pearson


def rate_ratio(
    count: int, over: float, former_count: int, former_over: float, confidence: float = 0.95
) -> tuple[float, float]:
    """The ratios of the rate ``count / over`` to the former one that the exact test just does not reject."""
    shares = clopper_pearson(count, count + former_count, confidence)
    low, high = (inf if share == 1 else share / (1 - share) * former_over / over for share in shares)
    return low, high
