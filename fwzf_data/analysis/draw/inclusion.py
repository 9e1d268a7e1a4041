"""Chances of unequal draws: proportional to size, with those too large for that certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction


def certain(sizes: Mapping[str, int], n: int) -> set[str]:
    """Who is drawn for certain: n·x/Σx ≥ 1, asked again of the rest until nobody is (take-all rule)."""
    taken: set[str] = set()
    total = sum(sizes.values())
    while True:
        left = n - len(taken)
        more = {name for name, size in sizes.items() if name not in taken and size and left * size >= total}
        if not more or left <= 0:
            return taken
        taken |= more
        total -= sum(sizes[name] for name in more)


def chances(sizes: Mapping[str, int], n: int, wanted: Iterable[str] | None = None) -> dict[str, Fraction]:
    """Exact inclusion probabilities of ``n`` out of these sizes, for all or only the wanted."""
    taken = certain(sizes, n)
    total = sum(size for name, size in sizes.items() if name not in taken)
    return {
        name: Fraction(1) if name in taken else Fraction((n - len(taken)) * sizes[name], total or 1)
        for name in (sizes if wanted is None else wanted)
    }
