"""What may be said afterwards: exact bounds, the sentence with them, and estimates of unequal draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from fwzf_data.analysis.draw.chance import binomial_at_most, hypergeometric_at_most
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
