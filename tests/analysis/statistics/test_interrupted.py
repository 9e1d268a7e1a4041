"""The change between two sets of periods, held against the model it stands for and at its edges."""

from __future__ import annotations

from math import exp, inf, log

import numpy as np
import pytest
import statsmodels.api as sm

from fwzf_data.analysis.statistics.interrupted import step, step_against, visible_ratio

BEFORE = [(410, 1000.0), (520, 1100.0), (380, 900.0), (450, 1000.0)]
AFTER = [(300, 1200.0), (210, 1000.0), (330, 1100.0), (280, 1000.0), (190, 900.0)]


def test_the_ratio_and_its_error_are_those_of_the_quasi_poisson_model():
    counts = np.array([count for count, _ in BEFORE + AFTER])
    over = np.array([share for _, share in BEFORE + AFTER])
    after = np.array([0] * len(BEFORE) + [1] * len(AFTER))
    fitted = sm.GLM(counts, sm.add_constant(after), sm.families.Poisson(), offset=np.log(over)).fit(scale="X2")
    found = step(BEFORE, AFTER, 0.95)
    assert log(found.ratio) == pytest.approx(fitted.params[1], rel=1e-3)
    assert found.error == pytest.approx(fitted.bse[1], rel=1e-3)
    assert found.dispersion == pytest.approx(fitted.scale)
    assert found.freedom == len(counts) - 2
    assert found.low < found.ratio < found.high < 1


def test_twice_the_exposure_with_twice_the_count_changes_nothing():
    once, twice = [(20, 100.0)] * 6, [(40, 200.0)] * 6
    assert step(once, twice, 0.95).ratio == pytest.approx(1, abs=0.01)


def test_what_last_year_did_too_is_taken_away():
    found = step_against([(100, 100.0)] * 4, [(50, 100.0)] * 4, [(100, 100.0)] * 4, [(50, 100.0)] * 4, 0.95)
    assert found.ratio == pytest.approx(1)
    assert found.low < 1 < found.high


def test_steady_periods_are_not_taken_for_steadier_than_chance():
    assert step([(10, 1.0)] * 5, [(10, 1.0)] * 5, 0.95).dispersion == 1


def test_no_count_on_a_side_leaves_it_open_how_far():
    fall, none = step([(9, 10.0)] * 3, [(0, 10.0)] * 3, 0.95), step([(0, 10.0)] * 3, [(0, 10.0)] * 3, 0.95)
    assert (fall.low, fall.high < 1) == (0.0, True)
    assert (none.low, none.high) == (0.0, inf)


def test_what_can_be_seen_is_less_with_fewer_periods_and_with_an_allowance():
    many, few = step(BEFORE, AFTER, 0.95), step(BEFORE[:2], AFTER[:2], 0.95)
    assert visible_ratio(many, 0.95, 0.8) > visible_ratio(few, 0.95, 0.8)
    assert visible_ratio(many, 0.95, 0.8, 1.5) == pytest.approx(visible_ratio(many, 0.95, 0.8) / 1.5)
    assert visible_ratio(many, 0.95, 0.5) == pytest.approx(exp(log(many.low) - log(many.ratio)), rel=1e-6)
