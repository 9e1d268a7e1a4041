"""Many looks at once: the false discovery rate of Benjamini and Hochberg (1995)."""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """Adjusted values in the order given; those at most q are rejected at a false discovery rate of q."""
    order = sorted(range(len(chances)), key=lambda place: chances[place], reverse=True)
    adjusted, smallest = [1.0] * len(chances), 1.0
    for rank, place in zip(range(len(chances), 0, -1), order, strict=True):
        smallest = min(smallest, chances[place] * len(chances) / rank)
        adjusted[place] = smallest
    return adjusted
