"""Two groups over strata: the common odds ratio of Mantel and Haenszel, its test, and whether the strata agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

Table = tuple[tuple[int, int], tuple[int, int]]
"""((hit, not) of the one group, (hit, not) of the other)"""


@dataclass(frozen=True)
class CommonOdds:
    """One odds ratio for all strata."""

    odds_ratio: float
    low: float
    high: float
    statistic: float
    """χ² with the continuity correction"""
    statistic_uncorrected: float
    chance: float
    disagreement: float
    """Woolf's χ² of heterogeneity between the strata"""
    disagreement_chance: float


def mantel_haenszel(tables: Sequence[Table], confidence: float = 0.95) -> CommonOdds | None:
    """The common odds ratio with Robins, Breslow and Greenland's limits; None where a margin is empty throughout."""
    from scipy.special import chdtrc

    told = [(a, b, c, d) for (a, b), (c, d) in tables if a + b and c + d and a + c and b + d]
    above = sum(a * d / (a + b + c + d) for a, b, c, d in told)
    below = sum(b * c / (a + b + c + d) for a, b, c, d in told)
    if not above or not below:
        return None
    ratio = above / below
    gap = sum(a - (a + b) * (a + c) / (a + b + c + d) for a, b, c, d in told)
    spread = sum(
        (a + b) * (c + d) * (a + c) * (b + d) / ((a + b + c + d) ** 2 * (a + b + c + d - 1)) for a, b, c, d in told
    )
    plain, corrected = gap * gap / spread, max(0.0, abs(gap) - 0.5) ** 2 / spread
    same, mixed, cross = 0.0, 0.0, 0.0
    for a, b, c, d in told:
        n = a + b + c + d
        agree, apart, up, down = (a + d) / n, (b + c) / n, a * d / n, b * c / n
        same, mixed, cross = same + agree * up, mixed + agree * down + apart * up, cross + apart * down
    error = sqrt(same / (2 * above**2) + mixed / (2 * above * below) + cross / (2 * below**2))
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    logs = [(log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5))), a, b, c, d) for a, b, c, d in told]
    weights = [1 / sum(1 / (cell + 0.5) for cell in cells) for _, *cells in logs]
    centre = sum(weight * one for weight, (one, *_) in zip(weights, logs, strict=True)) / sum(weights)
    apart_by = sum(weight * (one - centre) ** 2 for weight, (one, *_) in zip(weights, logs, strict=True))
    return CommonOdds(
        ratio,
        ratio * exp(-z * error),
        ratio * exp(z * error),
        corrected,
        plain,
        float(chdtrc(1, corrected)),
        apart_by,
        float(chdtrc(max(1, len(told) - 1), apart_by)) if len(told) > 1 else 1.0,
    )
