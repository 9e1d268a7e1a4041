"""One change in a series: the split that likelihood prefers, of a mean or of a Poisson rate."""

from __future__ import annotations

from collections.abc import Sequence
from math import log


def mean_change(values: Sequence[float]) -> tuple[int, float, float]:
    """(length of the first part, its mean, mean of the rest): the split with the least squares."""

    def squares(part: Sequence[float]) -> float:
        centre = sum(part) / len(part)
        return sum((value - centre) ** 2 for value in part)

    split = min(range(1, len(values)), key=lambda place: squares(values[:place]) + squares(values[place:]))
    return split, sum(values[:split]) / split, sum(values[split:]) / (len(values) - split)


def rate_change(counts: Sequence[int]) -> tuple[int, float, float, float]:
    """(length of the first part, its rate, rate of the rest, likelihood ratio 2·ln Λ) of Poisson counts."""

    def fit(part: Sequence[int]) -> float:
        total = sum(part)
        return total * log(total / len(part)) if total else 0.0

    split = max(range(1, len(counts)), key=lambda place: fit(counts[:place]) + fit(counts[place:]))
    ratio = 2 * (fit(counts[:split]) + fit(counts[split:]) - fit(counts))
    return split, sum(counts[:split]) / split, sum(counts[split:]) / (len(counts) - split), ratio
