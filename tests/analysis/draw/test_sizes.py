"""Sizes and bounds against every published table at hand, in exact arithmetic."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from fwzf_data.analysis.draw.allocation import allocate
from fwzf_data.analysis.draw.evaluate import binomial_upper, evaluate, horvitz_thompson, hypergeometric_upper
from fwzf_data.analysis.draw.inclusion import chances
from fwzf_data.analysis.draw.size import attribute_size, exact, fixed_size, gbt2828, krejcie_morgan, percent, two_stage
from fwzf_data.errors import BadRequest

VECTORS = Path(__file__).parent / "vectors"


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_aicpa_sample_sizes_are_those_of_exact_arithmetic() -> None:
    for row in rows("aicpa_attribute_sample_size"):
        tolerable, expected = (Fraction(row[name]) / 100 for name in ("tolerable_rate_pct", "expected_rate_pct"))
        assert attribute_size(tolerable, expected, Fraction(row["confidence"])).n == int(row["n_scipy_rational"]), row


def test_where_doubles_give_423_and_1313_we_give_400_and_1300() -> None:
    assert attribute_size(Fraction("0.05"), Fraction("0.035"), Fraction("0.9")).n == 400
    assert attribute_size(Fraction("0.08"), Fraction("0.07"), Fraction("0.9")).n == 1300


def test_the_aicpa_upper_limits_are_rounded_up_to_a_tenth() -> None:
    for row in rows("aicpa_attribute_upper_limit"):
        upper = binomial_upper(int(row["n"]), int(row["deviations"]), Fraction(row["confidence"]), steps=1000)
        assert upper * 100 == Fraction(row["upper_pct_published"]), row


def test_touw_and_hoogduin() -> None:
    checked = 0
    for row in rows("attribute_sampling_touw_hoogduin"):
        confidence = Fraction(row["conf"])
        match row["kind"].split(" ")[:2]:
            case ["two-stage", _]:
                assert two_stage(Fraction(row["p"]), confidence) == int(row["published"])
            case [model, "n"]:
                population = int(row["N"]) if row["N"] else None
                n = fixed_size(int(row["k"]), Fraction(row["p"]), confidence, model.lower(), population)
                assert n == int(row["published"]), row
            case ["hypergeometric", "upper"]:
                upper = hypergeometric_upper(int(row["n"]), int(row["k"]), confidence, int(row["N"]))
                assert abs(upper / int(row["N"]) - float(row["published"])) < 1e-8, row
            case ["binomial", "upper"]:
                upper = binomial_upper(int(row["n"]), int(row["k"]), confidence)
                assert abs(float(upper) - float(row["published"])) < 2e-8, row
            case other:
                raise AssertionError(other)
        checked += 1
    assert checked >= 50
    assert two_stage(Fraction("0.03"), Fraction("0.95")) == 103


def test_krejcie_and_morgan_round_to_the_nearest() -> None:
    assert all(krejcie_morgan(int(row["N"])).n == int(row["s_published"]) for row in rows("krejcie_morgan"))


@pytest.mark.parametrize(
    ("lot", "n"),
    [(2, 2), (8, 2), (9, 3), (51, 13), (90, 13), (91, 20), (151, 32), (280, 32), (501, 80), (1200, 80), (1201, 125)],
)
def test_gbt_2828_changes_size_exactly_behind_the_end_of_a_lot(lot: int, n: int) -> None:
    assert gbt2828(lot).n == n


@pytest.mark.parametrize(("rate", "n"), [("8%", 35), ("6%", 47), ("4%", 69), ("2%", 129)])
def test_a_finite_population_of_500_needs_fewer(rate: str, n: int) -> None:
    assert fixed_size(0, exact(rate, "率"), Fraction("0.95"), "hypergeometric", 500) == n


def test_the_sentence_afterwards() -> None:
    assert evaluate(30, 0, Fraction("0.95")).says == "抽 30 件，0 件不合格：有 95% 把握不合格率不超过 9.5%"
    assert [percent(evaluate(n, 0, Fraction("0.95")).upper) for n in (60, 100, 300)] == ["4.9%", "3%", "1%"]
    assert evaluate(10, 10, Fraction("0.95")).upper == 1
    assert evaluate(50, 2, Fraction("0.95"), 50).says == "全查 50 件，2 件不合格，不合格率 4%"
    assert evaluate(30, 0, Fraction("0.95"), 40).upper < evaluate(30, 0, Fraction("0.95")).upper


@pytest.mark.parametrize(("n", "found", "population"), [(0, 0, None), (5, 6, None), (5, -1, None), (50, 0, 40)])
def test_impossible_counts_are_refused(n: int, found: int, population: int | None) -> None:
    with pytest.raises(BadRequest):
        evaluate(n, found, Fraction("0.95"), population)
    with pytest.raises(BadRequest, match="大于 0"):
        evaluate(30, 0, Fraction(0))


@pytest.mark.parametrize(("rate", "said"), [
    ("0", "0%"), ("0.0004", "0.04%"), ("0.00000012", "0.00001%"), ("0.0951", "9.5%"),
    ("0.9994", "99.9%"), ("0.9999", "99.99%"), ("0.99999", "99.999%"), ("1", "100%"),
])  # fmt: skip
def test_a_bound_is_never_rounded_to_nothing_or_to_all(rate: str, said: str) -> None:
    assert percent(Fraction(rate)) == said


def test_a_rate_is_read_as_written_and_never_as_a_double() -> None:
    assert exact("3.5%", "率") == exact("0.035", "率") == Fraction(35, 1000)
    for text in ("abc", "1", "-0.1", "100%"):
        with pytest.raises(BadRequest):
            exact(text, "率")


def test_inclusion_probabilities_with_take_all() -> None:
    for row in rows("pps_inclusion_probabilities"):
        sizes = {str(place): int(size) for place, size in enumerate(row["sizes"].split(";"))}
        assert list(chances(sizes, int(row["n"])).values()) == [
            Fraction(text) for text in row["pi_published(exact fractions)"].split(";")
        ], row


@pytest.mark.parametrize(("rule", "offset"), [("D'Hondt", 1), ("Sainte-Lague", Fraction(1, 2)), ("Adams", 0)])
def test_divisor_methods(rule: str, offset: Fraction) -> None:
    row = next(row for row in rows("allocation") if row["rule"].startswith(rule))
    counts = {f"{place}": int(count) for place, count in enumerate(row["input"].split(";"))}
    given = allocate({name: count for name, count in counts.items() if count}, int(row["n"]), offset=Fraction(offset))
    assert [given.get(name, 0) for name in counts] == [int(part) for part in row["published"].split(";")]


def test_a_larger_total_never_takes_a_place_away() -> None:
    counts = {"甲": 6, "乙": 6, "丙": 2}
    former = dict.fromkeys(counts, 0)
    for n in range(15):
        given = allocate(counts, n)
        assert sum(given.values()) == n
        assert all(former[name] <= given[name] <= counts[name] for name in counts)
        former = given


def test_every_stratum_gets_its_floor_or_all_it_has() -> None:
    assert allocate({"大": 1000, "小": 3, "一": 1}, 10, floor=2) == {"大": 7, "小": 2, "一": 1}
    with pytest.raises(BadRequest, match="每层至少"):
        allocate({"大": 1000, "小": 3}, 3, floor=2)


def test_horvitz_and_thompson_weigh_by_the_chance() -> None:
    # Two of weight 3 (π 3/5), four of weight 1 (π 1/5); one heavy failed, one light passed.
    assert horvitz_thompson([(1, Fraction(3, 5)), (0, Fraction(1, 5))], 6) == Fraction(5, 18)
    assert horvitz_thompson([(1, Fraction(1, 5)), (1, Fraction(1, 5))], 6) == 1


@pytest.mark.parametrize(("population", "tolerable", "expected", "allowed"), [
    (20, "5%", "2%", 0), (10, "15%", "11%", 1), (5, "20%", "2%", 0), (39, "32%", "31%", 12), (1, "25%", "3%", 0),
])  # fmt: skip
def test_where_all_must_be_checked_what_may_be_found_stays_under_the_rate(
    population: int, tolerable: str, expected: str, allowed: int
) -> None:
    rate = exact(tolerable, "率")
    found = attribute_size(rate, exact(expected, "率"), Fraction("0.95"), "hypergeometric", population)
    assert (found.n, found.allowed) == (population, allowed)
    assert Fraction(allowed, population) < rate <= Fraction(allowed + 1, population)
    assert f"要全查 {population} 个；不合格不超过 {allowed} 个" in found.says


def test_two_stages_are_refused_where_both_together_are_more_than_there_are() -> None:
    assert two_stage(Fraction("0.05"), Fraction("0.9"), 98) == 49
    with pytest.raises(BadRequest, match="多于总体 97 个"):
        two_stage(Fraction("0.05"), Fraction("0.9"), 97)
