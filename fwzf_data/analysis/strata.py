"""Comparable strata: cases are compared within the finest one that holds enough of them.

A stratum is named by its keys from coarse to fine (violation, grade, procedure, party scope). One with too few cases,
or with too few beside those of its largest unit, is given up: its cases fall back to the stratum named by fewer keys,
together with the other cases that fell back there. Cases of a kind that hardly any other unit has do not fall back:
among cases of other kinds their unit would answer for what it was handed. They, and what is too thin even by its first
key alone, are compared with nothing. The rule looks at how many cases there are, never at what became of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fwzf_data.analysis.statistics.standardisation import Ints


@dataclass(frozen=True)
class Strata:
    """Where each cell is compared."""

    stratum: Ints
    """One number per cell; -1: nowhere."""
    level: Ints
    """How many levels it fell back; 0: the finest."""


def comparable(
    unit: Ints, keys: NDArray[np.int64], size: NDArray[np.float64], least: int, least_others: int, least_alike: int
) -> Strata:
    """``keys``: one row per cell, one column per level from fine to coarse, each a number for the whole name there."""
    stratum, level = np.full(len(unit), -1, np.int64), np.full(len(unit), -1, np.int64)
    waiting = np.flatnonzero(size > 0)
    first = 0
    for depth in range(keys.shape[1]):
        if not len(waiting):
            break
        names, place = np.unique(keys[waiting, depth], return_inverse=True)
        cases = np.bincount(place, size[waiting], len(names))
        of_unit, member = np.unique(np.stack([place, unit[waiting]]), axis=1, return_inverse=True)
        own = np.bincount(member.reshape(-1), size[waiting])
        largest = np.zeros(len(names))
        np.maximum.at(largest, of_unit[0], own)
        good = (cases >= least) & (cases - largest >= least_others)
        settled = good[place]
        stratum[waiting[settled]] = first + place[settled]
        level[waiting[settled]] = depth
        others = cases[place] - own[member.reshape(-1)]
        waiting = waiting[~settled & (others >= least_alike)]
        first += len(names)
    return Strata(stratum, level)
