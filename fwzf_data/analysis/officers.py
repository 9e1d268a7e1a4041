"""How much of the difference between like cases goes with who came, for the office as a whole and without a name.

The scores of officer pairs, standardised within their strata, would have mean square 1 if it did not matter who came.
What is beyond 1 is the share ρ of one case's variance; the interval turns the χ² of the scores round.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from fwzf_data.analysis.fairness import pages
from fwzf_data.analysis.indicators import OFFICERS
from fwzf_data.analysis.query import Answer
from fwzf_data.analysis.statistics.dispersion import Floats
from fwzf_data.rulebook import rule_value


@dataclass(frozen=True)
class SharedVariance:
    """The part of the variance that goes with the officers."""

    share: float
    low: float
    high: float
    officers: int

    @property
    def sentence(self) -> str:
        if self.low <= 0:
            return f"同类案件的差异里，看不出有多少与承办人有关（最多约 {self.high:.0%}，{self.officers} 组承办人）。"
        interval = f"{self.low:.0%}–{self.high:.0%}"
        return f"同类案件的差异里，约 {self.share:.0%} 与承办人有关（{interval}，{self.officers} 组承办人）。"


def of_officers(
    ask: Callable[..., Answer], as_of: date, *, indicator: str, from_on: date | None = None, to_on: date | None = None
) -> SharedVariance | None:
    """One indicator over the officers who have cases enough; no name leaves here."""
    found = pages(ask, as_of, indicator=indicator, dimension=OFFICERS, from_on=from_on, to_on=to_on, officers=True)
    told = [one for page in found for one in page.report.comparisons if one.alert is not None]
    scores, sizes = np.array([one.score for one in told]), np.array([float(one.size) for one in told])
    return shared_variance(scores, sizes, rule_value("fairness.interval_confidence"))


def shared_variance(scores: Floats, sizes: Floats, confidence: float) -> SharedVariance | None:
    """From standardised scores and numbers of cases; None where there are not officers enough."""
    from scipy.special import chdtri

    if len(scores) < 3:
        return None
    total, free, extra = float((scores**2).sum()), len(scores) - 1, float(np.mean(sizes - 1))
    tail = (1 - confidence) / 2

    def share(divisor: float) -> float:
        return float(np.clip((total / divisor - 1) / extra, 0.0, 1.0)) if extra > 0 else 0.0

    return SharedVariance(
        share(free), share(float(chdtri(free, tail))), share(float(chdtri(free, 1 - tail))), len(scores)
    )
