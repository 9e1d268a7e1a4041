"""A burst in weekly counts: the window whose count is least like its share of the year, with a Monte Carlo chance.

Every window of some lengths is tried, in the real year and in simulated ones with the same total and the same exposure
per week: the chance is that of the best window anywhere, so that looking everywhere is paid for (Kulldorff's scan
statistic). Weeks that vary more than chance, the best window apart, vary as much in the simulated years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats

_FIRST_LOOK, _HOPELESS = 199, 0.1
"""So many years are drawn first; where chance makes as much this often, no more are."""
_DISPERSED = 0.05


@dataclass(frozen=True)
class Burst:
    """The window that stands out most."""

    first: int
    """Place of its first week"""
    weeks: int
    count: int
    expected: float
    chance: float


def find_burst(
    counts: Sequence[int], exposure: Sequence[float], lengths: Sequence[int], draws: int, seed: int
) -> Burst | None:
    """The best window with its chance; None where nothing can be told. ``seed`` makes the drawing repeatable.

    Weeks without exposure are not looked at, and no window reaches over them.
    """
    total, weight = sum(counts), np.asarray(exposure, float)
    usable = [length for length in lengths if length < np.count_nonzero(weight)]
    if not total or not usable or not weight.sum():
        return None
    share, real = weight / weight.sum(), np.asarray(counts, float)
    windows = [(first, length) for length in usable for first in range(len(counts) - length + 1)]
    ratios = _ratios(real[None, :], share, usable)[0]
    best = int(ratios.argmax())
    first, length = windows[best]
    inside = slice(first, first + length)
    inflation = _inflation(np.delete(real, np.r_[inside]), np.delete(weight, np.r_[inside]))
    chance = np.random.default_rng(seed)
    beaten = drawn = 0
    for batch in (min(_FIRST_LOOK, draws), draws - min(_FIRST_LOOK, draws)):
        if batch and (not drawn or beaten < _HOPELESS * drawn):
            years = _years(total, share, inflation, batch, chance)
            beaten += int((_ratios(years, share, usable).max(axis=1) >= ratios[best] - 1e-9).sum())
            drawn += batch
    return Burst(
        first,
        length,
        int(real[inside].sum()),
        float(total * share[inside].sum()),
        (beaten + 1) / (drawn + 1),
    )


def _inflation(counts: Floats, weight: Floats) -> float:
    """How much more the other weeks vary than a steady process; 1 unless the dispersion test says so."""
    from scipy.special import chdtrc

    known = weight > 0
    expected = counts[known].sum() * weight[known] / weight[known].sum() if known.any() else np.zeros(0)
    if len(expected) < 3 or not expected.all():
        return 1.0
    statistic = float(((counts[known] - expected) ** 2 / expected).sum())
    free = len(expected) - 1
    return max(1.0, statistic / free) if float(chdtrc(free, statistic)) < _DISPERSED else 1.0


def _years(total: int, share: Floats, inflation: float, count: int, chance: np.random.Generator) -> Floats:
    """Simulated years with this total; clustered ones have week shares that vary themselves (Dirichlet-multinomial)."""
    if inflation <= 1 or total <= inflation:
        return chance.multinomial(total, share, count).astype(float)
    concentration = (total - inflation) / (inflation - 1)
    open_weeks = share > 0
    shares = np.zeros((count, len(share)))
    shares[:, open_weeks] = chance.dirichlet(concentration * share[open_weeks], count)
    return chance.multinomial(total, shares).astype(float)


def _ratios(years: Floats, share: Floats, lengths: Sequence[int]) -> Floats:
    """Likelihood ratio of each window of each year; 0 where the window has no more than its share."""
    total = years.sum(axis=1, keepdims=True)
    sums = np.concatenate([np.zeros((len(years), 1)), years.cumsum(axis=1)], axis=1)
    shares = np.concatenate([[0.0], share.cumsum()])
    closed = np.concatenate([[0], (share <= 0).cumsum()])
    parts = []
    for length in lengths:
        count = sums[:, length:] - sums[:, :-length]
        expected = total * (shares[length:] - shares[:-length])[None, :]
        with np.errstate(all="ignore"):
            inside = np.where(count > 0, count * np.log(count / expected), 0.0)
            outside = np.where(total > count, (total - count) * np.log((total - count) / (total - expected)), 0.0)
        is_open = closed[length:] == closed[:-length]
        parts.append(np.where((count > expected) & is_open, inside + outside, 0.0))
    ratios: Floats = np.concatenate(parts, axis=1)
    return ratios
