"""Bursts, bunching, officers and sentences: each claim is computed from the object it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pytest

from fwzf_data.analysis.bunching import UNKNOWN, bunching
from fwzf_data.analysis.burst import calendar, scan_weeks
from fwzf_data.analysis.captions import caption, headline, how, pages_looked_at
from fwzf_data.analysis.fairness import pages
from fwzf_data.analysis.finding import findings
from fwzf_data.analysis.flags import FLAGS
from fwzf_data.analysis.indicators import indicators
from fwzf_data.analysis.officers import of_officers, shared_variance
from fwzf_data.analysis.query import Answer, ask, query
from tests.analysis.county import weekly_counts
from tests.analysis.test_fairness import YEAR_END, made  # noqa: F401

MONDAY = date(2022, 1, 3)


def told(**rows: list[dict[str, Any]]) -> Callable[..., Answer]:
    """Answers of named marts as given."""

    def answer(name: str, **_: Any) -> Answer:
        given = rows.get(name, [])
        names = tuple(given[0]) if given else ()
        return Answer(query(name), YEAR_END, {}, names, tuple(tuple(row.values()) for row in given))

    return answer


def weeks(counts: list[int], unit: str = "东中队", code: str = "A1", loaded: int = 52) -> list[dict[str, Any]]:
    return [
        {
            "week_on": MONDAY + timedelta(weeks=week),
            "workday_count": 5 if week < loaded else 0,
            "day_off_count": 2 if week < loaded else 0,
            "unit": unit,
            "violation_code": code,
            "violation_name": {"A1": "占道", "B9": "油烟"}[code],
            "case_count": count,
        }
        for week, count in enumerate(counts)
    ]


def campaign(first: date, last: date, **more: Any) -> dict[str, Any]:
    given = {
        "campaign": "整治",
        "from_on": first,
        "to_on": last,
        "violations": ["占道"],
        "violation_codes": ["A1"],
        "is_known": True,
        "units": [],
    }
    return given | more


BURST = [4] * 20 + [15, 14, 16] + [4] * 29
FIRST, LAST = MONDAY + timedelta(weeks=20), MONDAY + timedelta(weeks=23) - timedelta(days=1)


def test_three_weeks_of_far_more_cases_are_found_for_the_bureau_the_unit_and_the_violation() -> None:
    found = calendar(told(enforcement_by_week=weeks(BURST)), YEAR_END)
    assert {(burst.from_on, burst.to_on, burst.count) for burst in found.bursts} == {(FIRST, LAST, 45)}
    assert found.scanned == 4
    assert "没有公布的专项行动" in found.unexplained[0].sentence


@pytest.mark.parametrize(
    ("announced", "explained"),
    [
        (campaign(FIRST, LAST), 4),
        (campaign(FIRST + timedelta(days=3), LAST - timedelta(days=3)), 4),
        (campaign(FIRST - timedelta(days=60), FIRST - timedelta(days=1)), 0),
        (campaign(FIRST, LAST, units=["西中队"]), 0),
        (campaign(FIRST, LAST, violation_codes=["B9"]), 0),
        (campaign(FIRST, LAST, violations=["整治市容"], violation_codes=[], is_known=False), 0),
        (campaign(FIRST, LAST, violations=[], violation_codes=[], is_known=False), 4),
    ],
    ids=[
        "covers it",
        "within a week of it",
        "before it",
        "another unit",
        "another violation",
        "words nobody can read",
        "not said what for",
    ],
)
def test_an_announced_campaign_explains_what_it_covers(announced: dict[str, Any], explained: int) -> None:
    found = calendar(told(enforcement_by_week=weeks(BURST), announced_campaigns=[announced]), YEAR_END)
    assert sum(burst.campaign == "整治" for burst in found.bursts) == explained
    assert len(found.unexplained) == 4 - explained


def test_a_campaign_whose_words_nobody_can_read_is_named_and_explains_nothing() -> None:
    announced = campaign(FIRST, LAST, violations=["占道", "市容"], violation_codes=["A1"], is_known=False)
    found = calendar(
        told(enforcement_by_week=weeks(BURST) + weeks(BURST, code="B9"), announced_campaigns=[announced]), YEAR_END
    )
    assert {burst.series.violation_code: burst.campaign for burst in found.bursts} == {
        None: None,
        "A1": "整治",
        "B9": None,
    }
    assert "「整治」的涉及事项有认不出是哪种违法行为的，不作为说明" in found.unexplained[0].sentence


@pytest.mark.parametrize(("east", "west"), [(BURST, [4] * 52), ([4] * 52, BURST), (BURST, BURST)])
def test_a_campaign_of_one_unit_explains_the_bureaus_burst_only_as_far_as_its_own_cases_go(
    east: list[int], west: list[int]
) -> None:
    rows = weeks(east) + weeks(west, "西中队")
    found = calendar(
        told(enforcement_by_week=rows, announced_campaigns=[campaign(FIRST, LAST, units=["东中队"])]), YEAR_END
    )
    units = {burst.series.unit for burst in found.unexplained}
    assert units == ({None, "西中队"} if west == BURST else set())


def test_a_burst_beside_an_announced_one_of_the_same_series_is_found_too() -> None:
    counts = list(BURST)
    counts[40:43] = [13, 12, 14]
    found = calendar(told(enforcement_by_week=weeks(counts), announced_campaigns=[campaign(FIRST, LAST)]), YEAR_END)
    assert {burst.from_on for burst in found.bursts if burst.campaign} == {FIRST}
    assert {burst.from_on for burst in found.unexplained} == {MONDAY + timedelta(weeks=40)}
    assert len(found.unexplained) == 4


def test_a_months_ledger_says_nothing_of_bursts_whatever_the_rest_of_the_year_would_look_like() -> None:
    found = calendar(told(enforcement_by_week=weeks([40] * 5 + [0] * 47, loaded=5)), YEAR_END)
    assert (found.bursts, found.scanned) == ((), 0)
    assert calendar(told(enforcement_by_week=weeks([40] * 5 + [0] * 47)), YEAR_END).bursts, "quiet weeks they would be"


def test_a_burst_is_found_among_the_weeks_a_ledger_was_loaded_for() -> None:
    counts = [4] * 7 + [15, 14, 16] + [4] * 10
    found = calendar(told(enforcement_by_week=weeks(counts + [0] * 32, loaded=20)), YEAR_END)
    assert {(burst.from_on, burst.count) for burst in found.bursts} == {(MONDAY + timedelta(weeks=7), 45)}
    assert found.bursts[0].expected == pytest.approx(3 * sum(counts) / 20)


def reported(first: int, last: int, unit: str) -> list[dict[str, Any]]:
    return [
        {"unit": unit, "week_on": MONDAY + timedelta(weeks=week), "workday_count": 5, "day_off_count": 2}
        for week in range(first, last)
    ]


@pytest.mark.parametrize(
    ("begins", "counts", "accused"),
    [
        (26, [1, 2, 3, 3, 4, 3, 2, 1, 2, 3, 1, 2, 1, 2, 2, 1, 3, 2, 1, 1, 2, 2, 1, 2, 1, 2], "新中队"),
        (38, [5, 7, 9, 6, 4, 6, 8, 3, 5, 7, 6, 4, 9, 5], None),
    ],
    ids=["the unit", "the bureau"],
)
def test_a_unit_that_begins_late_in_the_year_is_no_burst(begins: int, counts: list[int], accused: str | None) -> None:
    rows = weeks([4] * 52) + weeks([0] * begins + counts, "新中队")
    known = reported(0, 52, "东中队") + reported(begins, 52, "新中队")
    idle = calendar(told(enforcement_by_week=rows), YEAR_END)
    assert {burst.series.unit for burst in idle.unexplained} == {accused}, "as if it had been idle till then"
    found = calendar(told(enforcement_by_week=rows, reported_weeks=known), YEAR_END)
    assert (found.bursts, found.scanned) == ((), 6)
    more = found.exposure[begins] / found.exposure[begins - 1]
    assert more == pytest.approx(1 + sum(counts) / len(counts) / 4)


def test_a_burst_of_a_unit_that_begins_in_july_is_found_among_its_own_weeks() -> None:
    late = [0] * 26 + [4] * 10 + [15, 14, 16] + [4] * 13
    known = reported(0, 52, "东中队") + reported(26, 52, "新中队")
    rows = weeks([4] * 52) + weeks(late, "新中队")
    found = calendar(told(enforcement_by_week=rows, reported_weeks=known), YEAR_END)
    (own,) = (one for one in found.unexplained if one.series.unit == "新中队" and one.series.violation_code is None)
    assert (own.from_on, own.count) == (MONDAY + timedelta(weeks=36), 45)
    assert own.expected == pytest.approx(3 * sum(late) / 26)
    own_campaign = campaign(own.from_on, own.to_on, units=["新中队"])
    said = calendar(told(enforcement_by_week=rows, reported_weeks=known, announced_campaigns=[own_campaign]), YEAR_END)
    assert not said.unexplained


def test_a_burst_keeps_its_name_when_a_few_late_rows_arrive() -> None:
    (rule,) = (rule for rule in FLAGS if rule.code == "F02")
    late = list(BURST)
    late[19], late[23] = 12, 5
    before, after = (list(rule.find(told(enforcement_by_week=weeks(counts)), YEAR_END)) for counts in (BURST, late))
    assert [row["record_key"] for row in before] == [row["record_key"] for row in after]
    assert before[0]["evidence"] != after[0]["evidence"]
    assert before[0]["occurred_on"] != after[0]["occurred_on"]
    assert "全局·全部·2022-06" in {row["record_key"] for row in before}


def test_a_steady_year_and_one_with_few_cases_have_no_burst() -> None:
    assert calendar(told(enforcement_by_week=weeks([4] * 52)), YEAR_END).bursts == ()
    few = calendar(told(enforcement_by_week=weeks([0] * 50 + [14, 15])), YEAR_END)
    assert (few.bursts, few.scanned) == ((), 0)
    assert calendar(told(), YEAR_END).weeks == ()


@pytest.mark.slow
def test_campaigns_are_found_and_quiet_years_stay_quiet() -> None:
    years = [np.random.default_rng([7, year]) for year in range(60)]
    assert sum(scan_weeks(weekly_counts(10, 0, year, 2.5), [5.0] * 52) is not None for year in years) >= 56
    years = [np.random.default_rng([8, year]) for year in range(60)]
    assert sum(scan_weeks(weekly_counts(10, 0, year), [5.0] * 52) is not None for year in years) <= 4


def line(unit: str, below: int, near: int, code: str = "A1", grade: str | None = None) -> dict[str, Any]:
    at = {"line_kind": "听证线", "party_scope": "个人", "line_fen": 500_000}
    kind = {"violation_code": code, "violation_name": code, "clause_no": 1, "grade": grade}
    return {"unit": unit} | at | kind | {"below_count": below, "near_count": near}


def test_a_unit_whose_fines_all_lie_under_the_line_is_worth_a_look() -> None:
    found = bunching(
        told(fines_near_lines=[line("东中队", 28, 30), line("西中队", 20, 40), line("北中队", 15, 30)]), YEAR_END
    )
    assert [one.unit for one in found if one.is_flagged] == ["东中队"]
    assert found[0].expected == pytest.approx(30 * 35 / 70)


@pytest.mark.parametrize("small", [{"code": "B9"}, {"grade": "轻微"}], ids=["another violation", "the mild grade"])
def test_who_only_handles_what_cannot_reach_the_line_is_not_accused(small: dict[str, str]) -> None:
    rows = [
        line("东中队", 60, 60, **small),
        line("西中队", 5, 5, **small),
        line("西中队", 20, 40),
        line("北中队", 15, 30),
    ]
    found = {one.unit: one.verdict for one in bunching(told(fines_near_lines=rows), YEAR_END)}
    assert found == {"东中队": UNKNOWN, "西中队": "正常波动", "北中队": "正常波动"}


def test_bunching_in_several_violations_adds_up() -> None:
    rows = [
        line(unit, below, near, code)
        for code in ("A1", "B9", "C3")
        for unit, below, near in (("东中队", 10, 10), ("西中队", 10, 20), ("北中队", 10, 20))
    ]
    found = bunching(told(fines_near_lines=rows), YEAR_END)
    assert [(one.unit, one.below, one.near, one.expected) for one in found if one.is_flagged] == [
        ("东中队", 30, 30, 15.0)
    ]


def test_fewer_than_twenty_near_a_line_say_nothing() -> None:
    found = bunching(told(fines_near_lines=[line("东中队", 19, 19), line("西中队", 20, 40)]), YEAR_END)
    assert [one.verdict for one in found] == [UNKNOWN, UNKNOWN]
    alone = bunching(told(fines_near_lines=[line("东中队", 40, 40)]), YEAR_END)
    assert [one.verdict for one in alone] == [UNKNOWN]


def test_who_came_matters_only_as_far_as_the_scores_say() -> None:
    chance = np.random.default_rng(3)
    sizes = np.full(40, 40.0)
    nothing = shared_variance(chance.normal(0, 1, 40), sizes, 0.95)
    much = shared_variance(chance.normal(0, np.sqrt(1 + 0.1 * 39), 40), sizes, 0.95)
    assert nothing is not None
    assert much is not None
    assert "看不出" in nothing.sentence
    assert nothing.low == 0
    assert much.low < 0.1 < much.high
    assert shared_variance(np.zeros(2), np.ones(2), 0.95) is None


def test_every_sentence_claims_what_the_object_says(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    for page in pages(partial(ask, made, as_of=YEAR_END), YEAR_END, officers=True):
        said = headline(page)
        for one in page.report.comparisons:
            assert one.verdict in caption(page, one)
            assert (f"{one.unit}偏高" in said or f"{one.unit}偏低" in said) == one.is_flagged
            assert "p" not in caption(page, one).lower()
        assert [line["项目"] for line in how(page)][:3] == ["定义", "分子", "分母"]
    assert "不到 1.0 项" in pages_looked_at(50, 0.02)
    assert "不到 0.1 项" in pages_looked_at(1, 0.018)
    assert "不到 0.6 项" in pages_looked_at(28, 0.018)
    assert pages_looked_at(0, 0.018, 40) == "40 项都数据不足，没有判断。"
    assert "数据不足" not in pages_looked_at(50, 0.02)
    assert pages_looked_at(50, 0.02, 3).endswith("另有 3 项数据不足，没有判断。")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("comparison_case_cells", "可比 40 件，实际 30 件，按同类案件应为"),
        ("comparison_complaint_cells", "可比 40 件，实际 30 件，按同类投诉应为"),
        ("comparison_inspection_cells", "可比 40 次，实际 30 次，按同类检查应为"),
        ("comparison_party_cells", "可比 40 家，实际 30 家，按同类监管对象应为"),
    ],
)
def test_what_is_counted_has_its_own_name_and_unit(cells: str, says: str) -> None:
    indicator = next(one for one in indicators().values() if one.cells == cells and not one.amount)
    kind = dict.fromkeys(("violation_no", "grade_no", "procedure_no", "scope_no"), 1)
    counted = [
        {"value": unit} | kind | {indicator.size: 40, indicator.count: hits}
        for unit, hits in (("东中队", 30), ("西中队", 10), ("南中队", 11), ("北中队", 9))
    ]
    (page,) = pages(told(**{cells: counted}), YEAR_END, indicator=indicator.name, dimension="unit")
    assert says in caption(page, page.report.comparisons[0])


@pytest.mark.parametrize(
    ("name", "hits", "says"),
    [
        ("overdue", 0, "值得复核（偏低）。这一项偏低本身不是问题"),
        ("overdue", 38, "值得复核（偏高）。"),
        ("disclosed", 40, "值得复核（偏高）。这一项偏高本身不是问题"),
        ("punished", 0, "值得复核（偏低）。"),
    ],
)
def test_who_is_better_than_the_others_is_not_reproached(name: str, hits: int, says: str) -> None:
    indicator = indicators()[name]
    kind = dict.fromkeys(("violation_no", "grade_no", "procedure_no", "scope_no"), 1)
    counted = [
        {"value": unit} | kind | {indicator.size: 40, indicator.count: count}
        for unit, count in (("东中队", hits), ("西中队", 18), ("南中队", 16), ("北中队", 17))
    ]
    (page,) = pages(told(comparison_case_cells=counted), YEAR_END, indicator=name, dimension="unit")
    said = caption(page, page.report.comparisons[0])
    assert says in said
    assert ("本身不是问题" in said) == ("本身不是问题" in says)


def test_flags_join_the_findings_with_keys_of_their_own(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    first = findings(made, YEAR_END, {}, "F01").dicts()
    assert {row["code"] for row in first} == {"F01"}
    assert any(row["unit"] == "中队0" and "处罚率" in row["finding"] for row in first)
    assert {row["disposition"] for row in first} == {"待核"}
    assert not any("甲、乙" in row["finding"] for row in first), "no officer is named"
    again = findings(made, YEAR_END, {}, "F01").dicts()
    assert [row["finding_key"] for row in again] == [row["finding_key"] for row in first]
    assert len({row["finding_key"] for row in first}) == len(first)
    assert [rule.code for rule in FLAGS] == ["F01", "F02", "F03"]


def test_the_office_learns_how_much_goes_with_who_came_and_no_name(made: duckdb.DuckDBPyConnection) -> None:  # noqa: F811
    found = of_officers(partial(ask, made, as_of=YEAR_END), YEAR_END, indicator="punished")
    assert found is not None
    assert found.officers == 4
    assert "甲" not in found.sentence
