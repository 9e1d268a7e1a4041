"""Years of offences drawn by chance, with or without an effect, as the periods ``effect.judged`` takes."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi

import numpy as np

Period = tuple[int, float]
PER_YEAR = 13


@dataclass(frozen=True)
class Town:
    """How a violation comes about in periods of four weeks."""

    mean: float = 20.0
    """Offences found in a period while nothing changes."""
    effect: float = 1.0
    """What publication makes of the rate."""
    patrols: float = 1.0
    """What becomes of the number of inspections at the same time."""
    burst: float = 0.0
    """Variance of a period's own level: bursts and quiet weeks."""
    season: float = 0.0
    """Share by which the year swings up and down."""
    fall: float = 0.0
    """Share a year by which it falls anyway."""
    years: int = 1
    """Years of data before the year of publication, and that one."""
    before: int = 4
    """Periods of the year before publication."""


def drawn(
    town: Town, rng: np.random.Generator
) -> tuple[list[Period], list[Period], tuple[list[Period], list[Period]] | None]:
    """(before, after, the same a year earlier or None)."""
    phase = rng.uniform(0, 2 * pi)
    halves: dict[int, tuple[list[Period], list[Period]]] = {}
    for year in range(town.years):
        is_last = year == town.years - 1
        parts: tuple[list[Period], list[Period]] = ([], [])
        for place in range(PER_YEAR):
            is_after = place >= town.before
            more = town.patrols if is_last and is_after else 1.0
            level = 1 + town.season * cos(2 * pi * place / PER_YEAR + phase)
            level *= (1 - town.fall) ** (year + place / PER_YEAR)
            level *= town.effect if is_last and is_after else 1.0
            level *= rng.gamma(1 / town.burst, town.burst) if town.burst else 1.0
            inspections = int(rng.poisson(400 * more))
            parts[is_after].append((int(rng.poisson(town.mean * level * inspections / 400)), float(inspections)))
        halves[year] = parts
    before, after = halves[town.years - 1]
    return before, after, halves[town.years - 2] if town.years > 1 else None


def verdicts(town: Town, judged: object, count: int, seed: int) -> dict[str, int]:
    """How often each verdict is given."""
    from datetime import date

    rng = np.random.default_rng(seed)
    found: dict[str, int] = {}
    for _ in range(count):
        _, verdict, _, _ = judged(*drawn(town, rng), date(2022, 12, 31))  # type: ignore[operator]
        found[verdict] = found.get(verdict, 0) + 1
    return found
