"""Our closed forms beside scipy's and beside walking through every possibility."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fwzf_data.analysis.null_law import Law
from fwzf_data.analysis.statistics.burst import find_burst
from fwzf_data.analysis.statistics.dispersion import intraclass, winsorised
from fwzf_data.analysis.statistics.heaping import Sides, hypergeometric_chance
from fwzf_data.analysis.statistics.predictive import betabinomial_steps, predicted_steps, rare_steps
from fwzf_data.analysis.statistics.ranks import exact_permutation, mid_ranks, van_elteren
from fwzf_data.analysis.statistics.standardisation import Cells, standardise
from fwzf_data.analysis.statistics.visible_gap import visible_gap


def cells(rows: list[tuple[int, int, int, int]]) -> Cells:
    """(unit, stratum, cases, events)"""
    unit, stratum, size, total = (np.array(column) for column in zip(*rows, strict=True))
    events = total.astype(float)
    return Cells(unit, stratum, size.astype(float), events, events, events)


def test_betabinomial_steps_are_scipys() -> None:
    for size, a, b in ((1, 0.3, 0.7), (12, 3.5, 9.1), (60, 40.0, 2.0)):
        assert betabinomial_steps(size, a, b) == pytest.approx(stats.betabinom.pmf(np.arange(size + 1), size, a, b))


def test_steps_over_strata_are_a_distribution_with_the_right_mean() -> None:
    size, others, events = np.array([4.0, 7.0]), np.array([20.0, 30.0]), np.array([5.0, 27.0])
    steps = predicted_steps(size, others, events, 1.0)
    mean = sum(n * (y + 32 / 50) / (N + 1) for n, N, y in zip(size, others, events, strict=True))
    assert len(steps) == 12
    assert (steps.sum(), steps @ np.arange(12)) == pytest.approx((1.0, mean))


def test_a_rare_count_is_poisson_or_gamma_poisson() -> None:
    assert rare_steps(3.0, 3.0, 400)[:10] == pytest.approx(stats.poisson.pmf(np.arange(10), 3.0))
    mixed = rare_steps(3.0, 4.5, 400)
    assert (mixed.sum(), mixed @ np.arange(len(mixed))) == pytest.approx((1.0, 3.0), abs=1e-6)
    assert mixed @ np.arange(len(mixed)) ** 2 - 9 == pytest.approx(4.5, abs=1e-4)


@given(st.integers(1, 60), st.floats(0.2, 30), st.floats(0.2, 30), st.floats(1, 3), st.sampled_from([0.002, 0.05, 0.3]))
def test_a_count_is_outside_its_line_exactly_when_mid_p_rejects_it(
    size: int, a: float, b: float, stretch: float, alpha: float
) -> None:
    steps = betabinomial_steps(size, a, b)
    mean = float(steps @ np.arange(size + 1))
    variance = float(steps @ (np.arange(size + 1) - mean) ** 2)
    plain = Law(size, mean, variance, 0.0, 1.0, steps)
    middle = np.cumsum(steps) - steps / 2
    for count in range(size + 1):
        if min(abs(middle[count] - alpha / 2), abs(1 - middle[count] - alpha / 2)) > 1e-3 * alpha:
            assert plain.rejects(count, alpha) == (2 * min(middle[count], 1 - middle[count]) < alpha)
    line, wider = plain.line(alpha), Law(size, mean, variance, 0.0, stretch, steps).line(alpha)
    assert wider.low <= line.low + 1e-4
    assert wider.high >= line.high - 1e-4


def test_three_moments_agree_with_the_exact_line_of_a_large_count() -> None:
    others, events, size = np.array([300.0, 500.0]), np.array([60.0, 350.0]), np.array([150.0, 250.0])
    steps = predicted_steps(size, others, events, 1.0)
    place = np.arange(len(steps))
    mean = float(steps @ place)
    variance = float(steps @ (place - mean) ** 2)
    skewness = float(steps @ (place - mean) ** 3) / variance**1.5
    exact, near = Law(400, mean, variance, skewness, 1.0, steps), Law(400, mean, variance, skewness, 1.0, None)
    for alpha in (0.002, 0.05):
        assert near.line(alpha).low == pytest.approx(exact.line(alpha).low, abs=0.3)
        assert near.line(alpha).high == pytest.approx(exact.line(alpha).high, abs=0.3)
    assert near.chance(mean + 25) == pytest.approx(exact.chance(mean + 25), rel=0.1)


def test_a_unit_is_compared_with_the_others_and_not_with_itself() -> None:
    found = standardise(cells([(0, 0, 10, 9), (1, 0, 30, 6), (2, 0, 20, 4), (0, 1, 5, 5)]), 3)
    assert found.expected[0] == pytest.approx(10 * 10 / 50)
    assert found.expected[1] == pytest.approx(30 * 13 / 30)
    assert found.size.tolist() == [10, 30, 20], "a stratum nobody else has is left out"
    assert found.observed.tolist() == [9, 6, 4]


def test_the_variance_is_that_of_a_permutation_within_the_stratum() -> None:
    """Sum of own - n · mean of the others, over all ways to hand out the cases."""
    found = standardise(cells([(0, 0, 3, 2), (1, 0, 4, 1)]), 2)
    outcomes, differences = [1, 1, 1, 0, 0, 0, 0], []
    for own in combinations(range(7), 3):
        hits = sum(outcomes[place] for place in own)
        differences.append(hits - 3 * (3 - hits) / 4)
    assert found.variance[0] == pytest.approx(np.var(differences))


def test_winsorising_keeps_one_outlier_from_hiding_itself() -> None:
    scores = np.array([0.3, -0.8, 1.1, -0.4, 0.2, 0.9, -1.2, 0.1, -0.6, 0.7, -0.2, 9.0])
    assert winsorised(scores, 0.1).max() < 1.2
    assert intraclass(scores, np.full(12, 50.0), 0.1, 0.05) == 0.0
    spread = np.array([4.0, -5.0, 3.0, -3.5, 4.2, -2.8, 5.0, -4.1, 3.3, -4.9, 2.7, -3.0])
    assert intraclass(spread, np.full(12, 50.0), 0.1, 0.05) > 0.1


@pytest.mark.parametrize(("size", "low", "high"), [(40, 4.2, 20.7), (200, 40.0, 80.5), (15, 0.0, 9.9)])
def test_the_visible_gap_is_where_power_reaches_four_fifths(size: int, low: float, high: float) -> None:
    expected = 0.3 * size
    (gap,) = visible_gap(*(np.array([value], float) for value in (size, expected, low, high)), 0.8)

    def power(rate: float) -> float:
        return float(stats.binom.sf(np.floor(high), size, rate) + stats.binom.cdf(np.ceil(low) - 1, size, rate))

    rates = [rate for rate in (0.3 - gap, 0.3 + gap) if 0 <= rate <= 1]
    assert max(power(rate) for rate in rates) == pytest.approx(0.8, abs=1e-3)
    assert max(power(rate) for rate in (max(0, 0.3 - gap + 0.01), min(1, 0.3 + gap - 0.01))) < 0.8


def test_no_gap_is_visible_where_no_count_leaves_the_line() -> None:
    assert np.isnan(visible_gap(*(np.array([value], float) for value in (5, 2.0, 0.0, 5.0)), 0.8))[0]


def test_van_elteren_in_one_stratum_is_the_rank_sum_test() -> None:
    own, others = [1.0, 4.0, 4.0, 9.0, 12.0], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    oracle = stats.mannwhitneyu(own, others, method="asymptotic", use_continuity=False)
    assert van_elteren([(own, others)])[1] == pytest.approx(oracle.pvalue)
    assert mid_ranks(np.array([5.0, 1.0, 5.0])).tolist() == [2.5, 1.0, 2.5]


def test_van_elteren_looks_within_strata_only() -> None:
    mild, grave = [1.0, 2.0, 3.0, 4.0], [100.0, 200.0, 300.0, 400.0]
    assert van_elteren([(mild[:1], mild[1:]), (grave[:3], grave[3:])])[0] < 0, (
        "the unit with graver cases is not heavier"
    )
    assert van_elteren([([1.0], []), ([], [2.0])]) == (0.0, 1.0)


def test_the_permutation_of_sums_is_walked_through() -> None:
    lower, upper = exact_permutation([([3.0, 4.0], [1.0, 2.0])])
    assert (lower, upper) == pytest.approx((1.0, 1 / 6))
    lower, upper = exact_permutation([([1.0], [2.0, 3.0]), ([5.0], [6.0])])
    assert (lower, upper) == pytest.approx((1 / 6, 1.0))


def test_bunching_beside_peers_is_a_hypergeometric_tail() -> None:
    tail = stats.hypergeom.sf(8, 50, 25, 10) + stats.hypergeom.pmf(8, 50, 25, 10) / 2
    assert hypergeometric_chance([Sides(8, 10, 17, 40)]) == pytest.approx(tail)


def test_bunching_over_kinds_adds_what_each_hands_out() -> None:
    kinds = [Sides(3, 4, 2, 5), Sides(2, 3, 1, 4)]
    chance = sum(
        stats.hypergeom.pmf(first, 9, 5, 4) * stats.hypergeom.pmf(second, 7, 3, 3) * (0.5 if first + second == 5 else 1)
        for first in range(5)
        for second in range(4)
        if first + second >= 5
    )
    assert hypergeometric_chance(kinds) == pytest.approx(chance)


def test_a_burst_is_found_with_its_weeks_and_the_same_seed_says_the_same() -> None:
    counts = [4] * 52
    counts[20:23] = [12, 14, 11]
    found = find_burst(counts, [1.0] * 52, (2, 3, 4, 6), 999, 1)
    assert found is not None
    assert (found.first, found.weeks, found.count) == (20, 3, 37)
    assert found.chance == 0.001
    assert found == find_burst(counts, [1.0] * 52, (2, 3, 4, 6), 999, 1)
    quiet = find_burst([4] * 52, [1.0] * 52, (2, 3), 199, 1)
    assert quiet is not None
    assert quiet.chance == 1.0


def test_an_empty_series_has_no_burst_and_a_holiday_expects_less() -> None:
    assert find_burst([0] * 20, [1.0] * 20, (2,), 99, 1) is None
    assert find_burst([3], [1.0], (2,), 99, 1) is None
    found = find_burst([5] * 10 + [1, 1] + [5] * 10, [1.0] * 10 + [0.2, 0.2] + [1.0] * 10, (2,), 199, 1)
    assert found is not None
    assert found.chance > 0.5


def test_the_line_of_amounts_is_that_of_the_exact_permutation() -> None:
    """Sum of a unit's amounts against all ways to hand out the stratum's cases."""
    own, others = [0.9, 1.0, 0.8, 0.7], [0.1, 0.2, 0.4, 0.3, 0.0, 0.5, 0.2, 0.3]
    values = [np.array(own), np.array(others)]
    sums = [np.array([(part**power).sum() for part in values]) for power in (1, 2, 3)]
    found = standardise(Cells(np.array([0, 1]), np.array([0, 0]), np.array([4.0, 8.0]), *sums), 2)
    law = Law(4, found.expected[0], found.variance[0], found.skewness[0], 1.0, None)
    _, upper = exact_permutation([(own, others)])
    assert upper == pytest.approx(1 / 495)
    assert law.chance(float(found.observed[0])) < 0.01
    assert not law.rejects(float(found.expected[0]), 0.05)
