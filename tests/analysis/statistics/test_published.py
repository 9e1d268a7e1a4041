"""What the literature and other people's software computed, reproduced."""

from __future__ import annotations

import ast
from math import log

import numpy as np
import pytest
from scipy import stats
from statsmodels.datasets import nile
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from fwzf_data.analysis.statistics.change import mean_change, rate_change
from fwzf_data.analysis.statistics.concentration import gini
from fwzf_data.analysis.statistics.dispersion import dersimonian_laird
from fwzf_data.analysis.statistics.funnel import quantile_line, score_limits
from fwzf_data.analysis.statistics.intervals import clopper_pearson, wilson
from fwzf_data.analysis.statistics.multiplicity import benjamini_hochberg
from fwzf_data.analysis.statistics.rare_counts import (
    byar_limits,
    dispersion_test,
    poisson_limits,
    standardised_ratio,
)
from fwzf_data.analysis.statistics.shrinkage import common_prior
from fwzf_data.analysis.statistics.two_groups import mantel_haenszel
from tests.analysis.statistics.vectors import vector


@pytest.mark.parametrize(
    "row", vector("wilson_clopper_pearson"), ids=lambda row: f"{row['method']} {row['k']}/{row['n']}"
)
def test_intervals_of_a_share(row: dict[str, str]) -> None:
    count, of, confidence = float(row["k"]), float(row["n"]), float(row["conf"])
    found = (
        wilson(count, of, confidence) if row["method"] == "Wilson" else clopper_pearson(int(count), int(of), confidence)
    )
    assert found == pytest.approx((float(row["lower_computed"]), float(row["upper_computed"])), abs=1e-9)


@pytest.mark.parametrize(("count", "of"), [(0, 7), (1, 7), (3, 5), (7, 7), (50, 400)])
def test_intervals_agree_with_statsmodels(count: int, of: int) -> None:
    assert wilson(count, of) == pytest.approx(proportion_confint(count, of, method="wilson"), abs=1e-9)
    assert clopper_pearson(count, of) == pytest.approx(proportion_confint(count, of, method="beta"), abs=1e-9)


@pytest.mark.parametrize("row", vector("poisson_limits"), ids=lambda row: f"{row['method']} {row['O']} {row['conf']}")
def test_limits_of_a_rare_count(row: dict[str, str]) -> None:
    limits = byar_limits if row["method"] == "Byar" else poisson_limits
    wanted = float(row["lower_computed"]), float(row["upper_computed"])
    assert limits(float(row["O"]), float(row["conf"])) == pytest.approx(wanted, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("row", vector("standardised_ratio_phe"), ids=lambda row: row["area"])
def test_a_standardised_ratio(row: dict[str, str]) -> None:
    strata = [part for part in vector("standardised_ratio_phe_input") if part["area"] == row["area"]]
    observed = sum(float(part["count"]) for part in strata)
    expected = sum(float(part["pop"]) * float(part["refcount"]) / float(part["refpop"]) for part in strata)
    assert observed == float(row["observed"])
    assert expected == pytest.approx(float(row["expected"]))
    for confidence, name in ((0.95, "95"), (0.998, "99.8")):
        wanted = float(row["ratio"]), float(row[f"lower{name}"]), float(row[f"upper{name}"])
        assert standardised_ratio(observed, expected, confidence) == pytest.approx(wanted)


def test_the_funnel_of_public_health_england() -> None:
    rows = vector("funnel_phe_proportion")
    for row in rows:
        for confidence, name in ((0.95, "95"), (0.998, "998")):
            low, high = score_limits(float(row["baseline_pct"]) / 100, float(row["n"]), confidence)
            assert (100 * low, 100 * high) == pytest.approx(
                (float(row[f"lo{name}"]), float(row[f"hi{name}"])), abs=1e-5
            )
    assert len(rows) == 100


@pytest.mark.parametrize("row", vector("funnel_poisson_constructions"), ids=lambda row: row["E"])
def test_two_constructions_of_a_poisson_funnel_differ_as_published(row: dict[str, str]) -> None:
    mean = float(row["E"])
    steps = stats.poisson.pmf(np.arange(200), mean)
    for confidence, name in ((0.95, "95"), (0.998, "998")):
        tail = (1 - confidence) / 2
        line = quantile_line(steps, tail) / mean, quantile_line(steps, 1 - tail) / mean
        assert line == pytest.approx((float(row[f"interp_lo{name}"]), float(row[f"interp_hi{name}"])), abs=1e-6)
        plugged = tuple(limit / mean for limit in poisson_limits(mean, confidence))
        assert plugged == pytest.approx((float(row[f"FPR_lo{name}"]), float(row[f"FPR_hi{name}"])), abs=1e-6)


def test_trials_that_truly_differ_are_pooled_like_metafor_does() -> None:
    *quantities, data = vector("dersimonian_laird_bcg")
    written = data["published (metafor dat.bcg, method DL)"]
    trials = [[int(number) for number in trial.split(",")] for trial in written.split(";")]
    effects = np.array([log(a / (a + b) / (c / (c + d))) for a, b, c, d in trials])
    variances = np.array([1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in trials])
    pooled = dersimonian_laird(effects, variances)
    wanted = {row["quantity"]: float(row["computed"]) for row in quantities}
    found = {
        "Q": pooled.heterogeneity,
        "tau2": pooled.between,
        "mu": pooled.mean,
        "se": pooled.error,
        "I2": 100 * pooled.share,
    }
    assert found == pytest.approx(wanted, rel=1e-6)


def test_berkeley_admissions() -> None:
    *quantities, data = vector("cmh")
    tables = ast.literal_eval(data["published"])
    found = mantel_haenszel([(tuple(men), tuple(women)) for men, women in tables])
    oracle = StratifiedTable([np.array(table, float) for table in tables])
    assert found is not None
    assert [
        found.odds_ratio, found.statistic, found.chance, found.statistic_uncorrected, found.low, found.high,
        found.disagreement_chance,
    ] == pytest.approx([float(row["computed"]) for row in quantities], rel=1e-4)  # fmt: skip
    assert found.odds_ratio == pytest.approx(oracle.oddsratio_pooled)
    assert (found.low, found.high) == pytest.approx(oracle.oddsratio_pooled_confint())


def test_false_discovery_rates_of_the_paper_of_1995() -> None:
    rows = vector("benjamini_hochberg")
    chances = [float(row["p"]) for row in rows]
    found = benjamini_hochberg(chances)
    assert found == pytest.approx([float(row["bh_adjusted"]) for row in rows])
    assert sum(value <= 0.05 for value in found) == 4
    assert benjamini_hochberg(chances[::-1]) == pytest.approx(multipletests(chances[::-1], method="fdr_bh")[1])


def test_gini_of_the_example_of_ineq() -> None:
    example, _, corrected, data = vector("gini")
    values = [float(value) for value in data["quantity"].split(";")]
    assert gini(values) == pytest.approx(float(example["computed"]), abs=1e-7)
    assert gini(values) * len(values) / (len(values) - 1) == pytest.approx(float(corrected["computed"]), abs=1e-7)
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0]) == 0


def test_horse_kicks_are_a_steady_process() -> None:
    mean, _, statistic, chance = vector("poisson_dispersion")
    counts = [kicks for kicks, corps in enumerate((109, 65, 22, 3, 1)) for _ in range(corps)]
    assert np.mean(counts) == pytest.approx(float(mean["computed"]))
    assert dispersion_test(counts) == pytest.approx((float(statistic["computed"]), float(chance["computed"])), abs=1e-6)


def test_the_nile_fell_in_1898_and_coal_mines_grew_safer_in_the_41st_year() -> None:
    last, means, length, rates, data = vector("changepoint")
    flow = nile.load_pandas().data["volume"].tolist()
    split, *parts = mean_change(flow)
    assert 1870 + split == int(last["computed"])
    assert parts == pytest.approx([float(mean) for mean in means["computed"].split(";")], abs=0.01)
    disasters = [int(number) for number in data["quantity"].split(";")]
    split, before, after, ratio = rate_change(disasters)
    assert split == int(length["computed"])
    assert rates["computed"] == f"{before:.4f};{after:.4f};LR={ratio:.3f};sum={sum(disasters)};n={len(disasters)}"


def test_the_surgical_example_shrinks_as_published() -> None:
    """Heart operations on babies in twelve hospitals (Spiegelhalter et al., BUGS): 0 of 47 is not a rate of nothing."""
    deaths = np.array([0, 18, 8, 46, 8, 13, 9, 31, 14, 8, 29, 24], float)
    operations = np.array([47, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360], float)
    mean, size = common_prior(deaths, operations)
    assert (mean, size) == pytest.approx((0.0765, 107.9), rel=0.01)
    shrunk = (deaths + mean * size) / (operations + size)
    assert (shrunk[0], shrunk[7]) == pytest.approx((0.053, 0.122), abs=0.001)
