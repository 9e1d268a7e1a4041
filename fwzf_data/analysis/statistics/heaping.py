"""Bunching: too many amounts just under a line, when the others' amounts near it are the measure.

A McCrary density test needs continuous amounts and thousands of them; fines are whole sums in customary steps, so only
counts are compared: of the unit's amounts within one step of the line, how many lie below, beside the others' share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fwzf_data.analysis.statistics.dispersion import Floats


@dataclass(frozen=True)
class Sides:
    """Amounts of one kind near a line: the unit's, and the others'."""

    below: int
    near: int
    others_below: int
    others_near: int

    @property
    def expected(self) -> float:
        """How many of the unit's would lie below if they were like the others'."""
        return self.near * self.others_below / self.others_near

    @property
    def tells(self) -> bool:
        """Whether both have some, and the line parts them at all: else nothing could have come out otherwise."""
        below, near = self.below + self.others_below, self.near + self.others_near
        return self.near > 0 and self.others_near > 0 and 0 < below < near


def hypergeometric_chance(kinds: Sequence[Sides]) -> float:
    """Mid-p of so many or more amounts below the line over all kinds, if in each the unit's were like the others'."""
    steps = np.ones(1)
    for kind in kinds:
        steps = np.convolve(steps, _steps(kind))
    below = sum(kind.below for kind in kinds)
    return float(steps[below + 1 :].sum() + steps[below] / 2)


def _steps(kind: Sides) -> Floats:
    """The chance of 0 … ``near`` of the unit's below, over all ways to hand out the amounts of one kind."""
    from scipy.special import gammaln

    def ways(whole: Floats, part: Floats) -> Floats:
        logs: Floats = gammaln(whole + 1) - gammaln(part + 1) - gammaln(whole - part + 1)
        return logs

    below, above = kind.below + kind.others_below, kind.near + kind.others_near - kind.below - kind.others_below
    steps = np.zeros(kind.near + 1)
    count = np.arange(max(0, kind.near - above), min(kind.near, below) + 1, dtype=float)
    logs = ways(np.full(len(count), float(below)), count) + ways(np.full(len(count), float(above)), kind.near - count)
    weights = np.exp(logs - logs.max())
    steps[count.astype(int)] = weights / weights.sum()
    return steps
