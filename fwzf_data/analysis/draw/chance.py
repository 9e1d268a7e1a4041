"""Exact tail probabilities: whole numbers throughout, because doubles make 15 expected errors out of 0.035 × 400."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb

MODELS = ("hypergeometric", "binomial", "poisson")


def hypergeometric_at_most(k: int, population: int, bad: int, n: int, limit: Fraction) -> bool:
    """P(X ≤ k) ≤ limit for n drawn from a population with so many bad."""
    ways = sum(
        comb(bad, found) * comb(population - bad, n - found) for found in range(max(0, n + bad - population), k + 1)
    )
    return ways * limit.denominator <= limit.numerator * comb(population, n)


def binomial_at_most(k: int, rate: Fraction, n: int, limit: Fraction) -> bool:
    """P(X ≤ k) ≤ limit for n independent tries."""
    bad, good = rate.numerator, rate.denominator - rate.numerator
    if not good:
        return bool(k < n or limit >= 1)
    ways, term = 0, good**n
    for found in range(min(k, n) + 1):
        ways += term
        term = term * (n - found) * bad // ((found + 1) * good)
    return bool(ways * limit.denominator <= limit.numerator * rate.denominator**n)


def poisson_at_most(k: int, mean: Fraction, limit: Fraction) -> bool:
    """P(X ≤ k) ≤ limit; e has no fraction, sixty digits decide."""
    with localcontext(prec=60):
        expected = Decimal(mean.numerator) / Decimal(mean.denominator)
        total, term = Decimal(0), Decimal(1)
        for found in range(k + 1):
            total += term
            term = term * expected / (found + 1)
        return bool(total * limit.denominator <= limit.numerator * expected.exp())
