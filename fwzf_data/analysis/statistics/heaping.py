"""Bunching: too many amounts just under a line, when the others' amounts near it are the measure.

A McCrary density test needs continuous amounts and thousands of them; fines are whole sums in customary steps, so only
counts are compared: of the unit's amounts within one step of the line, how many lie below, beside the others' share.
"""

from __future__ import annotations

from math import comb


def hypergeometric_chance(below: int, near: int, others_below: int, others_near: int) -> float:
    """Mid-p of so many or more of ``near`` amounts below the line, if the unit's were like the others'."""
    all_near, all_below = near + others_near, below + others_below
    ways = comb(all_near, near)

    def part(count: int) -> float:
        return comb(all_below, count) * comb(all_near - all_below, near - count) / ways

    top = min(near, all_below)
    return sum(part(count) for count in range(below + 1, top + 1)) + part(below) / 2


def binomial_chance(below: int, near: int, share: float) -> float:
    """Mid-p of so many or more below the line, when each lies below with ``share``: for a bureau without peers."""

    def part(count: int) -> float:
        return comb(near, count) * share**count * (1 - share) ** (near - count)

    return sum(part(count) for count in range(below + 1, near + 1)) + part(below) / 2
