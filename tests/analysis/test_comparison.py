"""A county year in, verdicts out: who is flagged, who cannot be judged, and that nothing depends on order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fwzf_data.analysis.comparison import HIGH, LOW, NORMAL, UNKNOWN, CountyYear, Report, compare
from fwzf_data.analysis.fairness import limits
from tests.analysis.county import Plan, cases_of, county_year

LIMITS = limits("unit")


def year(rows: list[tuple[str, str, str, int, int]]) -> CountyYear:
    """(unit, violation, grade, cases, events)"""
    units = sorted({row[0] for row in rows})
    fine = sorted({row[1:3] for row in rows})
    coarse = sorted({row[1] for row in rows})
    return CountyYear(
        units,
        np.array([units.index(row[0]) for row in rows]),
        np.array([(fine.index(row[1:3]), coarse.index(row[1])) for row in rows]),
        np.array([row[3] for row in rows], float),
        np.array([row[4] for row in rows], float),
    )


def verdicts(report: Report) -> dict[str, str]:
    return {one.unit: one.verdict for one in report.comparisons}


ALIKE = [
    (f"{unit}中队", "占道", grade, 40, events)
    for unit in "二三四五六"
    for grade, events in (("轻微", 10), ("一般", 20))
]


def test_a_unit_that_punishes_far_more_is_worth_a_look_and_the_others_are_not() -> None:
    found = compare(year([*ALIKE, ("一中队", "占道", "轻微", 40, 30), ("一中队", "占道", "一般", 40, 36)]), LIMITS)
    assert verdicts(found) == {"一中队": HIGH} | {f"{unit}中队": NORMAL for unit in "二三四五六"}
    (one,) = (one for one in found.comparisons if one.unit == "一中队")
    assert (one.size, one.observed) == (80, 66)
    assert one.expected == pytest.approx(40 * 0.25 + 40 * 0.5)
    assert one.alert is not None
    assert one.observed > one.alert.high


def test_one_that_only_gets_graver_cases_is_not() -> None:
    found = compare(year([*ALIKE, ("一中队", "占道", "一般", 80, 40)]), LIMITS)
    assert set(verdicts(found).values()) == {NORMAL}


def test_one_that_lets_cases_die_is_low() -> None:
    found = compare(year([*ALIKE, ("一中队", "占道", "一般", 60, 6)]), LIMITS)
    assert verdicts(found)["一中队"] == LOW


def test_the_flagged_unit_does_not_speak_for_the_others() -> None:
    found = compare(year([*ALIKE, ("一中队", "占道", "轻微", 300, 280)]), LIMITS)
    (two,) = (one for one in found.comparisons if one.unit == "二中队")
    assert two.expected == pytest.approx(40 * 0.25 + 40 * 0.5)
    assert two.verdict == NORMAL


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("一中队", "占道", "轻微", 9, 9), *ALIKE], "nine cases"),
        ([("一中队", "烧烤", "轻微", 50, 50), *ALIKE], "nobody else has this violation"),
        ([("一中队", "占道", "轻微", 40, 40), ("二中队", "占道", "轻微", 40, 4)], "only two to compare"),
        ([(f"{unit}中队", "占道", "轻微", 30, 0) for unit in "一二三四"], "it never happens"),
        ([(f"{unit}中队", "占道", "轻微", 30, 30) for unit in "一二三四"], "it always happens"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_known_is_said(rows: list[tuple[str, str, str, int, int]], why: str) -> None:
    assert verdicts(compare(year(rows), LIMITS))["一中队"] == UNKNOWN, why


def test_no_rows_make_an_empty_report() -> None:
    empty = np.zeros(0)
    found = compare(CountyYear([], np.zeros(0, int), np.zeros((0, 2), int), empty, empty), LIMITS)
    assert (found.comparisons, found.left_out) == ((), 0)


def test_thin_strata_fall_back_to_the_violation_and_say_so() -> None:
    rows = [
        (f"{unit}中队", "占道", grade, 3, 1) for unit in "一二三四" for grade in ("轻微", "一般", "严重", "特别严重")
    ]
    rows.append(("一中队", "烧烤", "轻微", 4, 2))
    found = compare(year(rows), replace(LIMITS, least_stratum=13))
    assert found.coarsened == (0, 48)
    assert found.left_out == 4
    assert [one.left_out for one in found.comparisons if one.unit == "一中队"] == [4]


def test_a_stratum_where_the_others_have_three_cases_falls_back_and_one_with_fewer_is_compared_with_nothing() -> None:
    common = [(f"{unit}中队", "占道", "严重", 1, 1) for unit in "二三四五"]
    for others, size, expected in ((3, 40, 40 * 5 / 7), (2, 0, 0.0), (0, 0, 0.0)):
        thin = [("一中队", "占道", "轻微", 40, 4), ("二中队", "占道", "轻微", others, min(others, 1))]
        found = compare(year([*thin, *common]), replace(LIMITS, least_stratum=41 + others))
        (one,) = (one for one in found.comparisons if one.unit == "一中队")
        assert (one.size, one.left_out) == (size, 40 - size), "two cases of another unit are nobody's measure"
        assert one.expected == pytest.approx(expected), "what it alone was handed is not held against it"


def test_a_small_unit_is_drawn_towards_what_its_cases_let_expect() -> None:
    found = compare(year([*ALIKE, ("一中队", "占道", "轻微", 10, 0), ("七中队", "占道", "轻微", 200, 60)]), LIMITS)
    small, large = (one for one in found.comparisons if one.unit in ("一中队", "七中队"))
    if small.unit != "一中队":
        small, large = large, small
    assert small.shrunk is not None
    assert large.shrunk is not None
    assert 0 < small.shrunk[0] / small.shrunk[1] < small.expected / small.size
    assert abs(large.shrunk[0] / large.shrunk[1] - 0.3) < 0.05


def test_many_units_on_a_page_need_a_wider_line_each() -> None:
    many = [(f"{unit}号", "占道", "轻微", 40, 12) for unit in range(100)]
    assert compare(year(many), LIMITS).alpha == pytest.approx(0.00018)
    assert compare(year(ALIKE), LIMITS).alpha == 0.002


@given(st.integers(0, 10_000), st.integers(60, 900), st.booleans(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_point_line_and_verdict_agree_and_no_order_changes_them(
    seed: int, cases: int, of_amounts: bool, order: object
) -> None:
    plan = Plan(cases=cases, planted_cases=60)
    whole = county_year(cases_of(plan, np.random.default_rng(seed)), of_amounts)
    found = compare(whole, LIMITS)
    for one in found.comparisons:
        if one.alert is not None and one.verdict != UNKNOWN:
            assert one.is_flagged == (one.observed < one.alert.low or one.observed > one.alert.high)
            assert one.shade is not None
            assert one.alert.low <= one.shade.low <= one.shade.high <= one.alert.high
    places = list(range(len(whole.unit)))
    order.shuffle(places)  # type: ignore[attr-defined]
    amounts = {name: part[places] for name in ("squares", "cubes") if (part := getattr(whole, name)) is not None}
    mixed = replace(
        whole,
        unit=whole.unit[places],
        keys=whole.keys[places],
        size=whole.size[places],
        total=whole.total[places],
        **amounts,
    )
    assert compare(mixed, LIMITS) == found


@pytest.mark.slow
def test_a_hundred_county_years_without_differences_stay_quiet_and_a_deviant_is_found() -> None:
    quiet = [
        compare(county_year(cases_of(Plan(cases=500), np.random.default_rng([1, seed]))), LIMITS) for seed in range(100)
    ]
    assert sum(any(one.is_flagged for one in report.comparisons) for report in quiet) <= 5
    plan = Plan(cases=600, units=11, planted_cases=80)
    told = [compare(county_year(cases_of(plan, np.random.default_rng([2, seed]))), LIMITS) for seed in range(60)]
    assert sum(report.comparisons[0].is_flagged for report in told) >= 48
    assert sum(one.is_flagged for report in told for one in report.comparisons[1:]) <= 0.03 * 60 * 11
