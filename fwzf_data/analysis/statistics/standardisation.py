"""Indirect standardisation: what a unit's own mix of cases lets expect from the record of all the others.

For each stratum the reference is the rate of everybody else (leave one out), so a large unit is not compared with
itself, and the uncertainty of that reference enters the variance: n·v·(1 + n/N) with v the variance of one case and N
the others' cases. Strata in which nobody else has a case say nothing and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwzf_data.analysis.statistics.dispersion import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Sums of the scores of the cases of one unit in one stratum, each pair once. A score is 0 or 1, or an amount
    between; of amounts the sums of squares and cubes are needed too."""

    unit: Ints
    stratum: Ints
    size: Floats
    total: Floats
    squares: Floats
    cubes: Floats


@dataclass(frozen=True)
class Standardised:
    """One entry per unit."""

    size: Floats
    observed: Floats
    expected: Floats
    variance: Floats
    skewness: Floats
    """Third central moment over variance to the power of 3/2."""
    reference_variance: Floats
    """The part of ``variance`` that comes from not knowing the reference exactly."""
    own_variance: Floats
    others: Floats
    """Per cell: the others' cases in its stratum; 0 where there are none."""
    others_total: Floats


def sums_by(place: Ints, values: Floats, count: int) -> Floats:
    """The sum of the values of each place from 0 to ``count`` - 1."""
    return np.bincount(place, values, count).astype(float)


def standardise(cells: Cells, units: int, reference: NDArray[np.bool_] | None = None) -> Standardised:
    """Observed and expected for units 0 … ``units`` - 1; only units in ``reference`` speak for the others."""
    speaks = np.ones(units, bool) if reference is None else reference
    told = speaks[cells.unit]
    strata = int(cells.stratum.max()) + 1 if len(cells.stratum) else 0

    def of_others(values: Floats) -> Floats:
        spoken = np.where(told, values, 0.0)
        return sums_by(cells.stratum, spoken, strata)[cells.stratum] - spoken

    count = of_others(cells.size)
    kept = count > 0
    total, squares, cubes = of_others(cells.total), of_others(cells.squares), of_others(cells.cubes)
    size = np.where(kept, cells.size, 0.0)
    with np.errstate(all="ignore"):
        mean = np.where(kept, total / count, 0.0)
        # The spread of one case: of all cases there, this unit's own among them, as a permutation test has it.
        pooled, pooled_total = count + cells.size, total + cells.total
        centre = pooled_total / pooled
        spread = np.where(
            kept & (pooled > 1), ((squares + cells.squares) / pooled - centre**2) * pooled / (pooled - 1), 0.0
        )
        third = np.where(
            kept,
            (cubes + cells.cubes) / pooled - 3 * centre * (squares + cells.squares) / pooled + 2 * centre**3,
            0.0,
        )
        reference_part = np.where(kept, spread * size**2 / count, 0.0)
        skewed = np.where(kept, third * (size - size**3 / count**2), 0.0)

    def per_unit(values: Floats) -> Floats:
        return sums_by(cells.unit, values, units)

    own, uncertain = per_unit(spread * size), per_unit(reference_part)
    variance = own + uncertain
    with np.errstate(all="ignore"):
        skewness = np.where(variance > 0, per_unit(skewed) / variance**1.5, 0.0)
    return Standardised(
        per_unit(size),
        per_unit(np.where(kept, cells.total, 0.0)),
        per_unit(size * mean),
        variance,
        skewness,
        uncertain,
        own,
        np.where(kept, count, 0.0),
        np.where(kept, total, 0.0),
    )
