"""What may be said afterwards: exact bounds, the sentence with them, and estimates of unequal draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from fwzf_data.analysis.draw.chance import binomial_at_most, hypergeometric_at_most, poisson_at_most
from fwzf_data.analysis.draw.size import percent
from fwzf_data.errors import BadRequest

STEPS = 10**8
"""A bound is found to this many parts of one, upwards."""


@dataclass(frozen=True)
class Bound:
    """One-sided upper bound of the failure rate."""

    n: int
    found: int
    upper: Fraction
    says: str


def evaluate(n: int, found: int, confidence: Fraction, population: int | None = None) -> Bound:
    """Clopper–Pearson; with a population the exact hypergeometric bound. Raises BadRequest for impossible counts."""
    if n < 1:
        raise BadRequest("一个都没有检查，不能下结论。")
    if not 0 <= found <= n:
        raise BadRequest(f"不合格 {found} 个不可能：检查了 {n} 个。")
    if population is not None and n > population:
        raise BadRequest(f"检查了 {n} 个，多于总体 {population} 个。")
    if confidence <= 0:
        raise BadRequest("把握要大于 0。")
    upper = (
        binomial_upper(n, found, confidence)
        if population is None
        else Fraction(hypergeometric_upper(n, found, confidence, population), population)
    )
    told = f"抽 {n} 件，{found} 件不合格：有 {percent(confidence)} 把握不合格率不超过 {percent(upper)}"
    if population == n:
        told = f"全查 {n} 件，{found} 件不合格，不合格率 {percent(upper)}"
    return Bound(n, found, upper, told)


def binomial_upper(n: int, found: int, confidence: Fraction, steps: int = STEPS) -> Fraction:
    """Smallest rate, in steps, at which so few failures would be as unlikely as 1 − confidence."""
    if found == n:
        return Fraction(1)
    risk, low, high = 1 - confidence, 0, steps
    while low < high:
        middle = (low + high) // 2
        if binomial_at_most(found, Fraction(middle, steps), n, risk):
            high = middle
        else:
            low = middle + 1
    return Fraction(low, steps)


def hypergeometric_upper(n: int, found: int, confidence: Fraction, population: int) -> int:
    """Most bad ones in the population that so few failures do not rule out (Touw & Hoogduin 2011)."""
    risk, low, high = 1 - confidence, found, population - (n - found)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_at_most(found, population, middle, n, risk):
            high = middle - 1
        else:
            low = middle
    return low


def horvitz_thompson(observed: Iterable[tuple[int, Fraction]], population: int) -> Fraction:
    """Estimated failure rate Σ y/π ÷ N of an unequal draw (Horvitz & Thompson 1952), at most one."""
    total = sum((Fraction(failed) / chance for failed, chance in observed if failed), Fraction(0))
    return min(total / population, Fraction(1))


def unequal_upper(chances: Iterable[Fraction], found: int, confidence: Fraction) -> int:
    """Most failures in the population that so few in an unequal draw do not rule out, wherever they sit.

    The worst case puts them where the draw looks least, so their mean number in the draw is the sum of the smallest
    chances. Of independent inclusions with that mean a Poisson variable has the heavier lower tail (Hoeffding 1956,
    Anderson & Samuels 1967); a fixed number of places only narrows it.
    """
    risk = 1 - confidence
    means = list(accumulate(sorted(chances)))
    low, high = found, len(means)
    while low < high:
        middle = (low + high + 1) // 2
        if poisson_at_most(found, means[middle - 1], risk):
            high = middle - 1
        else:
            low = middle
    return low


def amount_upper(
    drawn: Iterable[tuple[int, bool, bool]], total: int, certain_total: int, confidence: Fraction
) -> Fraction:
    """Share of the amount that may stand with failures after a draw by money units.

    ``drawn`` is (amount, drawn for certain, failed). What is certain is known; each other place hit one unit of money
    of the rest, so its failures are bounded as those of independent tries (Clopper–Pearson).
    """
    places = list(drawn)
    known = sum(amount for amount, is_certain, failed in places if is_certain and failed)
    hits = [failed for _, is_certain, failed in places if not is_certain]
    rest = binomial_upper(len(hits), sum(hits), confidence) * (total - certain_total) if hits else Fraction(0)
    return (known + rest) / total
