"""What chance alone makes of one unit's count, and its line: point, line and verdict agree by construction.

A small count has its exact steps, a large one its moments. Where units differ by more than chance, everything is
stretched about the expected count, as Spiegelhalter (2005) does with over-dispersed indicators.
"""

from __future__ import annotations

from dataclasses import dataclass

from fwzf_data.analysis.statistics.dispersion import Floats
from fwzf_data.analysis.statistics.funnel import mid_chance, mid_line, moment_chance, moment_line


@dataclass(frozen=True)
class Line:
    """A count between ``low`` and ``high``, both included, is what chance makes."""

    low: float
    high: float


@dataclass(frozen=True)
class Law:
    """The distribution of one unit's count if nothing sets it apart."""

    size: float
    expected: float
    variance: float
    skewness: float
    stretch: float
    """1, or more where units are over-dispersed."""
    steps: Floats | None
    """f(0), f(1), … of a small count."""

    def line(self, alpha: float) -> Line:
        """Both tails together have ``alpha``."""
        low, high = self._edge(alpha / 2, 0.0), self._edge(1 - alpha / 2, self.size)
        # Rounded here, once: picture, table and verdict read the same line.
        return Line(round(max(0.0, low), 4), round(min(self.size, high), 4))

    def rejects(self, observed: float, alpha: float) -> bool:
        """Whether a count lies outside its line."""
        line = self.line(alpha)
        return observed < line.low or observed > line.high

    def chance(self, observed: float) -> float:
        """Two-sided mid-p."""
        count = self.expected + (observed - self.expected) / self.stretch
        if self.steps is None:
            return moment_chance(self.expected, self.variance, self.skewness, count)
        return mid_chance(self.steps, count)

    def _edge(self, tail: float, open_end: float) -> float:
        if self.steps is None:
            edge = moment_line(self.expected, self.variance, self.skewness, tail)
        else:
            found = mid_line(self.steps, tail)
            edge = open_end if found is None else found
        return self.expected + (edge - self.expected) * self.stretch
